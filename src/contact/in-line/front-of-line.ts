import type { LegAsks } from '../../twiml/instructions.ts';
import { summoned } from '../../twiml/leg.ts';
import { line, type Line } from '../../voice-script/moments.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import { summons } from '../consequences.ts';
import type { TransferTarget } from '../contact-event.ts';
import type { Contact, Waiting } from '../contact.ts';
import type { Served } from '../talk/served.ts';
import { visitOf } from '../visit.ts';
import { changed, type Decision, type Message } from '../decision.ts';
import { status } from './line-words.ts';
import { NOTHING_HEARD } from './news.ts';
import { secondsOf, speak } from '../wait/waits.ts';

/** Why somebody who was served stands in line again. */
export type BackInLine =
  | { kind: 'operator-lost'; words: 'line.front-after-lost-operator' | 'line.front-after-hold' }
  | ({ kind: 'transferred' } & TransferTarget);

/** For how long the operator whose line was lost comes first, ms. */
const LOST_OPERATOR_FIRST_MS = 60_000;
const TRANSFER_TARGET_FIRST_MS = 5 * 60_000;

/**
 * Gives a served contact back to the front of a line, with words that say so. The leg is fetched for them, or, where
 * it is the leg itself that `asked`, answered.
 */
export function atFront(
  contact: Served,
  why: BackInLine,
  now: number,
  messages: Message[],
  asked?: { asks: LegAsks; circumstances: ContactCircumstances },
): Decision<Contact> {
  const waiting = waitingAtFront(contact, why, now);
  const timeline = [
    { at: now, kind: 'front-of-line', data: { why: why.kind, operator: contact.server.operator } },
  ];
  if (asked === undefined) {
    return changed<Contact>(
      { ...waiting, leg: summoned(contact.leg, now) },
      {
        effects: [summons(contact), { type: 'match' }],
        messages,
        timeline,
      },
    );
  }
  const { asks, circumstances } = asked;
  const here = { ...circumstances, position: circumstances.position ?? 1 };
  const lines = [...waiting.pending, ...status(waiting, secondsOf(waiting, here), here)];
  return changed<Contact>(speak(waiting, asks, { lines }, here), {
    effects: [{ type: 'match' }],
    messages,
    timeline,
  });
}

function waitingAtFront(contact: Served, why: BackInLine, now: number): Waiting {
  const firstMs = why.kind === 'transferred' ? TRANSFER_TARGET_FIRST_MS : LOST_OPERATOR_FIRST_MS;
  const preferred = why.kind === 'transferred' ? (why.prefers?.operator ?? null) : contact.server.operator;
  return {
    ...visitOf(contact),
    queueId: why.kind === 'transferred' ? why.queueId : contact.queueId,
    // What was told was of the line that is left.
    heard: why.kind === 'transferred' ? NOTHING_HEARD : contact.heard,
    status: 'waiting',
    leg: contact.leg,
    silence: 2,
    wordsEndAt: now,
    nextCheckInAt: now,
    question: null,
    lastChoice: null,
    pending: [words(contact, why)],
    waitingSince: now,
    told: { position: 1, onDuty: true, wait: null },
    checkIns: 2,
    speakAt: null,
    memory: 'asked',
    absentAt: null,
    codeTold: 'on-demand',
    earlier: { kind: 'none' },
    unheard: null,
    forecasts: [],
    prefers: preferred === null ? null : { operator: preferred, until: now + firstMs },
  };
}

function words(contact: Served, why: BackInLine): Line {
  if (why.kind !== 'transferred') return line(why.words, { operator: contact.server.displayName });
  return why.prefers === null
    ? line('line.transferred', { queueName: why.queueName })
    : line('line.transferred-to', { operator: why.prefers.displayName });
}
