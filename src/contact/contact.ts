import type { Leg, LegAsks } from '../twiml/instructions.ts';
import type { Line } from '../voice-script/moments.ts';
import type { QueueSettings } from '../waiting/queue-settings.ts';
import type { Cadence } from '../waiting/rhythm.ts';

/** One person's one visit to the line, from first ring to the end. */
export type Contact = Waiting | Offered | Connected | Held | Returning | Ended;

/** What a contact is in every status. */
export type Visit = {
  id: string;
  /** Grows by one with every commit; the store refuses a write on a stale one. */
  version: number;
  queueId: string;
  /** The caller's number as Twilio gave it: personal data, never logged, never in a URL or a key. */
  from: string;
  /** The number that was called. */
  to: string;
  language: string;
  arrivedAt: number;
  cadence: Cadence;
};

/** What the two waits, in line and on hold, have in common. */
export type Wait = {
  leg: Leg;
  /** Number of the silence that runs or is promised now, from 1. */
  silence: number;
  /** When our words of now are expected to be over, epoch ms (a plan, never a promise). */
  wordsEndAt: number;
  /** When the next words are expected to start, epoch ms. */
  nextCheckInAt: number;
  /** A question that the next key answers. */
  question: Question | null;
  /** What `*` takes back. */
  lastChoice: Choice | null;
  /** To be said as soon as the leg asks, before anything else. */
  pending: Line[];
};

export type Question = { kind: 'leave'; askedAt: number };
export type Choice = { kind: 'cadence'; before: Cadence } | { kind: 'language'; before: string };

/** What the caller knows about the place, so that a check-in can say what changed. */
export type Told = { position: number | null; onDuty: boolean };

/** What a check-in in line changes. */
type LineNews = { told: Told; checkIns: number };

export type InLine = Wait & LineNews & { waitingSince: number; unheard: Unheard<LineNews> | null };

/**
 * What stood before a check-in whose words have not begun yet: a key in the silence before them, or a summons, takes
 * the check-in back, since nobody has heard it.
 */
export type Unheard<News> = News & { silence: number };

/** The operator who serves a contact. */
export type Server = { operator: string; displayName: string };

/** In line; can be taken at once. */
export type Waiting = Visit &
  InLine & { status: 'waiting'; prefers: { operator: string; until: number } | null };

/**
 * Announced to an operator (`announced`), accepted (`accepted`: the operator's leg is on its way into the talk), or
 * called into the talk (`summoned`: the operator is there). Until the caller's leg has been given the talk the place stays.
 */
export type Offered = Visit &
  InLine & {
    status: 'offered';
    stage: 'announced' | 'accepted' | 'summoned';
    server: Server;
    talk: string;
    offeredAt: number;
  };

/** The leg has been sent into the talk. `left` tells who is known to have left it, while it is not known why. */
export type Connected = Visit & {
  status: 'connected';
  leg: Leg;
  server: Server;
  talk: string;
  connectedAt: number;
  left: { caller: number | null; operator: number | null; polls: number };
};

/** What a check-in on hold changes. */
type HoldNews = {
  note: { text: string; at: number; told: boolean } | null;
  /** Check-ins spoken in this hold. */
  checkIns: number;
  /** Whether "can you wait?" was asked: once in a hold, and again when a promise was broken. */
  asked: 'not-yet' | 'once' | 'after-broken-promise';
};

export type OnHold = Wait &
  HoldNews & {
    server: Server;
    heldAt: number;
    reason: string;
    expectedBackAt: number | null;
    lastAnswer: { answer: HoldAnswer; at: number } | null;
    unheard: Unheard<HoldNews> | null;
    /** When the operator is to be reminded of the check-in that is next; null once done. */
    remindAt: number | null;
    remindedAt: number | null;
    /** When to call the leg for a note that waits for the end of our words; null where none does. */
    speakAt: number | null;
    /** Since when the operator's line is lost; after a minute the contact goes back to the line. */
    operatorLostAt: number | null;
  };
export type HoldAnswer = 'keep-waiting' | 'come-back' | 'call-me-back';

export type Held = Visit & OnHold & { status: 'held' };

/** On hold while the operator is on the way back: check-ins go on until the caller's leg has been given the talk. */
export type Returning = Visit &
  OnHold & { status: 'returning'; talk: string; returningAt: number; stage: 'accepted' | 'summoned' };

/** Over, for good. The leg may still have its last words to hear. */
export type Ended = Visit & {
  status: 'ended';
  endedAt: number;
  by: 'caller' | 'operator' | 'left';
  leg: Leg | null;
};

/** Everything that can happen to a contact. Commands come from people through the API or the desk, the rest are facts. */
export type ContactEvent =
  | {
      type: 'arrived';
      id: string;
      callSid: string;
      queueId: string;
      from: string;
      to: string;
      language: string;
      arrivedAt: number;
      /** The leg has waited before: the store lost it, or never knew it. `step` is the last one answered without us. */
      recovered: { step: number } | null;
    }
  | LegAsks
  | { type: 'leg-ended'; callSid: string }
  /** A leg should have asked and did not, or something was planned for now. */
  | { type: 'due' }
  | { type: 'offer'; server: Server; talk: string }
  | { type: 'accept'; operator: string }
  | { type: 'take'; server: Server; talk: string }
  | { type: 'operator-joined'; operator: string }
  | { type: 'withdraw-offer'; operator: string }
  | { type: 'operator-left-talk'; operator: string; final: boolean }
  | { type: 'operator-lost'; operator: string }
  | { type: 'operator-back'; operator: string }
  | { type: 'hold'; operator: string; reason: string; backInMs: number | null }
  | { type: 'return'; operator: string; talk: string }
  | { type: 'note'; operator: string; text: string; now: boolean }
  | { type: 'longer'; operator: string; byMs: number }
  | { type: 'transfer'; operator: string; target: TransferTarget }
  | { type: 'end'; operator: string };

/** Where a contact is handed on to: the front of a queue's line, for one operator first where one is named. */
export type TransferTarget = { queueId: string; queueName: string; prefers: string | null };

/** What `decide` must know of the world around the contact, all of it as of `now`. */
export type ContactCircumstances = {
  now: number;
  queue: QueueSettings;
  /** Rank in the line from 1; null where the contact stands in none. */
  position: number | null;
  operatorsOnDuty: number;
  /** How long lines take to speak, ms; voice-script's estimate. */
  spokenMs: (lines: readonly Line[], language: string) => number;
};

/** Only what a contact is in every status: the ground on which the next status is built. */
export function visitOf(contact: Visit): Visit {
  const { id, version, queueId, from, to, language, arrivedAt, cadence } = contact;
  return { id, version, queueId, from, to, language, arrivedAt, cadence };
}
