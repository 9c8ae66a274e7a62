import { languageOfNumber } from '../../waiting/queue-settings.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import type { Greeting, InLine, Wait, Waiting } from '../contact.ts';
import { type Visit, visitOf } from '../visit.ts';

/** Somebody who has called and has no place yet. */
export type Newcomer = Visit & Wait & Pick<InLine, 'codeTold' | 'earlier'>;

/** A line of so many languages asks for one first; of two, the other is named in the greeting. */
const LANGUAGES_ASKED = 3;

/** Where a newcomer begins: with a question that must be answered first, else at the line's own door. */
export function receive(newcomer: Newcomer, circumstances: ContactCircumstances): Waiting | Greeting {
  const { languages, topics } = circumstances.queue;
  const isChosen = languageOfNumber(circumstances.queue, newcomer.to) !== null;
  if (languages.length >= LANGUAGES_ASKED && !isChosen) return beforePlace(newcomer, 'language');
  if (topics.length > 0) return beforePlace(newcomer, 'topic');
  return enterLine(newcomer, circumstances);
}

/** A place in the line; where the queue is closed, or its line full, the question of what to do instead. */
export function enterLine(
  newcomer: Newcomer & Pick<Greeting, 'countedStep'>,
  circumstances: ContactCircumstances,
): Waiting | Greeting {
  const barred = barredBy(circumstances);
  return barred === null ? takePlace(newcomer) : beforePlace(newcomer, barred);
}

/** Why nobody can join the line now; null where they can. */
export function barredBy({ opens, queue, waiting }: ContactCircumstances): 'closed' | 'full' | null {
  if (opens !== null) return 'closed';
  return queue.maxWaiting !== null && waiting >= queue.maxWaiting ? 'full' : null;
}

/** Before there is a place a question is open; nothing of it has been said yet. */
export function beforePlace(
  newcomer: Newcomer & Pick<Greeting, 'countedStep'>,
  asking: Greeting['asking'],
): Greeting {
  const counted = newcomer.countedStep === undefined ? {} : { countedStep: newcomer.countedStep };
  return { ...asNewcomer(newcomer), ...counted, status: 'greeting', silence: 1, asking, asked: 0 };
}

/** At the end of the line; who this is and where things stand is said next. */
export function takePlace(newcomer: Newcomer): Waiting {
  return {
    ...asNewcomer(newcomer),
    status: 'waiting',
    silence: 0,
    waitingSince: newcomer.arrivedAt,
    told: { position: null, onDuty: true, wait: null },
    checkIns: 0,
    looksAt: null,
    absentAt: null,
    unheard: null,
    forecasts: [],
    prefers: null,
  };
}

/** Without what belongs to the status that is left. */
function asNewcomer(from: Newcomer): Newcomer {
  const { leg, silence, wordsEndAt, nextCheckInAt, question, lastChoice, pending, speakAt, memory } = from;
  const wait = { leg, silence, wordsEndAt, nextCheckInAt, question, lastChoice, pending, speakAt, memory };
  return { ...visitOf(from), ...wait, codeTold: from.codeTold, earlier: from.earlier };
}
