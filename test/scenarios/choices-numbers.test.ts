import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readWebhook } from '../../src/twilio/webhook-params.ts';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import { NEVER_CALLED } from '../callback/never-called.ts';
import { type Scene, scene } from './scene.ts';

let s: Scene;

test('a thousand tries with refused numbers end without a single call', async () => {
  s = await scene({
    country: 'US',
    callbacks: { ...defaults(), countries: ['US'], perMinute: 1000, perNumberPerDay: 50 },
  });
  const line = s;
  await line.box.store.putOperator({
    name: 'anna',
    displayName: 'Anna',
    passwordHash: '',
    roles: ['operator'],
    address: '+12025550111',
    queues: ['support'],
    version: 1,
  });
  const refused = [...NEVER_CALLED, '+12025550111']
    .map((one) => one.replace(/\D/g, ''))
    .filter((one) => one !== '');
  const random = fc.sample(
    fc.oneof(
      // Without its country code the keypad's "restricted" reads as an ordinary number of Texas.
      fc.constantFrom(...refused.filter((one) => one !== '7378742833')),
      fc.constantFrom(...refused).map((one) => `00${one}`),
      fc.constantFrom(...refused).map((one) => `011${one}`),
      fc
        .constantFrom('900', '976', '911', '988', '112')
        .chain((prefix) =>
          fc.array(fc.constantFrom(...'0123456789'), { maxLength: 7 }).map((all) => prefix + all.join('')),
        ),
      fc
        .array(fc.constantFrom(...'0123456789*'), { minLength: 33, maxLength: 40 })
        .map((all) => all.join('')),
    ),
    { numRuns: 1_000, seed: 7 },
  );
  const { webhooks } = line.box.line;

  const caller = { CallSid: 'CAadversary', From: 'anonymous', To: '+15550100', CallStatus: 'in-progress' };
  await webhooks['/incoming'](readWebhook(caller), {});
  let booked = 0;
  for (const keyed of random) {
    for (const Digits of ['2', keyed, '1']) {
      const { contact } = await line.box.store.readContact('c-CAadversary', '');
      if (contact?.status !== 'waiting') {
        booked += 1;
        break;
      }
      await line.box.line.switchboard.contactAsks('c-CAadversary', 'support', {
        type: 'leg-asks',
        callSid: 'CAadversary',
        step: contact.leg.step + 1,
        from: 'words',
        digits: Digits,
      });
    }
  }
  expect(booked).toBe(0);
  await line.box.openDesk('ben', 'Ben');
  await line.pass(60);
  const calls = await line.box.network.rest.listCalls({} as never);
  expect(calls.filter((one) => one.direction === 'outbound-api').map((one) => one.to)).toEqual([
    'client:ben',
  ]);
}, 60_000);

function defaults() {
  return defaultQueueSettings('support', 'Acme support').callbacks;
}
