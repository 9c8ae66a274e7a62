import type { Queue } from '../../http/contract.ts';
import { time } from './hours-draft.ts';
import { listed, number } from '../typed.ts';

type Callbacks = Queue['callbacks'];

/** The rules for calls back as they are typed. */
export type CallbacksDraft = { enabled: boolean } & Record<Exclude<keyof Callbacks, 'enabled'>, string>;

export function callbacksDraft(callbacks: Callbacks): CallbacksDraft {
  return {
    enabled: callbacks.enabled,
    attempts: String(callbacks.attempts),
    pauseSeconds: String(callbacks.pauseSeconds),
    countries: callbacks.countries.join(', '),
    laterAt: callbacks.laterAt.join(', '),
    timeZone: callbacks.timeZone,
    perNumberPerDay: String(callbacks.perNumberPerDay),
    perMinute: String(callbacks.perMinute),
    minutesPerDay: String(callbacks.minutesPerDay),
  };
}

/** What the API takes; "16" is 16:00, "de" is DE. What is typed and not shown, since nobody is called, is left out. */
export function callbacksBody(before: Callbacks, draft: CallbacksDraft): Record<keyof Callbacks, unknown> {
  if (!draft.enabled) return { ...before, enabled: false };
  return {
    ...before,
    enabled: true,
    attempts: number(draft.attempts),
    pauseSeconds: number(draft.pauseSeconds),
    countries: listed(draft.countries.toUpperCase()),
    laterAt: listed(draft.laterAt).map(time),
    timeZone: draft.timeZone.trim(),
    perNumberPerDay: number(draft.perNumberPerDay),
    perMinute: number(draft.perMinute),
    minutesPerDay: number(draft.minutesPerDay),
  };
}
