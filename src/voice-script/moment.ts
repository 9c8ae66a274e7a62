import type { ValueKindName } from './value-kinds.ts';

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

/** Says something; what comes next is said by the line that follows it. */
export function announcement<V extends MomentValues>(values: V): Moment<V> {
  return { values, repeats: false, limitSeconds: 12, role: 'announcement', audience: 'caller' };
}

/** Comes at the end of a silence, and says when the next one comes. */
export function checkIn<V extends MomentValues>(values: V): Moment<V> {
  return { ...announcement(values), role: 'check-in' };
}

/** The answer to a key. One that leads back into silence has `nextSeconds`. */
export function reply<V extends MomentValues>(values: V): Moment<V> {
  return { ...announcement(values), role: 'reply' };
}

/** Something that the caller may choose, with its key. */
export function offer<V extends MomentValues>(values: V): Moment<V> {
  return { ...announcement(values), role: 'offer' };
}

/** Operators hear these between two things to do: half the length. */
export function toOperator<V extends MomentValues>(values: V): Moment<V> {
  return { ...announcement(values), limitSeconds: 6, audience: 'operator' };
}

export function repeating<V extends MomentValues>(moment: Moment<V>): Moment<V> {
  return { ...moment, repeats: true };
}
