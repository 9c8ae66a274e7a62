import type { LineValue, ValueKindName, ValueOfKind } from './value-kinds.ts';

export type { LineValue } from './value-kinds.ts';

/** A point in a call at which something is said, and what the checker holds its words to. */
export type Moment<V extends MomentValues = MomentValues> = {
  /** What the words are filled with: name of the value → its kind (value-kinds.ts). Every template uses them all. */
  values: V;
  /** Heard again and again by the same caller: has at least three variants. */
  repeats: boolean;
  /** The longest that one variant may take to speak, worst values included. */
  limitSeconds: number;
  /** A check-in always says when the next one comes. */
  role: 'check-in' | 'announcement' | 'reply' | 'offer';
  audience: 'caller' | 'operator';
};
export type MomentValues = Record<string, ValueKindName>;

export type MomentName = keyof typeof moments;

/** One thing to say, as plain data that survives JSON: which moment, filled with which raw values. */
export type Line = { moment: MomentName; values: Record<string, LineValue> };

/** The values that a moment asks for, typed by their kinds. */
export type ValuesOf<M extends MomentName> = {
  [V in keyof (typeof moments)[M]['values']]: (typeof moments)[M]['values'][V] extends infer K extends
    ValueKindName
    ? ValueOfKind<K>
    : never;
};

const range = { rangeLow: 'range-low', rangeHigh: 'range-high' } as const;
const next = { nextSeconds: 'in' } as const;
const onHold = { operator: 'name', reason: 'reason', expectedSeconds: 'about' } as const;

/**
 * Every moment at which Stillhere speaks. The words are in `voice-scripts/<language>/<first word>.yaml`.
 * Names of seconds end in `Seconds`; `rangeLow` and `rangeHigh` are whole minutes.
 */
export const moments = {
  // A caller's first words.
  'greeting.welcome': announcement({ queueName: 'name' }),
  /** In the other language of the line, so that those who need it understand it. */
  'greeting.other-language': announcement({}),
  /** An incident notice in the admin's own words. */
  'greeting.notice': announcement({ notice: 'note' }),
  'greeting.place': announcement({ position: 'position', ...range }),
  'greeting.next-in-line': announcement(range),
  /** Somebody whose line had dropped calls again and stands where they stood. */
  'greeting.place-kept': announcement({}),
  'greeting.quiet': announcement({ firstSeconds: 'in', everySeconds: 'every' }),
  'greeting.keys': announcement({}),
  'greeting.no-operator': announcement({}),
  'greeting.degraded': announcement(next),

  // In line.
  'line.check-in': repeating(checkIn({ position: 'position', change: 'change', ...range, ...next })),
  'line.check-in-next': repeating(checkIn({ ...range, ...next })),
  'line.check-in-no-operator': repeating(checkIn({ position: 'position', ...next })),
  'line.status': repeating(reply({ position: 'position', ...range, ...next })),
  'line.status-next': repeating(reply({ ...range, ...next })),
  'line.status-no-operator': repeating(reply({ position: 'position', ...next })),
  'line.longer': announcement({}),
  'line.tone-explained': announcement({}),
  'line.operator-back': announcement({}),
  'line.front-after-lost-operator': announcement({ operator: 'name' }),
  'line.front-after-hold': announcement({ operator: 'name' }),
  'line.transferred': announcement({ queueName: 'name' }),
  'line.back-again': announcement({}),
  'offer.rhythm': offer({}),

  // Answers to keys.
  'key.keep-waiting': reply(next),
  'key.rhythm': reply({ everySeconds: 'every' }),
  'key.rhythm-news': reply({ longestSeconds: 'in' }),
  'key.quiet': reply(next),
  'key.leave-confirm': reply(next),
  'key.leave-kept': reply(next),
  'key.left': reply({}),
  'key.language': reply({}),
  /** `languages`: how many the queue has; the language key is named where there are two or more. */
  'key.list-line': reply({ languages: 'count', ...next }),
  'key.list-hold': reply({ languages: 'count', ...next }),
  'key.undone-rhythm': reply({ everySeconds: 'every', ...next }),

  // On hold. `expectedSeconds` is what is left until the operator is expected.
  'hold.begin': announcement({ ...onHold, ...next }),
  'hold.check-in': repeating(checkIn({ ...onHold, ...next })),
  'hold.check-in-late': repeating(checkIn({ operator: 'name', reason: 'reason', ...next })),
  'hold.note': announcement({ operator: 'name', note: 'note' }),
  'hold.note-next': checkIn({ expectedSeconds: 'about', ...next }),
  'hold.ask': offer({}),
  'hold.status': repeating(reply({ ...onHold, ...next })),
  'hold.last-note': announcement({ note: 'note' }),
  'hold.come-back': reply({ operator: 'name', ...next }),
  'hold.keep-waiting': reply(next),
  'hold.operator-line-lost': announcement({ operator: 'name', ...next }),

  // Talk, trouble, the end.
  'talk.begin': announcement({ operator: 'name' }),
  'talk.return': announcement({ operator: 'name' }),
  'trouble.alive': repeating(announcement(next)),
  /** The hosted fallback's words: nothing can be filled in there, the twenty seconds are fixed. */
  'trouble.static': announcement({}),
  goodbye: announcement({}),

  // An operator's ear.
  'desk.confirm': toOperator({}),
  'desk.open-auto': toOperator({}),
  'desk.open-manual': toOperator({}),
  'desk.whisper': toOperator({ queueName: 'name', waitedSeconds: 'for' }),
  'desk.offer': toOperator({ queueName: 'name', waitedSeconds: 'for' }),
  'desk.nobody-waiting': toOperator({}),
  'desk.taken-back': toOperator({}),
  'desk.holding': toOperator({}),
  'desk.remind': toOperator({ secondsLeft: 'in' }),
  'desk.two-more': toOperator({}),
  'desk.answer-come-back': toOperator({}),
  'desk.answer-keep-waiting': toOperator({}),
  'desk.caller-hung-up': toOperator({}),
  'desk.caller-ended': toOperator({}),
  'desk.caller-gone': toOperator({}),
  'desk.wrap-up': toOperator({}),
  'desk.free': toOperator({}),
  'desk.away': toOperator({}),
  'desk.away-missed': toOperator({}),
  'desk.back': toOperator({}),
  'desk.goodbye': toOperator({}),
} as const;

/**
 * A line with its values checked by the compiler. A plain object literal of type `Line` is as good where the
 * values are known only at run time.
 */
export function line<M extends MomentName>(moment: M, values: ValuesOf<M>): Line {
  return { moment, values: values as Record<string, LineValue> };
}

/** A moment by a name that may not be one. */
export function momentNamed(name: string): Moment | undefined {
  return Object.hasOwn(moments, name) ? (moments as Record<string, Moment>)[name] : undefined;
}

function announcement<V extends MomentValues>(values: V): Moment<V> {
  return { values, repeats: false, limitSeconds: 12, role: 'announcement', audience: 'caller' };
}

function checkIn<V extends MomentValues>(values: V): Moment<V> {
  return { ...announcement(values), role: 'check-in' };
}

function reply<V extends MomentValues>(values: V): Moment<V> {
  return { ...announcement(values), role: 'reply' };
}

function offer<V extends MomentValues>(values: V): Moment<V> {
  return { ...announcement(values), role: 'offer' };
}

/** Operators hear these between two things to do: half the length. */
function toOperator<V extends MomentValues>(values: V): Moment<V> {
  return { ...announcement(values), limitSeconds: 6, audience: 'operator' };
}

function repeating<V extends MomentValues>(moment: Moment<V>): Moment<V> {
  return { ...moment, repeats: true };
}
