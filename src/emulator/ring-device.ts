import type { NetworkCore } from './core.ts';
import type { Leg } from './leg.ts';

/** What a call to a number that nobody has ends with. */
const NOBODY_THERE_MS = 1_500;

/**
 * Rings the device behind an outbound leg's address until it answers, refuses, or `timeoutMs` has passed
 * (no-answer, 487). An address without a device fails as at Twilio (404).
 */
export function ringDevice(core: NetworkCore, leg: Leg, timeoutMs: number): void {
  leg.status = 'initiated';
  core.status.progress(leg, 'initiated');
  leg.onAnswer.push(() => core.status.progress(leg, 'answered'));
  const phone = core.phones.get(leg.to);
  if (phone === undefined) {
    const cancel = core.clock.setTimer(NOBODY_THERE_MS, () => leg.end('failed', '404'));
    leg.onEnd.push(cancel);
    return;
  }
  const cancel = core.clock.setTimer(timeoutMs, () => leg.end('no-answer', '487'));
  leg.onAnswer.push(cancel);
  leg.onEnd.push(cancel);
  phone.receive(leg);
}
