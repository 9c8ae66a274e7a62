import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callerNumber, keyedNumber, mayCall } from '../../src/callback/rules.ts';
import { readWebhook } from '../../src/twilio/webhook-params.ts';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import { type Scene, scene } from './scene.ts';

let s: Scene;

const OURS = ['+15550100', '+12025550111'];
const rules = { countries: ['US', 'DE', 'GB'], ownNumbers: OURS };

/** Numbers that cost extra, lead to emergency services, to nobody, or back to us. */
const NEVER_CALLED = [
  '+19005550123', // premium, US
  '+449098790879', // premium, GB
  '+4919001234567', // premium, DE
  '+4918012345678', // shared cost, DE
  '+447012345678', // "personal", GB: rings anybody, at the price of a premium number
  '+33899123456', // premium, FR
  '+37190112345', // premium, LV
  '+881612345678', // satellites
  '+870773123456',
  '+882160123456',
  '+883510012345',
  '+911',
  '+112',
  '+1911',
  '+49110',
  '+988',
  '+116123',
  '+266696687', // withheld, as keypads spell it
  '+86282452253',
  '+8656696',
  '+2562533',
  '+7378742833',
  '+5355551234', // a country that is not on the list
  '+85212345678',
  'anonymous',
  'Restricted',
  '',
  'client:anna',
  'sip:anna@example.com',
  ...OURS,
];

test.each(NEVER_CALLED)('%s is never called', (number) => {
  expect(mayCall(number, rules)).toBe(false);
});

test('an ordinary number of a country on the list is', () => {
  for (const number of ['+12025550143', '+4930123456', '+442071234567'])
    expect(mayCall(number, rules)).toBe(true);
});

test('numbers of small countries are called down to eight digits, and keyed down to five', () => {
  const small = { countries: ['FK', 'NU'], ownNumbers: [] };
  expect(mayCall('+50021234', small)).toBe(true);
  expect(mayCall('+6834000', small)).toBe(false);
  expect(keyedNumber('21234', 'FK')).toBe('+50021234');
  expect(keyedNumber('4000', 'NU')).toBeNull();
});

test('whatever is allowed is E.164, long enough, and of a listed country; whatever is keyed is that or nothing', () => {
  const digits = fc
    .array(fc.constantFrom(...'0123456789'), { minLength: 0, maxLength: 40 })
    .map((all) => all.join(''));
  const anything = fc.oneof(
    digits,
    digits.map((all) => `+${all}`),
    fc.string(),
    fc.constantFrom(...NEVER_CALLED),
    digits.map((all) => `${all}*#`),
  );
  fc.assert(
    fc.property(anything, (text) => {
      const isOrdinary = /^\+(1|49|44)\d{6,13}$/.test(text) && !OURS.includes(text);
      expect(!mayCall(text, rules) || isOrdinary).toBe(true);
      const keyed = keyedNumber(text, 'US');
      expect(keyed === null || /^\+[1-9]\d{6,14}$/.test(keyed)).toBe(true);
      const caller = callerNumber(text);
      expect(caller === null || caller === text).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

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
