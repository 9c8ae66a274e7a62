import { changed, type Decision, type Message } from '../contact/decision.ts';
import type { Instruction, Leg, LegAsks } from '../twiml/instructions.ts';
import { answered, spread, summoned } from '../twiml/leg.ts';
import { line, type Line } from '../voice-script/moments.ts';
import {
  away,
  free,
  hangUps,
  holding,
  offDuty,
  onHook,
  ring,
  ringEffect,
  summons,
  toContact,
} from './consequences.ts';
import {
  type Away,
  type Desk,
  type DeskCircumstances,
  type DeskEvent,
  type Free,
  type Holding,
  type Ringing,
} from './desk.ts';
import { heldBy, holdingWords } from './held-callers.ts';
import { mannedBy, say } from './leg-answers.ts';

/**
 * A desk's line between two calls: the old one is told and hung up (`leaving`), then the phone is called (`called`).
 * A phone that is on the line may not be able to take a second call, so the one goes before the other comes.
 */
export type Renewal = {
  stage: 'leaving' | 'called';
  /** By when the old line is gone, epoch ms; later it is hung up. */
  leavesBy: number;
  /** What the old line has still to be told. */
  pending: Line[];
  /** The operator was away, and is so afterwards. */
  away: { reason: string; since: number } | null;
};

/** A call lasts four hours at Twilio: between calls a desk's line is renewed half an hour before, give or take. */
const RENEW_AFTER_MS = (3 * 60 + 25) * 60_000;
const SPREAD_MS = 10 * 60_000;
/** Who has callers on hold all the time has no moment between calls; a quarter of an hour before the limit that will do. */
const RENEW_HOLDING_AFTER_MS = (3 * 60 + 45) * 60_000;
/** How long an old line has for its last words, ms. */
const LEAVE_WITHIN_MS = 15_000;

type Idle = Free | Away | Holding;

/** When the line of a desk has to be renewed, epoch ms; Infinity while it is with a caller, or where its age is not known. */
export function renewalDueAt(desk: Desk): number {
  if (!isIdle(desk) || desk.leg.startedAt === null) return Infinity;
  const { callSid, startedAt } = desk.leg;
  if (desk.status !== 'holding') return startedAt + RENEW_AFTER_MS + spread(callSid, SPREAD_MS);
  return desk.address === '' ? Infinity : startedAt + RENEW_HOLDING_AFTER_MS;
}

/** On duty: at the desk, whatever they do there. Away is not, nor is a phone that still rings to open one. */
export function isOnDuty(desk: Desk): boolean {
  if (desk.status === 'ringing') return desk.renewal?.away === null;
  if (desk.status === 'listening' || desk.status === 'called-to-listen')
    return desk.afterwards.status === 'free';
  return desk.status !== 'closed' && desk.status !== 'away';
}

/**
 * The same decision where the desk that comes of it need not be renewed; else its line is, before anybody is announced to
 * it. A phone that is rung per call is just hung up: the next caller rings it.
 */
export function renewedInTime(decision: Decision<Desk>, event: DeskEvent, now: number): Decision<Desk> {
  if (decision.kind !== 'changed') return decision;
  const { next: desk } = decision;
  if (now < renewalDueAt(desk) || !isIdle(desk)) return decision;
  const effects = decision.effects.filter(({ type }) => type !== 'summon-leg' && type !== 'match');
  if (desk.legKind === 'per-call' && desk.status !== 'holding')
    return {
      ...decision,
      next: onHook(desk),
      effects: [...effects, ...hangUps(desk.leg), { type: 'match' }],
    };
  const renewal: Renewal = {
    stage: 'leaving',
    leavesBy: now + LEAVE_WITHIN_MS,
    pending: desk.pending,
    away: desk.status === 'away' ? { reason: desk.reason, since: desk.since } : null,
  };
  const ringing = { ...ring(desk, heldBy(desk), now), renewal };
  const { instruction } = desk.leg;
  if (event.type === 'leg-asks' && instruction.kind === 'quiet') {
    const leg = { ...desk.leg, instruction: lastWords(desk, [...instruction.lines, ...desk.pending]) };
    return { ...decision, next: { ...ringing, leg }, effects };
  }
  // Out of a talk it comes by itself.
  if (desk.comeBy !== null) return { ...decision, next: { ...ringing, leg: desk.leg }, effects };
  const leg = summoned(desk.leg, now);
  return { ...decision, next: { ...ringing, leg }, effects: [...effects, summons(desk)] };
}

/** The old line asks: it is told why it ends. */
export function sentOff(
  desk: Ringing,
  renewal: Renewal,
  leg: Leg,
  asks: LegAsks,
  now: number,
): Decision<Desk> {
  const instruction = lastWords(desk, renewal.pending);
  return changed<Desk>({ ...desk, leg: answered(leg, asks, instruction, now) });
}

/** The old line is gone, or has had its time: the phone is called; where there is none on file, its operator calls in. */
export function calledAnew(desk: Ringing, { now, newIntentId }: DeskCircumstances): Decision<Desk> {
  const { renewal, leg } = desk;
  const effects = hangUps(leg);
  if (desk.address === '' || renewal === undefined)
    return changed<Desk>(offDuty(desk, 'line-lost', now), { effects, messages: lostInRenewal(desk) });
  const post = { ...desk, intentId: newIntentId };
  const called: Renewal = { ...renewal, stage: 'called', pending: [] };
  const next = { ...ring(post, heldBy(desk), now), renewal: called };
  return changed<Desk>(next, { effects: [...effects, ringEffect(post)] });
}

/** Whether a new line opens by itself: behind a browser's phone there is no voicemail, and its page answers unasked. */
export function entersUnasked({ address, renewal }: Ringing): boolean {
  return renewal !== undefined && address.startsWith('client:');
}

/** The new line is there: the desk is what it was. A browser's is not even told. */
export function renewed(
  desk: Ringing,
  renewal: Renewal,
  leg: Leg,
  asks: LegAsks,
  now: number,
): Decision<Desk> {
  const manned = mannedBy(desk, leg, now);
  const told = (words: Line) => (entersUnasked(desk) ? [] : [words]);
  const held = heldBy(desk);
  if (held.length > 0) return say(holding(manned, held, now), asks, told(holdingWords(desk)), now);
  if (renewal.away === null)
    return say(free(manned, [], now), asks, told(line('desk.free', {})), now, [], true);
  const { reason, since } = renewal.away;
  return say(away(manned, reason, [], since), asks, told(line('desk.away', {})), now);
}

/** Those on hold with a desk whose new line nobody answered; of one that was lost before they know. */
export function lostInRenewal(desk: Ringing): Message[] {
  const { operator, renewal } = desk;
  if (renewal === undefined) return [];
  return heldBy(desk).map((one) => toContact(one, { type: 'operator-lost', operator }));
}

function isIdle(desk: Desk): desk is Idle {
  const isBetween = desk.status === 'free' || desk.status === 'away' || desk.status === 'holding';
  return isBetween && desk.leg !== null;
}

function lastWords({ address }: Ringing | Idle, before: readonly Line[]): Instruction {
  if (address === '') return { kind: 'hang-up', lines: [...before, line('desk.call-in-again', {})] };
  const lines = address.startsWith('client:') ? [...before] : [...before, line('desk.renewal', {})];
  return { kind: 'hang-up', lines };
}
