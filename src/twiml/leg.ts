import {
  ENTRY_PAUSE_MS,
  type Instruction,
  type LeadIn,
  type Leg,
  type LegAsks,
  type Quiet,
} from './instructions.ts';

/** The longest that a call lasts at Twilio, ms; a `<Dial>`'s own limit is the same (docs: Dial timeLimit). */
export const LONGEST_CALL_MS = 4 * 3_600_000;

/** A leg that has not asked for anything yet. `step` is the last step that is known to have been answered (0: none). */
export function newLeg(callSid: string, step = 0, startedAt: number | null = null): Leg {
  const instruction: Instruction = { kind: 'come-again' };
  return { callSid, startedAt, step, askedAt: 0, instruction, keys: '', summonedAt: null, checkedAt: null };
}

/** The leg after `asks` has been answered with `instruction`. */
export function answered(leg: Leg, asks: LegAsks, instruction: Instruction, now: number): Leg {
  return {
    callSid: leg.callSid,
    startedAt: leg.startedAt,
    step: asks.step,
    askedAt: now,
    instruction,
    keys: asks.spent ?? asks.digits,
    summonedAt: null,
    checkedAt: null,
  };
}

/** Words at once, then `forMs` of silence for a key. The leg asks when they are over: its lead lies behind them. */
export function wordsThenKey(
  spoken: Pick<Quiet, 'lines' | 'hears'>,
  callSid: string,
  forMs: number,
  leadIn: LeadIn = 'tone',
): Quiet {
  const lead = leadMs(callSid);
  return {
    kind: 'quiet',
    silenceBeforeMs: 0,
    ...spoken,
    leadIn,
    silenceAfterMs: forMs + lead,
    leadMs: lead,
  };
}

/** The leg while Twilio is asked to fetch its next step at once. */
export function summoned(leg: Leg, now: number): Leg {
  return { ...leg, summonedAt: now };
}

export type Freshness =
  /** A step that has not been answered yet. */
  | 'new'
  /** A step whose answer stands; it is given again. */
  | 'repeat'
  /** A step whose answer stands, but with a key that the answer does not know: keys and a summons crossed. */
  | 'late-key'
  /** Not this leg. */
  | 'foreign';

/**
 * What a request is to a leg. One step may ask more than once: Twilio retries, and a key press (Gather's action) and a
 * summons (`calls.update`) of one document both ask for the step after it.
 */
export function freshness(leg: Leg, asks: LegAsks): Freshness {
  if (asks.callSid !== leg.callSid) return 'foreign';
  if (asks.step > leg.step) return 'new';
  // The key that ended a recording is none of the wait.
  const isKey = asks.digits !== '' && asks.from !== 'record';
  if (asks.step === leg.step && isKey && leg.keys === '') return 'late-key';
  return 'repeat';
}

/**
 * Whether a leg asks because nothing was keyed in the window for several keys, and the silence is not over: where it is
 * so short that the window is all there is before the next words are due to be asked for, the leg asks for those.
 */
export function nothingKeyed({ instruction }: Leg, asks: LegAsks): boolean {
  return (
    asks.from === 'words' &&
    asks.digits === '' &&
    instruction.kind === 'quiet' &&
    instruction.entry !== undefined &&
    instruction.silenceAfterMs - instruction.leadMs > ENTRY_PAUSE_MS
  );
}

/** How long a leg that was summoned, or checked on, has until it is asked after (again), ms. */
const SUMMONS_PATIENCE_MS = 6_000;
/** A leg in the hosted fallback is told "next word in twenty seconds": fetching it in vain starts that anew. */
const CHECK_PATIENCE_MS = 25_000;
/** Whether the leg has been through something that its record does not know: it was lost, missed its step, or was asked after. */
export function wasAway(leg: Leg, asks: LegAsks): boolean {
  const isRecovered = leg.step > 0 && leg.askedAt === 0;
  return isRecovered || asks.step > leg.step + 1 || (asks.from === 'summons' && leg.checkedAt !== null);
}

/** Whether the leg came back by itself out of order: what it was given last may have been cut off. */
export function cameHome(leg: Leg, asks: LegAsks): boolean {
  return wasAway(leg, asks) || (asks.from === 'summons' && leg.summonedAt === null);
}

/** How much later than planned a leg may ask before we ask Twilio about it: speech is only estimated. */
const OVERDUE_AFTER_MS = 15_000;

/** When a leg that is expected to ask by itself at `expectedAt` has to be asked after, epoch ms. */
export function overdueAt(leg: Leg, expectedAt: number): number {
  if (leg.checkedAt !== null) return leg.checkedAt + CHECK_PATIENCE_MS;
  if (leg.summonedAt !== null) return leg.summonedAt + SUMMONS_PATIENCE_MS;
  return expectedAt + OVERDUE_AFTER_MS;
}

const SHORTEST_LEAD_S = 7;

/**
 * How long before its next words a leg asks for them, ms: 7 to 9 s, the whole budget for retries and fallback. It is
 * spread over the legs so that callers who arrived together do not all ask in the same second.
 */
export function leadMs(callSid: string): number {
  return (SHORTEST_LEAD_S + spread(callSid, 3)) * 1000;
}

/** A whole number from 0 to below `among`, the same for a leg whenever it is asked: so that not all do a thing at once. */
export function spread(callSid: string, among: number): number {
  let sum = 0;
  for (let i = 0; i < callSid.length; i++) sum = (sum * 31 + callSid.charCodeAt(i)) >>> 0;
  return sum % among;
}
