import type { LegAsks } from '../../twiml/instructions.ts';
import { answered, freshness } from '../../twiml/leg.ts';
import { line, type Line } from '../../voice-script/moments.ts';
import type { Opening } from '../../waiting/hours.ts';
import { askAfter } from '../consequences.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import type { FurtherEvent } from '../contact-event.ts';
import type { Contact, Greeting } from '../contact.ts';
import { ended } from '../goodbye/ended.ts';
import { changed, type Decision, ignored, refused } from '../decision.ts';
import { barredBy, enterLine } from './enter-line.ts';
import { askFirst } from './first-questions.ts';
import { linesHeard } from '../wait/heard.ts';
import { noticeInGreeting } from '../in-line/news.ts';
import { leadElsewhere, withMemory } from './lead-elsewhere.ts';
import { hasSpoken, recorded, wordsDeleted } from '../wait/recorded.ts';
import { commonKey, unanswered } from '../wait/wait-keys.ts';
import { goesOn, legOverdueAt, quietOn, saysNext, type Speech, speak } from '../wait/waits.ts';
import { otherLanguage, welcome, welcomed } from './welcome.ts';

/** The choice is said so often, then the call ends with a goodbye. */
const ASK_TIMES = 3;

/**
 * Decides for a contact who has no place yet: first the questions of language and topic; then, where nobody can be
 * reached now, whether to be called back or to leave words, by the same keys as in the wait.
 */
export function decideGreeting(
  contact: Greeting,
  event: FurtherEvent,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const { now } = circumstances;
  switch (event.type) {
    case 'leg-asks':
      return legAsks(contact, event, circumstances);
    case 'leg-ended':
      if (event.callSid !== contact.leg.callSid) return ignored('another leg ended');
      return changed<Contact>(ended(contact, 'caller', now), { timeline: [{ at: now, kind: 'hung-up' }] });
    case 'due':
      if (now < legOverdueAt(contact)) return ignored('nothing is due');
      return askAfter(contact, now);
    case 'recorded':
      return recorded(contact, event, now);
    case 'words-deleted':
      return wordsDeleted(contact, event.operator, now);
    case 'news':
    case 'place-dropped':
    case 'seen-to':
    case 'ring-planned':
    case 'ring-started':
    case 'ring-failed':
    case 'withdraw-offer':
    case 'operator-left-talk':
    case 'not-met':
    case 'operator-lost':
    case 'operator-back':
      return ignored(`${event.type} before there is a place`);
    case 'called-again':
    case 'call-back':
    case 'offer':
    case 'take':
    case 'accept':
    case 'operator-joined':
    case 'hold':
    case 'return':
    case 'note':
    case 'take-back-note':
    case 'longer':
    case 'transfer':
    case 'end':
      return refused('state', 'The caller has no place in the line.');
    case 'look-in':
      return refused('state', 'The caller is not on hold.');
    default:
      return event satisfies never;
  }
}

function legAsks(known: Greeting, asked: LegAsks, circumstances: ContactCircumstances): Decision<Contact> {
  const { now } = circumstances;
  const fresh = freshness(known.leg, asked);
  if (fresh === 'foreign') return ignored('another leg asked');
  if (fresh !== 'new') return { kind: 'repeated' };
  const heard = welcomed(known, linesHeard(known, asked, circumstances) ?? []);
  const before = { ...known, heard };
  if (goesOn(before, asked, now)) return changed<Contact>({ ...before, ...quietOn(before, asked, now) });
  const asks = before.countedStep === asked.step ? { ...asked, digits: '', spent: asked.digits } : asked;
  if (asks.from === 'record') {
    if (hasSpoken(before)) return goodbye(before, asks, [line('message.kept', {})], now);
    const lines = [line('message.none', {}), ...options(before, circumstances)];
    return say(before, asks, { lines }, circumstances);
  }
  if (before.asking === 'door') return enter(before, circumstances);
  if (before.asking === 'language' || before.asking === 'topic')
    return firstQuestion(before, asks, circumstances);
  if (asks.digits === '') return askAgain(unanswered(before), asks, circumstances);
  // There is no place that leaving could cost, nor one that staying keeps.
  if (asks.digits.startsWith('9') && !takesDigits(before.question))
    return leadElsewhere({ ...before, question: null }, { kind: 'leave' }, asks, circumstances);
  const key = asks.digits.slice(0, 1);
  // The keys of the wait do not work yet, so there is nothing to list.
  const saysNothing = key === '*' && before.question === null && before.lastChoice === null;
  const outcome = saysNothing
    ? ({ kind: 'own', contact: before } as const)
    : commonKey(before, key, asks, circumstances);
  if (outcome.kind === 'own')
    return say(outcome.contact, asks, { lines: options(outcome.contact, circumstances) }, circumstances);
  if (outcome.kind !== 'reply') return leadElsewhere(before, outcome, asks, circumstances);
  const { contact, lines } = outcome;
  // In the language just chosen also what was said in the other one.
  const said = contact.language === before.language ? [] : whenOpen(contact, circumstances);
  const choice =
    contact.question === null && !saysNext(lines) ? [...said, ...left(contact, lines, circumstances)] : [];
  const reply = { ...outcome, lines: [...lines, ...choice] };
  return withMemory(say(contact, asks, reply, circumstances), before, outcome);
}

/** Whether several keys are an answer: a number or a code may have any key in it. */
function takesDigits(question: Greeting['question']): boolean {
  return question?.kind === 'callback-number' || question?.kind === 'code';
}

/** The leg stays unanswered: it is answered from what the contact has become, in the line where it is now. */
function enter(contact: Greeting, circumstances: ContactCircumstances): Decision<Contact> {
  const next = enterLine(contact, circumstances);
  return changed<Contact>(next, {
    effects: next.status === 'waiting' ? [{ type: 'match' }] : [],
    timeline: [{ at: circumstances.now, kind: 'entered', data: { queue: contact.queueId } }],
  });
}

function firstQuestion(
  contact: Greeting,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const answer = askFirst(contact, asks, circumstances);
  if (answer.kind === 'enter') return changed<Contact>({ ...answer.contact, countedStep: asks.step });
  const isFirst = contact.leg.step === 0;
  const lines = [...(isFirst ? welcome(contact, circumstances) : []), ...answer.lines];
  return say(answer.contact, asks, { lines }, circumstances);
}

function askAgain(contact: Greeting, asks: LegAsks, circumstances: ContactCircumstances): Decision<Contact> {
  // It has opened, or there is room again.
  if (barredBy(circumstances) === null) return enter(contact, circumstances);
  if (contact.asked >= ASK_TIMES) return goodbye(contact, asks, [line('goodbye', {})], circumstances.now);
  const again = { ...contact, asked: contact.asked + 1 };
  const lines = [
    ...(contact.asked === 0 ? first(contact, circumstances) : []),
    ...options(again, circumstances),
  ];
  const { callbacks, leaveWords } = circumstances.queue;
  // Nothing to choose: the options are a goodbye.
  if (!callbacks.enabled && !leaveWords) return goodbye(contact, asks, lines, circumstances.now);
  return say(again, asks, { lines }, circumstances);
}

/** What is said once: who this is (closed says it with the hours), a notice in force, and where else a person answers. */
function first(contact: Greeting, circumstances: ContactCircumstances): Line[] {
  const { backupNumber } = circumstances.queue;
  return [
    ...(contact.asking === 'closed' ? [] : welcome(contact, circumstances)),
    ...noticeInGreeting(contact, circumstances),
    ...whenOpen(contact, circumstances),
    ...otherLanguage(contact, circumstances),
    ...(backupNumber === null ? [] : [line('backup.number', { number: backupNumber })]),
  ];
}

function whenOpen({ asking }: Greeting, { opens, queue }: ContactCircumstances): Line[] {
  const opening: Opening = opens ?? { openDay: 'none', openHour: -1, openMinute: 0 };
  return asking === 'closed' ? [line('closed.opens', { queueName: queue.name, ...opening })] : [];
}

/** What there is to choose where nobody can be reached now. */
export function options(contact: Greeting, { queue }: ContactCircumstances): Line[] {
  const offered = {
    callback: queue.callbacks.enabled ? 'yes' : 'no',
    words: queue.leaveWords ? 'yes' : 'no',
  } as const;
  return [line(contact.asking === 'full' ? 'full.options' : 'closed.options', offered)];
}

/** The same after `lines`: a call that could not be promised is not offered in the next breath, where there is a choice. */
function left(contact: Greeting, lines: readonly Line[], circumstances: ContactCircumstances): Line[] {
  const { queue } = circumstances;
  const isRefused = lines.some(({ moment }) => moment === 'callback.limit-no-place');
  if (!isRefused || !queue.leaveWords) return options(contact, circumstances);
  const callbacks = { ...queue.callbacks, enabled: false };
  return options(contact, { ...circumstances, queue: { ...queue, callbacks } });
}

function say(
  contact: Greeting,
  asks: LegAsks,
  speech: Speech,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  return changed<Contact>(speak(contact, asks, speech, circumstances));
}

function goodbye(contact: Greeting, asks: LegAsks, lines: Line[], now: number): Decision<Contact> {
  const leg = answered(contact.leg, asks, { kind: 'hang-up', lines }, now);
  const owes = contact.words === null ? null : contact.owes;
  const by = contact.asking === 'full' ? 'full' : 'closed';
  return changed<Contact>({ ...ended(contact, by, now, leg), owes });
}
