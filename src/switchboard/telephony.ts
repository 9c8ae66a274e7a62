import type { Readable } from 'node:stream';
import type { Contact } from '../contact/contact.ts';
import type { Desk } from '../desk/desk.ts';
import type { ListenIn } from '../twiml/instructions.ts';

/** What came of a request to the phone network. */
export type RestOutcome<Value = null> =
  | { kind: 'done'; value: Value }
  /** The call is over or unknown there (Twilio 21220, 20404). */
  | { kind: 'gone' }
  /** Never executed, safe to repeat (Twilio 20429). */
  | { kind: 'throttled' }
  /** Executed never, and repeating will not help. `code` is the network's error code. */
  | { kind: 'refused'; code: number }
  /** Time-out, 5xx or a lost connection: it may have been executed. */
  | { kind: 'unknown' };

/**
 * Whether the phone network does what it is asked for: it may not answer at all, or refuse everything (a token that was
 * revoked, an account that is not active).
 */
export type PhoneNetworkState = 'well' | 'away' | 'refuses';

/** Whether nobody hears a leg in a conference, and whom its words are for alone (a CallSid), null for all. */
export type HeardAs = { muted: boolean; coaches: string | null };

/** What the switchboard asks of the phone network. No method throws. */
export interface Telephony {
  /** Has the leg fetch the next document of a contact now. `place` goes into the leg's token. */
  summonContact(contact: Contact, callSid: string, step: number, place: number): Promise<RestOutcome>;
  summonDesk(desk: Desk, callSid: string, step: number): Promise<RestOutcome>;
  /** Calls the operator's phone; the desk's intent rides in the URL, so the first webhook finds the desk. */
  ringDesk(desk: Desk): Promise<RestOutcome<{ callSid: string }>>;
  /** Calls a caller back; the contact's token rides in the URL. */
  ringCaller(contact: Contact, number: string, place: number): Promise<RestOutcome<{ callSid: string }>>;
  /** Deletes what a caller said. */
  deleteRecording(recordingSid: string): Promise<RestOutcome>;
  hangUp(callSid: string): Promise<RestOutcome>;
  /** Has a leg that is in a talk heard as the instruction says; `gone` where it is not in it. */
  setListener(callSid: string, listensIn: ListenIn): Promise<RestOutcome>;
  /** Legs that are in this talk now, by CallSid, and how they are heard in it. */
  legsInTalk(talk: string): Promise<RestOutcome<Map<string, HeardAs>>>;
  /** Whether a leg still lives. */
  isLive(callSid: string): Promise<RestOutcome<boolean>>;
}

/** What came of asking for a recording's sound. */
export type RecordingAudio =
  | { kind: 'audio'; body: Readable }
  /** There is no such recording, or not yet. */
  | { kind: 'gone' }
  | { kind: 'unavailable' };

/** The sound of what a caller has said; never throws. */
export type Recordings = (recordingSid: string) => Promise<RecordingAudio>;
