import type { Line } from '../voice-script/moments.ts';
import type { Forecast } from '../waiting/forecast.ts';
import type { Opening } from '../waiting/hours.ts';
import { type OnDuty, speakersOf } from '../waiting/on-duty.ts';
import type { QueueSettings } from '../waiting/queue-settings.ts';
import type { Announcement } from '../waiting/spoken-range.ts';
import type { DayTime } from './contact.ts';
import type { Visit } from './visit.ts';

export type CallbackVerdict = 'allowed' | 'refused' | 'limit';

/** What `decide` must know of the world around the contact, all of it as of `now`. */
export type ContactCircumstances = {
  now: number;
  queue: QueueSettings;
  /** Rank in the line from 1; null where the contact stands in none. */
  position: number | null;
  onDuty: OnDuty;
  /** Callers in the line. */
  waiting: number;
  /** What may honestly be said of the wait that is left; null where nothing may. */
  announcement: Announcement | null;
  /** The forecast that it comes from, to be learned from; null where there is none. */
  forecast: Forecast | null;
  /** The same two for a caller of another language, at the same place. */
  foretoldIn: (language: string) => Pick<ContactCircumstances, 'announcement' | 'forecast'>;
  /** When the queue opens again, as it is spoken; null where it is open. */
  opens: Opening | null;
  /** Until it closes, ms; null where it is closed, or no end is in sight. */
  closesInMs: number | null;
  /** Whether a number may be called back: static rules and today's counts. */
  callbackVerdict: (number: string) => CallbackVerdict;
  /** A keyed number as E.164, read with the queue's country; null where it is none. */
  numberOf: (keyed: string) => string | null;
  /** Whose kept place the keyed code, or the answer to "is it yours?", leads to; null where to none. */
  ownerOfCode: string | null;
  /** Whether this caller may try another code. */
  mayTryCodes: boolean;
  /** A later time today at which the queue offers to call; null where there is none. */
  callLater: DayTime | null;
  newIntentId: string;
  /** How long lines take to speak, ms; voice-script's estimate. */
  spokenMs: (lines: readonly Line[], language: string) => number;
};

/** How many operators on duty could serve this caller: they speak the caller's language. */
export function operatorsFor(
  { language }: Pick<Visit, 'language'>,
  { onDuty }: Pick<ContactCircumstances, 'onDuty'>,
): number {
  return speakersOf(onDuty, language);
}

/**
 * Of whom it is said that nobody, or somebody, is on duty: of anyone; or of those who speak the caller's language, where
 * others are there.
 */
export function whoIsMeant(
  contact: Pick<Visit, 'language'>,
  circumstances: Pick<ContactCircumstances, 'onDuty'>,
): 'anyone' | 'speaker' {
  return circumstances.onDuty.all > operatorsFor(contact, circumstances) ? 'speaker' : 'anyone';
}
