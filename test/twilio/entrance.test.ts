import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Operator } from '../../src/store/store.ts';
import { plainPinHash } from '../support/line-in-a-box.ts';
import { aServer, LINE_NUMBER, paramsOf, post, type Server } from './a-server.ts';
import { entranceCalls, OPERATORS_NUMBER, wordsIn } from './entrance-call.ts';

const ANNAS_PHONE = '+12025550142';
const PIN = '482915';

let server: Server;
beforeEach(async () => {
  server = await aServer();
  await server.store.inner?.putLineSettings({ operatorNumber: OPERATORS_NUMBER, consoleGoneSeconds: 180 });
  await anna();
});

async function anna(changes: Partial<Operator> = {}): Promise<void> {
  await server.store.inner?.putOperator({
    name: 'anna',
    displayName: 'Anna',
    passwordHash: '',
    roles: ['operator'],
    address: ANNAS_PHONE,
    queues: ['support'],
    shortNumber: '12',
    pinHash: plainPinHash(PIN),
    version: 1,
    ...changes,
  });
}

const call = entranceCalls(() => server, ANNAS_PHONE);
const deskOf = (name: string) => server.store.inner?.readDesk(name);
const ASK_PIN = 'Stillhere, for operators. Key your PIN.';
const ASK_NUMBER = 'Stillhere, for operators. Key your number, then pound.';

describe("a call to the operators' number", () => {
  test('never joins a line', async () => {
    expect(await call('CA1').asks()).toBe(ASK_PIN);
    expect(await call('CA2', '+12025550177').asks()).toBe(ASK_NUMBER);
    expect(await server.store.inner?.lineLength('support')).toBe(0);
  });

  test('is known by the environment to a server that could never read its store, and asks once it can', async () => {
    server = await aServer(OPERATORS_NUMBER);
    await anna();
    server.store.is = 'away';
    const phone = call('CA1');
    const words = await phone.asks();
    expect(words).toBe('No desk can be opened now. Next try in twenty seconds.');
    server.store.is = 'there';
    await server.store.inner?.putLineSettings({ operatorNumber: OPERATORS_NUMBER, consoleGoneSeconds: 180 });
    expect(await phone.asks()).toBe(ASK_PIN);
    expect(await server.store.inner?.lineLength('support')).toBe(0);
  });

  test('the right PIN opens the desk, and the desk takes no key of it', async () => {
    const phone = call('CA1');
    await phone.asks();
    expect(await phone.asks(PIN)).toContain('Desk open.');
    expect(phone.next()).toContain('/voice/desk?');
    expect(await deskOf('anna')).toMatchObject({ status: 'free', leg: { callSid: 'CA1' } });
  });

  test('each step may be delivered twice', async () => {
    const phone = call('CA1', '+12025550177');
    await phone.asks();
    const number = phone.next();
    await phone.post(number, '12');
    expect(await phone.asks('12')).toBe('Now your PIN.');
    const pin = phone.next();
    for (let i = 0; i < 2; i++)
      expect(wordsIn((await phone.post(pin, '111111')).text)).toContain('not right');
    expect(await phone.asks('111111')).toContain(ASK_NUMBER);
    await phone.asks('12');
    const right = phone.next();
    const first = await phone.post(right, PIN);
    const second = await phone.post(right, PIN);
    expect(second.text).toBe(first.text);
    expect(await deskOf('anna')).toMatchObject({ status: 'free', version: 1 });
  });

  test('delivered again after the call that opened the desk is over, the right PIN opens nothing', async () => {
    const phone = call('CA1');
    await phone.asks();
    const right = phone.next();
    await phone.asks(PIN);
    await server.line.switchboard.tellDesk('anna', { type: 'leg-ended', callSid: 'CA1' });
    expect(wordsIn((await phone.post(right, PIN)).text)).toBe('Desk closed. Goodbye.');
    expect(await deskOf('anna')).toMatchObject({ status: 'closed' });
    // Another call opens it.
    const next = call('CA2');
    await next.asks();
    expect(await next.asks(PIN)).toContain('Desk open.');
    expect(wordsIn((await phone.post(right, PIN)).text)).toBe('Desk closed. Goodbye.');
    expect(await deskOf('anna')).toMatchObject({ status: 'free', leg: { callSid: 'CA2' } });
  });

  test.each([
    ['no role for a desk', { roles: ['admin'] }],
    ['no PIN', { pinHash: null }],
    ['a short number that another one has as well', {}],
  ] as const)('who has %s is refused as a wrong number is', async (what, changes) => {
    await anna({ ...changes, roles: [...('roles' in changes ? changes.roles : ['operator' as const])] });
    if (what.startsWith('a short')) {
      await server.store.inner?.putOperator({
        ...({ displayName: 'Ben', passwordHash: '', roles: ['operator'], queues: [], version: 1 } as const),
        ...{ name: 'ben', address: null, shortNumber: '12', pinHash: plainPinHash(PIN) },
        roles: ['operator'],
        queues: [],
      });
    }
    const words: string[] = [];
    for (const [callSid, number] of [
      ['CA1', '12'],
      ['CA2', '99'],
    ] as const) {
      const phone = call(callSid, '+12025550177');
      await phone.asks();
      words.push([await phone.asks(number), await phone.asks(PIN)].join(' '));
    }
    expect(words[0]).toBe(words[1]);
    expect(words[0]).toContain('That was not right.');
  });

  test('a phone that two share is asked for the number', async () => {
    await server.store.inner?.putOperator({
      name: 'ben',
      displayName: 'Ben',
      passwordHash: '',
      roles: ['operator'],
      address: ANNAS_PHONE,
      queues: [],
      pinHash: plainPinHash('135791'),
      version: 1,
    });
    expect(await call('CA1').asks()).toBe(ASK_NUMBER);
  });
});

describe('wrong tries', () => {
  /** Three wrong PINs in one call. */
  async function threeWrong(callSid: string, from: string, number?: string): Promise<string> {
    const phone = call(callSid, from);
    await phone.asks();
    let last = '';
    for (let i = 0; i < 3; i++) {
      if (number !== undefined) await phone.asks(number);
      last = await phone.asks('000000');
    }
    return last;
  }

  test('are limited by the number that calls, whoever they are for, and forgotten after an hour', async () => {
    expect(await threeWrong('CA1', '+12025550177', '97')).toBe('That was not right either. Goodbye.');
    await threeWrong('CA2', '+12025550177', '98');
    await threeWrong('CA3', '+12025550177', '99');
    const phone = call('CA4', '+12025550177');
    await phone.asks();
    await phone.asks('12');
    expect(await phone.asks(PIN)).toBe('Too many tries. Call again in an hour. Goodbye.');
    expect(await deskOf('anna')).toBeNull();
    server.clock.moveTo(server.clock.now() + 3_600_001);
    const later = call('CA5', '+12025550177');
    await later.asks();
    await later.asks('12');
    expect(await later.asks(PIN)).toContain('Desk open.');
  });

  test.each(['12', '99'])('for the short number %s are limited wherever they come from', async (number) => {
    for (const i of [1, 2, 3]) await threeWrong(`CA${i}`, `+1202555018${i}`, number);
    const phone = call('CA4', '+12025550189');
    await phone.asks();
    await phone.asks(number);
    expect(await phone.asks(PIN)).toBe('Too many tries. Call again in an hour. Goodbye.');
  });

  test('made at once, nine hear that they were wrong, and all others the same, wrong or right', async () => {
    const phones = Array.from({ length: 14 }, (_, i) => call(`CA${i}`, `+120255501${50 + i}`));
    for (const phone of phones) {
      await phone.asks();
      await phone.asks('12');
    }
    const heard = await Promise.all(phones.map((phone, i) => phone.asks(i === 13 ? PIN : '000000')));
    expect(heard.filter((words) => words.startsWith('That was not right'))).toHaveLength(9);
    const tooMany = heard.filter((words) => words === 'Too many tries. Call again in an hour. Goodbye.');
    expect(tooMany.length).toBeGreaterThanOrEqual(4);
  });

  test('with the counts out of reach nobody is let in', async () => {
    const phone = call('CA1');
    await phone.asks();
    server.store.is = 'away';
    expect(await phone.asks(PIN)).toBe('No desk can be opened now. Next try in twenty seconds.');
    server.store.is = 'there';
    expect(await deskOf('anna')).toBeNull();
    // A key that hurries the next try along is none of a PIN, and no try.
    expect(await phone.asks('4')).toBe(ASK_PIN);
    expect(await phone.asks(PIN)).toContain('Desk open.');
  });
});

describe('a leg that was kept elsewhere', () => {
  test('comes back to the same question with the tries that it has left', async () => {
    const phone = call('CA1');
    await phone.asks();
    await phone.asks('000000');
    const token = new URL(`https://x${phone.next()}`).searchParams.get('t') ?? '';
    const home = await phone.post(`/voice/resume?t=${encodeURIComponent(token)}`);
    expect(wordsIn(home.text)).toBe(ASK_PIN);
    expect(home.text).toContain(encodeURIComponent(token).slice(0, 10));
  });

  test('and was taken for a caller while nothing could be read, is at the entrance again', async () => {
    server = await aServer();
    server.store.is = 'away';
    const phone = call('CA1');
    expect(await phone.asks()).toContain('the line is alive');
    server.store.is = 'there';
    await server.store.inner?.putLineSettings({ operatorNumber: OPERATORS_NUMBER, consoleGoneSeconds: 180 });
    await anna();
    expect(await phone.asks()).toBe(ASK_PIN);
    expect(await server.store.inner?.lineLength('support')).toBe(0);
  });

  test('without a token, and forgotten, is at the entrance again', async () => {
    const home = await call('CA1').post('/voice/resume?since=1767603600000');
    expect(wordsIn(home.text)).toBe(ASK_PIN);
  });
});

test('a PIN is in no URL, no log and no record, wherever it is keyed', async () => {
  const phone = call('CA1', '+12025550177');
  await phone.asks();
  const texts: string[] = [];
  for (const digits of [PIN, PIN, '12', PIN]) {
    const { text } = await phone.post(phone.next(), digits);
    texts.push(text);
    await phone.asks(digits);
  }
  expect(await deskOf('anna')).toMatchObject({ status: 'free' });
  const desk = JSON.stringify(await deskOf('anna'));
  expect([...texts, ...server.logged, desk].join('\n')).not.toContain(PIN);
});

test('any keys at any step get valid TwiML, and only the right ones a desk', async () => {
  const keys = fc.oneof(
    fc.constantFrom(undefined, '', '12', '99', '#', '*', '000000', '0123456789#*ABCD', 'DROP TABLE', '☎'),
    fc.stringMatching(/^[0-9*#]{0,8}$/),
  );
  let calls = 0;
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(keys, { minLength: 1, maxLength: 8 }), async (known, pressed) => {
      fc.pre(!pressed.includes(PIN));
      const phone = call(`CA9${(calls += 1)}`, known ? ANNAS_PHONE : '+12025550177');
      await phone.asks();
      for (const digits of pressed) await phone.asks(digits);
      expect(await deskOf('anna')).toBeNull();
    }),
    { numRuns: 60 },
  );
  expect(await server.store.inner?.lineLength('support')).toBe(0);
});

test('the line itself is untouched: its own number still leads to the queue', async () => {
  await post(server, '/voice/incoming', paramsOf({ CallSid: 'CA5', From: ANNAS_PHONE, To: LINE_NUMBER }));
  expect(await server.store.inner?.lineLength('support')).toBe(1);
});
