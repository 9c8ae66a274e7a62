import type { Listening } from '../desk/listening.ts';
import type { Store } from '../store/store.ts';
import type { Switchboard } from '../switchboard/switchboard.ts';
import type { ListenIn } from '../twiml/instructions.ts';
import type { HeardAs } from '../switchboard/telephony.ts';
import type { TwilioCalls } from './rest-client.ts';

type Parts = {
  store: Pick<Store, 'allDesks'>;
  switchboard: Pick<Switchboard, 'tellDesk'>;
  calls: Pick<TwilioCalls, 'legsInTalk' | 'setListener' | 'summonDesk'>;
  now: () => number;
  /** So long after it was led there, ms, a leg must be in the talk. */
  joinedByMs: number;
};

/**
 * Supervisors who listen, compared with what the phone network knows of them: who is not in the talk is led in anew, and
 * who is heard by others than they asked for is set right. Asked every round: a wrong ear is worse than two requests.
 */
export async function mendListeners(parts: Parts): Promise<void> {
  for (const desk of await parts.store.allDesks()) {
    if (desk.status === 'listening' && desk.leaving === null) await mend(desk, parts);
  }
}

async function mend(desk: Listening, { calls, switchboard, now, joinedByMs }: Parts): Promise<void> {
  const { instruction, callSid, step, askedAt } = desk.leg;
  if (instruction.kind !== 'listen-in' || desk.comeBy !== null) return;
  if (desk.leg.summonedAt !== null || askedAt > now() - joinedByMs) return;
  const legs = await calls.legsInTalk(instruction.talk);
  if (legs.kind !== 'done') return;
  const heard = legs.value.get(callSid);
  if (heard === undefined) {
    await calls.summonDesk(desk, callSid, step + 1);
    return;
  }
  const { mode } = desk.listens;
  if (isAs(heard, { ...instruction, mode }) && instruction.mode === mode) return;
  const outcome = await calls.setListener(callSid, { ...instruction, mode });
  if (outcome.kind === 'done')
    await switchboard.tellDesk(desk.operator, { type: 'listener-set', step, mode });
}

function isAs({ muted, coaches }: HeardAs, { mode, coach }: ListenIn): boolean {
  return muted === (mode === 'listen') && coaches === (mode === 'whisper' ? coach : null);
}
