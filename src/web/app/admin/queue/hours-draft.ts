import type { Hours } from '../../http/contract.ts';

/** Opening hours as they are typed: for each day, Monday first, intervals such as "09:00-12:00, 13:00-17:00". */
export type HoursDraft = { always: boolean; timeZone: string; days: string[]; exceptions: string };

const CLOSED = 'closed';
const DAYS = [1, 2, 3, 4, 5, 6, 7];

export function hoursDraft(hours: Hours | null): HoursDraft {
  const known = hours ?? {
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    weekly: [],
    exceptions: [],
  };
  return {
    always: hours === null,
    timeZone: known.timeZone,
    days: DAYS.map((day) => spans(known.weekly.filter((one) => one.day === day))),
    exceptions: known.exceptions
      .map((one) => `${one.date} ${'closed' in one ? CLOSED : spans([one])}`)
      .join('\n'),
  };
}

/** What the API takes; what cannot be read goes to the server as it was typed, which says what is wrong with it. */
export function hoursBody(draft: HoursDraft): unknown {
  if (draft.always) return null;
  return {
    timeZone: draft.timeZone.trim(),
    weekly: draft.days.flatMap((text, i) => intervals(text).map((one) => ({ day: DAYS[i], ...one }))),
    exceptions: draft.exceptions.split('\n').flatMap((line): object[] => {
      const [date = '', ...rest] = line.trim().split(/\s+/);
      if (date === '') return [];
      const times = rest.join(' ');
      // A word is "closed", in whatever language it was typed.
      return !/\d/.test(times) ? [{ date, closed: true }] : intervals(times).map((one) => ({ date, ...one }));
    }),
  };
}

/** The place in `weekly` at which each day begins, to find the day of a server's complaint. */
export function dayOfEntry(draft: HoursDraft, entry: number): number {
  let before = 0;
  return draft.days.findIndex((text) => {
    before += intervals(text).length;
    return entry < before;
  });
}

function spans(intervalsOfDay: readonly { from: string; to: string }[]): string {
  return intervalsOfDay.map(({ from, to }) => `${from}-${to}`).join(', ');
}

/** Hours may be typed short: "9-17" is 09:00 to 17:00. */
function intervals(text: string): { from: string; to: string }[] {
  return text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [from = '', to = ''] = part.split(/\s*[-–—]\s*/);
      return { from: time(from), to: time(to) };
    });
}

/** A time of day may be typed short: "9" is 09:00. */
export function time(text: string): string {
  const [, hour, minute] = /^(\d{1,2})(?::(\d{2}))?$/.exec(text) ?? [];
  return hour === undefined ? text : `${hour.padStart(2, '0')}:${minute ?? '00'}`;
}
