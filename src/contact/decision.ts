import type { DeskEvent } from '../desk/desk.ts';
import type { ContactEvent } from './contact-event.ts';
import type { Effect } from './effects.ts';

/** One line of a contact's record: what was said, promised, pressed, and what became of it. */
export type TimelineEntry = {
  at: number;
  kind: string;
  data?: Record<string, string | number | boolean | null>;
};

/** What one record has to tell another; it is settled within the same commit. A refused command refuses the whole. */
export type Message =
  | { to: 'contact'; id: string; event: ContactEvent }
  | { to: 'desk'; operator: string; event: DeskEvent };

/** What becomes of a record when something happens to it. */
export type Decision<State> =
  /** The next state; effects are done after the commit, messages settled within it. */
  | { kind: 'changed'; next: State; effects: Effect[]; messages: Message[]; timeline: TimelineEntry[] }
  /** Known already: the answer is rendered from the state as it stands. */
  | { kind: 'repeated' }
  /** A fact that changes nothing here; the timeline shows why. */
  | { kind: 'ignored'; reason: string }
  /** A command that cannot be done now; nothing of the whole commit happens. */
  | { kind: 'refused'; code: Refusal; reason: string };

/** What follows from a change. */
export type Consequences = { effects?: Effect[]; messages?: Message[]; timeline?: TimelineEntry[] };

/** A change with what follows from it. */
export function changed<State>(
  next: State,
  { effects, messages, timeline }: Consequences = {},
): Decision<State> {
  return {
    kind: 'changed',
    next,
    effects: effects ?? [],
    messages: messages ?? [],
    timeline: timeline ?? [],
  };
}

/** A fact that does not matter in this status. `reason` is shown in the contact's record. */
export function ignored(reason: string): { kind: 'ignored'; reason: string } {
  return { kind: 'ignored', reason };
}

/** `taken`: somebody else was faster; `language`: the caller speaks none of the operator's. */
export type Refusal = 'state' | 'taken' | 'not-yours' | 'not-found' | 'language';

/** A command that cannot be done; `reason` is a sentence for the person who gave it. */
export function refused(code: Refusal, reason: string): { kind: 'refused'; code: Refusal; reason: string } {
  return { kind: 'refused', code, reason };
}
