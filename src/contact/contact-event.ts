import type { LegAsks, ListenMode } from '../twiml/instructions.ts';
import type { Clip } from '../voice-script/clip.ts';
import type { Line } from '../voice-script/moments.ts';
import type { Cadence } from '../waiting/rhythm.ts';
import type { EarlierPlace, Server } from './contact.ts';
import type { Words } from './visit.ts';

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
      caller: string | null;
      code: string;
      /** The number is withheld, or another visit is under way from it. */
      shared: boolean;
      earlier: EarlierPlace;
      /** A rhythm that the caller chose on an earlier call and let us remember; null where there is none. */
      remembered: Cadence | null;
      /** The leg has waited before: the store lost it, or never knew it. `step` is the last one answered without us. */
      recovered: { step: number } | null;
    }
  | LegAsks
  | { type: 'leg-ended'; callSid: string }
  /** A leg should have asked and did not, or something was planned for now. */
  | { type: 'due' }
  /** The same person calls again, or keys the place's code: the new leg asks, and takes the place. */
  | { type: 'called-again'; asks: LegAsks; from: string; caller: string | null }
  /** The callback's turn has come and an operator is ready; `by` an operator who makes an owed call now. */
  | { type: 'call-back'; by: { operator: string; isAdmin: boolean } | null }
  | { type: 'ring-planned'; intentId: string; at: number }
  | { type: 'ring-started'; intentId: string; callSid: string }
  | { type: 'ring-failed'; intentId: string }
  /** Twilio has stored what was spoken. `kind` where the recording's own address tells it. */
  | { type: 'recorded'; recordingSid: string; seconds: number; kind: Words['kind'] | null }
  /** What the caller said is deleted, by an operator. */
  | { type: 'words-deleted'; operator: string }
  /** Somebody has seen to what is owed. */
  | { type: 'seen-to'; operator: string }
  /** Another line of this number has just dropped, and its place is kept: is it the same person? */
  | { type: 'place-dropped'; owner: string }
  /**
   * News for who waits: said early, but never within 15 s of the last words, nor within `afterMs`. Without lines it is
   * whatever the caller has not been told.
   */
  | { type: 'news'; lines: Line[]; afterMs?: number }
  | { type: 'offer'; server: Server; talk: string }
  | { type: 'accept'; operator: string }
  | { type: 'take'; server: Server; talk: string }
  | { type: 'operator-joined'; operator: string }
  | { type: 'withdraw-offer'; operator: string }
  | { type: 'operator-left-talk'; operator: string; final: boolean }
  /** The talk has not come about: of the two who were sent into it `missing` is not there. */
  | { type: 'not-met'; talk: string; missing: 'caller' | 'operator' | 'both' }
  | { type: 'operator-lost'; operator: string }
  | { type: 'operator-back'; operator: string }
  | { type: 'hold'; operator: string; reason: string; backInMs: number | null }
  | { type: 'return'; operator: string; talk: string }
  /** A colleague takes the held caller over; `mayAlways` where they need not wait until it is high time. */
  | { type: 'look-in'; server: Server; talk: string; mayAlways: boolean }
  /** News for the caller: typed, in the operator's own voice, or both; `text` is '' where nothing was typed. */
  | { type: 'note'; operator: string; text: string; now: boolean; clip?: Clip }
  | { type: 'take-back-note'; operator: string }
  | { type: 'longer'; operator: string; byMs: number }
  | { type: 'transfer'; operator: string; target: TransferTarget }
  | { type: 'end'; operator: string }
  /** How it came out, by the operator who served the contact; a later one takes the place of an earlier. */
  | { type: 'outcome'; operator: string; code: string; label: string }
  | ListenerEvent;

/** What is about a supervisor who listens to the talk. */
export type ListenerEvent =
  /** Asked for; once more for another mode. */
  | { type: 'listen'; listener: Server; mode: ListenMode }
  /** The supervisor's leg is in the talk and is heard as `mode` says, is out of it, has been told to leave, has left. */
  | { type: 'listener-in'; operator: string; mode: ListenMode }
  | { type: 'listener-out' | 'listener-leaving' | 'listener-gone'; operator: string };

/** What can happen in a status: who has arrived arrives no more, and what is alike in every status is decided before. */
export type FurtherEvent = Exclude<ContactEvent, { type: 'arrived' | 'outcome' } | ListenerEvent>;

/** Where a contact is handed on to: the front of a queue's line, for one operator first where one is named. */
export type TransferTarget = { queueId: string; queueName: string; prefers: Server | null };
