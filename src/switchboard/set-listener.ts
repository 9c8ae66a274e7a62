import type { Effect } from '../contact/effects.ts';
import type { Store } from '../store/store.ts';
import type { ListenIn } from '../twiml/instructions.ts';
import type { Verdict } from './perform-effects.ts';
import type { Switchboard } from './switchboard.ts';
import type { Telephony } from './telephony.ts';

type Parts = {
  store: Pick<Store, 'readDesk'>;
  telephony: Pick<Telephony, 'setListener' | 'summonDesk'>;
  switchboard: Pick<Switchboard, 'tellDesk'>;
};

/**
 * Has a supervisor who listens heard as they want to be now, whatever was asked for when the effect was written. Where it
 * cannot be set in the talk, the leg is fetched and led in anew: its document says the same. What was asked for meanwhile
 * is set by a further attempt, so that of two that overtake each other the later wish stands.
 */
export async function setListener(
  { operator, callSid, step }: Effect & { type: 'set-listener' },
  isLast: boolean,
  { store, telephony, switchboard }: Parts,
): Promise<Verdict> {
  const wanted = await wish();
  if (wanted === null) return 'finished';
  const outcome = await telephony.setListener(callSid, wanted);
  if (outcome.kind === 'done') {
    await switchboard.tellDesk(operator, { type: 'listener-set', step, mode: wanted.mode });
    return (await wish())?.mode === wanted.mode ? 'finished' : 'again';
  }
  // Not in the talk: still hearing the words before it, or out of it, which will show.
  if (!isLast && outcome.kind !== 'refused') return 'again';
  const listening = await store.readDesk(operator);
  if (listening === null || (await wish()) === null) return 'finished';
  const fetched = await telephony.summonDesk(listening, callSid, step + 1);
  return fetched.kind === 'throttled' || fetched.kind === 'unknown' ? 'again' : 'finished';

  /** Null once the leg is in that talk no more, as far as we know. */
  async function wish(): Promise<ListenIn | null> {
    const desk = await store.readDesk(operator);
    if (desk?.status !== 'listening' || desk.leg.callSid !== callSid || desk.leg.step !== step) return null;
    const { instruction } = desk.leg;
    return instruction.kind === 'listen-in' ? { ...instruction, mode: desk.listens.mode } : null;
  }
}
