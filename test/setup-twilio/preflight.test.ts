// What the account allows, read through the twilio package from the emulator's REST API over HTTP.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { type Emulator, startEmulator } from '../../src/emulator/http/http.ts';
import { goodStanding } from '../../src/emulator/rest/products.ts';
import { openAccount, productUrl } from '../../src/setup-twilio/account.ts';
import { dialledCountries } from '../../src/setup-twilio/dialled.ts';
import { preflight } from '../../src/setup-twilio/preflight.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { twilioClient } from '../../src/twilio/rest-client.ts';
import { completeQueue, defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import { ACCOUNT, TOKEN } from './line-at.ts';

const NOT_IN_THE_API = [
  "calls created a second: TWILIO_CALLS_PER_SECOND is 2, the console has the account's (Voice, Settings)",
  'calls at once: see the profile',
  'longest call: four hours unless the console says otherwise, which is enough',
  'voices: call in and hear Polly.Joanna-Neural, Polly.Vicki-Neural',
].join('; ');

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ port: 0, accountSid: ACCOUNT, authToken: TOKEN });
});

afterAll(() => emulator.close());

beforeEach(() => {
  Object.assign(emulator.network.core.standing, goodStanding());
});

describe('the account', () => {
  it('given one with which all is well, when it is looked at, then that is said and nothing is warned of', async () => {
    expect(await lookAt()).toStrictEqual({
      found: [
        ['Account', 'active, full'],
        ['Customer profile', 'Primary Customer Profile of type Business (approved)'],
        ['Dialling', 'CA, US allowed'],
        ['Not in the API', NOT_IN_THE_API],
      ],
      warnings: [],
    });
  });

  it.each([
    ['that is suspended', { status: 'suspended' as const }, 'suspended, full', 'The account is suspended'],
    ['on trial', { type: 'Trial' as const, profiles: [] }, 'active, trial', 'This is a trial account'],
  ])(
    'given one %s, when it is looked at, then that alone is warned of',
    async (_name, standing, found, words) => {
      Object.assign(emulator.network.core.standing, standing);
      const looked = await lookAt();
      expect(looked.found[0]).toStrictEqual(['Account', found]);
      expect(looked.warnings).toStrictEqual([expect.stringContaining(words)]);
    },
  );
});

describe('its customer profile', () => {
  it.each([
    ['none', [], 'none', 'two calls at once'],
    [
      "a business' in review",
      [{ policy: 'Primary Customer Profile of type Business', status: 'in-review' as const }],
      'Primary Customer Profile of type Business (in-review)',
      'two calls at once',
    ],
    [
      "an individual's",
      [{ policy: 'Primary Customer Profile of type Individual', status: 'twilio-approved' as const }],
      'Primary Customer Profile of type Individual (approved)',
      'three calls at once',
    ],
  ])(
    'given %s, when it is looked at, then how many calls there may be is warned of',
    async (_name, profiles, found, words) => {
      emulator.network.core.standing.profiles = profiles;
      const looked = await lookAt();
      expect(looked.found[1]).toStrictEqual(['Customer profile', found]);
      expect(looked.warnings).toStrictEqual([expect.stringContaining(words)]);
    },
  );

  it("given a subaccount, when it is looked at, then its parent's profile is not guessed", async () => {
    Object.assign(emulator.network.core.standing, { ownerAccountSid: `AC${'9'.repeat(32)}`, profiles: [] });
    const looked = await lookAt();
    expect(looked.found.slice(0, 2)).toStrictEqual([
      ['Account', 'active, full, a subaccount'],
      ['Customer profile', "none here; the parent account's, which counts, could not be checked"],
    ]);
    expect(looked.warnings).toStrictEqual([]);
  });
});

describe('the countries that are called', () => {
  it('given one that the account may not call, when it is looked at, then it is named', async () => {
    emulator.network.core.standing.dialling.set('CA', false);
    const looked = await lookAt();
    expect(looked.found[2]).toStrictEqual(['Dialling', 'US allowed; CA refused']);
    expect(looked.warnings).toStrictEqual([
      expect.stringContaining('Twilio does not let this account call CA'),
    ]);
  });

  it('given queues and phones on file, when they are read, then calls back that are off and browsers do not count', async () => {
    const store = createMemoryStore(systemClock());
    const support = defaultQueueSettings('support', 'Support');
    const person = { displayName: 'Anna', passwordHash: '', roles: [], queues: [], version: 1 };
    await store.putQueue(
      completeQueue({ ...support, callbacks: { ...support.callbacks, countries: ['DE', 'AT'] } }),
    );
    await store.putQueue(
      completeQueue({
        ...support,
        id: 'b',
        callbacks: { ...support.callbacks, enabled: false, countries: ['FR'] },
      }),
    );
    await store.putOperator({ ...person, name: 'anna', address: '+41443643532' });
    await store.putOperator({ ...person, name: 'boris', address: 'client:boris' });
    expect([...(await dialledCountries(store))]).toStrictEqual(['DE', 'AT', 'CH']);
  });

  it("given a store before the first start, when it is read, then the first queue's countries are", async () => {
    expect([...(await dialledCountries(createMemoryStore(systemClock())))]).toStrictEqual(['US']);
  });
});

describe('what could not be checked', () => {
  it('given APIs that fail, or that a platform has not, when they are asked, then that is said and nothing stops', async () => {
    const account = openAccount(client(emulator.url), ACCOUNT, `${emulator.url}/elsewhere`);
    const looked = await lookAt(account);
    expect(looked.found.slice(1, 3)).toStrictEqual([
      ['Customer profile', 'could not be checked: it is not known there (404)'],
      ['Dialling', 'could not be checked: it is not known there (404)'],
    ]);
    emulator.network.faults.restFailed = 1;
    const failing = await lookAt();
    emulator.network.faults.restFailed = 0;
    expect(failing.found[1]).toStrictEqual([
      'Customer profile',
      'could not be checked: the answer was 503, code 20503',
    ]);
    expect([looked.warnings, failing.warnings]).toStrictEqual([[], []]);
  });

  it('given a store that is away, when the countries are read, then that is said', async () => {
    const looked = await lookAt(undefined, async () => {
      throw new Error('Failed to read queues: not connected.');
    });
    expect(looked.found[2]).toStrictEqual([
      'Dialling',
      'could not be checked: Failed to read queues: not connected.',
    ]);
  });
});

it.each([
  ['https://api.twilio.com', 'https://voice.twilio.com'],
  ['https://api.dublin.ie1.twilio.com', 'https://voice.dublin.ie1.twilio.com'],
  ['https://api.example.com', 'https://api.example.com'],
  ['https://api.twilio.com.example.net', 'https://api.twilio.com.example.net'],
  ['http://127.0.0.1:3001', 'http://127.0.0.1:3001'],
])('given the API at %s, when another of its APIs is asked, then at %s', (apiBaseUrl, url) => {
  expect(productUrl(apiBaseUrl, 'voice')).toBe(url);
});

const client = (apiBaseUrl: string) => twilioClient({ accountSid: ACCOUNT, authTokens: [TOKEN], apiBaseUrl });

async function lookAt(
  account = openAccount(client(emulator.url), ACCOUNT, emulator.url),
  dialled: () => Promise<ReadonlySet<string>> = async () => new Set(['US', 'CA']),
): Promise<{ found: [string, string][]; warnings: string[] }> {
  // The account itself answers here also where its other APIs do not.
  const { status, type, ownerAccountSid } = emulator.network.core.standing;
  const looks = await preflight({
    account,
    standing: { status, type, isSubaccount: ownerAccountSid !== null },
    config: { twilio: { callsPerSecond: 2 } },
    dialledCountries: dialled,
    voices: ['Polly.Joanna-Neural', 'Polly.Vicki-Neural'],
  });
  return {
    found: looks.map(({ what, found }) => [what, found]),
    warnings: looks.flatMap(({ warnings }) => warnings),
  };
}
