import type { Forecast } from '../waiting/forecast.ts';
import type { Cadence } from '../waiting/rhythm.ts';

/**
 * What the outside world is asked to do after a commit. An effect is kept in the outbox from the commit until it is
 * done, and is checked against the state of then before it acts, so doing it late or twice does no harm.
 */
export type Effect =
  /** Have Twilio fetch the leg's next document now. Void once the leg has asked for `step` or ended. */
  | { type: 'summon-leg'; owner: LegOwner; callSid: string; step: number }
  /** Call an operator's phone. Guarded by the intent: one intent never rings twice. */
  | { type: 'ring-desk'; operator: string; intentId: string }
  /** Call a caller back. Guarded like the ringing of a desk. */
  | { type: 'ring-caller'; id: string; intentId: string }
  /** Keep a caller's rhythm for the next call under the keyed hash of the number; null forgets it. */
  | { type: 'remember-cadence'; caller: string; cadence: Cadence | null }
  /** Fetch the note that an operator has spoken, and give it to the contact in their own voice. */
  | { type: 'keep-note'; operator: string; id: string; recordingSid: string }
  /** Have Twilio delete what a caller said. */
  | { type: 'delete-recording'; recordingSid: string }
  /** The line of a number has dropped: ask who waits on the line with the same number whether it was theirs. */
  | { type: 'ask-whose-place'; id: string; caller: string }
  /** Tell whoever is next in a line now, early, where they do not know it yet. */
  | { type: 'tell-next'; queueId: string }
  /** A line's estimate learns from what happened in it. */
  | {
      type: 'line-event';
      queueId: string;
      happened: 'joined' | 'answered' | 'left' | 'freed' | 'staffed';
      at: number;
      place: number;
      forecasts: readonly Forecast[];
    }
  /** Make the phone network hear a supervisor who listens as they have asked for. Void once they are out of the talk. */
  | { type: 'set-listener'; operator: string; callSid: string; step: number }
  /** Hang up. */
  | { type: 'hang-up-leg'; callSid: string }
  /** Ask Twilio whether both are in a talk, a while after the caller was sent there. Void once it is over. */
  | { type: 'check-talk'; id: string; talk: string }
  /** Ask Twilio what became of a leg that should have asked us, and summon it or close it. */
  | { type: 'check-leg'; owner: LegOwner; callSid: string }
  /** Bring waiting contacts and free desks together. */
  | { type: 'match' };

export type LegOwner = { kind: 'contact'; id: string } | { kind: 'desk'; operator: string };
