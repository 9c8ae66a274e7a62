import { expect, test } from 'vitest';
import type { Faults } from '../../src/emulator/faults.ts';
import { scene } from './scene.ts';

// A caller's first silence, and how late its words come where Twilio has to try twice for the document with them. What
// the server may count is written at RETRY_FRAGMENT.

const PROMISED_MS = 45_000;

/** How much later than promised the first check-in comes where the first try for its document meets with `fault`, ms. */
async function lateAfter(fault: Partial<Faults>): Promise<number> {
  const s = await scene();
  const caller = s.caller('Caller');
  const asksAt = await firstAsks();
  s.box.clock.setTimer(
    asksAt - 100 - s.box.clock.now(),
    () => void Object.assign(s.box.network.faults, fault),
  );
  s.box.clock.setTimer(asksAt + 100 - s.box.clock.now(), () => {
    for (const name of Object.keys(fault) as (keyof Faults)[])
      Object.assign(s.box.network.faults, { [name]: 0 });
  });
  await s.pass(80);
  const silence = s.box.network.tape(caller.callSid).find(({ kind }) => kind === 'silence');
  return (silence?.until ?? Number.NaN) - (silence?.at ?? Number.NaN) - PROMISED_MS;
}

/** When the leg of a first caller asks for its second document: the clock of a scene begins at the same time each time. */
async function firstAsks(): Promise<number> {
  const s = await scene();
  const caller = s.caller('Caller');
  await s.pass(2);
  await s.box.until(async () => (await caller.state()).leg?.step === 2);
  return s.box.clock.now();
}

test.each<[string, Partial<Faults>, number]>([
  ['nothing goes wrong', {}, 0],
  // The first try arrived: its 1.8 s are taken out of the silence, in Twilio's whole seconds.
  ['the answer is lost', { webhookReplyLost: 1 }, -200],
  ['no connection is made', { webhookDropped: 1 }, 1_000],
  // Nothing tells the server of it, so the silence is not shortened by a guess; it is within the 2 s that are allowed.
  ['the first request never arrives and is waited for', { webhookDelayed: 1, webhookDelayMs: 1e7 }, 1_800],
])('where %s', async (_what, fault, lateMs) => {
  expect(await lateAfter(fault)).toBe(lateMs);
});
