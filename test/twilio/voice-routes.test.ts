import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import request from 'supertest';
import {
  ACCOUNT,
  aServer,
  callersOf,
  FORM,
  paramsOf,
  post,
  PUBLIC_URL,
  type Server,
  signatureOf,
  TOKENS,
  wrongWith,
} from './a-server.ts';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';

let server: Server;
beforeEach(async () => {
  server = await aServer();
});

/** The URL to which a document of ours leads on. */
function nextOf(twiml: string): string {
  const url = /<Redirect[^>]*>([^<]+)</.exec(twiml)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const { pathname, search } = new URL(url);
  return pathname + search;
}

describe('a signed request is answered', () => {
  test('by the current token and, during a rotation, by the other', async () => {
    for (const token of TOKENS) {
      const params = paramsOf({ CallSid: `CA-${token}` });
      expect(
        wrongWith(
          await post(server, '/voice/incoming', params, {
            'X-Twilio-Signature': signatureOf('/voice/incoming', params, token),
          }),
        ),
      ).toEqual([]);
    }
    expect(await callersOf(server)).toBe(2);
  });

  test('behind proxies that name another host, scheme and port', async () => {
    expect(
      wrongWith(
        await post(server, '/voice/incoming', paramsOf(), {
          Host: 'internal:8080',
          'X-Forwarded-Host': 'evil.example',
          'X-Forwarded-Proto': 'http',
        }),
      ),
    ).toEqual([]);
  });

  test('signed with the port in the URL, as Twilio does for some', async () => {
    const signature = signatureOf('/voice/incoming', paramsOf(), TOKENS[0], `${PUBLIC_URL}:443`);
    expect(
      wrongWith(await post(server, '/voice/incoming', paramsOf(), { 'X-Twilio-Signature': signature })),
    ).toEqual([]);
  });

  test.each([
    ['Cyrillic, Chinese and an emoji', { CallerName: 'Анна 王 🙂' }],
    ['apostrophes and signs', { CallerName: `O'Brien & "Sons" <x> ! ( ) * + %41` }],
    ['an empty parameter', { CallerName: '' }],
    ['new lines', { CallerName: 'one\ntwo' }],
    ['names of object members', { __proto__x: '1', constructor: '2', toString: '3' }],
  ])('with %s', async (_, more) => {
    expect(
      wrongWith(await post(server, '/voice/incoming', paramsOf(more as Record<string, string>))),
    ).toEqual([]);
    expect(await callersOf(server)).toBe(1);
  });

  test('with a parameter that is there twice: both are signed, the first counts', async () => {
    const path = '/voice/incoming';
    const params = { ...paramsOf(), Twice: ['b', 'a'] };
    const body = new URLSearchParams(paramsOf());
    body.append('Twice', 'b');
    body.append('Twice', 'a');
    const response = await request(server.app)
      .post(path)
      .set('Content-Type', FORM)
      .set('X-Twilio-Signature', signatureOf(path, params))
      .send(body.toString());
    expect(wrongWith(response)).toEqual([]);
  });

  test('with the parameters in the query of a GET', async () => {
    const path = `/voice/incoming?${new URLSearchParams(paramsOf()).toString()}`;
    const response = await request(server.app).get(path).set('X-Twilio-Signature', signatureOf(path, {}));
    expect(wrongWith(response)).toEqual([]);
    expect(await callersOf(server)).toBe(1);
  });

  test.each([
    ['a megabyte of junk', paramsOf({ Junk: 'x'.repeat(1_000_000) })],
    [
      '1,001 parameters',
      { ...paramsOf(), ...Object.fromEntries(Array.from({ length: 1_001 }, (_, i) => [`P${i}`, `${i}`])) },
    ],
    ['no CallSid', without('CallSid')],
    ['a CallSid that cannot be one', paramsOf({ CallSid: `CA'; DROP TABLE` })],
    ['no From', without('From')],
    ['no To', without('To')],
    ['a withheld number', paramsOf({ From: 'anonymous' })],
    ['nothing but the account', { AccountSid: ACCOUNT }],
    ['no account', without('AccountSid')],
    ['nothing at all', {}],
    ['a status that is not documented', paramsOf({ CallStatus: 'transcended' })],
    ['digits that are none', paramsOf({ Digits: 'hello 5' })],
  ])('with %s, on every route', async (_, params) => {
    for (const route of [
      'incoming',
      'leg',
      'leg?t=c1.x.y',
      'desk',
      'desk?t=d1.x',
      'old-line',
      'old-line?t=n1.x.y',
      'resume',
      'resume?since=abc',
      'status',
      'fallback',
      'unknown',
      '',
    ]) {
      expect(wrongWith(await post(server, `/voice/${route}`, params))).toEqual([]);
    }
  });

  test.each([
    ['latin1', { 'Content-Type': `${FORM}; charset=iso-8859-1` }],
    ['a charset that does not exist', { 'Content-Type': `${FORM}; charset=klingon` }],
    ['JSON’s content type', { 'Content-Type': 'application/json' }],
    ['no content type to speak of', { 'Content-Type': 'x' }],
    ['a content encoding that does not exist', { 'Content-Encoding': 'bogus' }],
  ])('in %s', async (_, headers) => {
    expect(
      wrongWith(await post(server, '/voice/incoming', paramsOf(), headers as Record<string, string>)),
    ).toEqual([]);
    expect(await callersOf(server)).toBe(1);
  });

  test('compressed', async () => {
    const params = paramsOf();
    const response = await request(server.app)
      .post('/voice/incoming')
      .set('Content-Type', FORM)
      .set('Content-Encoding', 'gzip')
      .set('X-Twilio-Signature', signatureOf('/voice/incoming', params))
      .serialize((body) => body as string)
      .send(gzipSync(new URLSearchParams(params).toString()) as unknown as string);
    expect(wrongWith(response)).toEqual([]);
  });

  test('when a bug of ours throws: the caller is kept by a constant document', async () => {
    const { app } = server;
    server.store.inner = new Proxy(server.store.inner as object, {
      get: () => () => Promise.reject(new TypeError('a bug')),
    }) as never;
    for (const route of ['incoming', 'resume', 'status', 'leg?t=%3Cscript%3E%26']) {
      const path = `/voice/${route}`;
      const params = paramsOf({ CallStatus: route === 'status' ? 'completed' : 'in-progress' });
      const response = await request(app)
        .post(path)
        .set('Content-Type', FORM)
        .set('X-Twilio-Signature', signatureOf(path, params))
        .send(new URLSearchParams(params).toString());
      expect(wrongWith(response)).toEqual([]);
      expect(nextOf(response.text)).toContain('/voice/resume');
    }
  });
});

describe('one call through the routes', () => {
  test('greeting, check-in, key, repeat; and the URLs hold nothing of the person', async () => {
    const first = await post(server, '/voice/incoming');
    expect(first.text).toContain('Acme support');
    server.clock.moveTo(server.clock.now() + 50_000);
    const second = await post(server, nextOf(first.text));
    expect(second.text).toContain('Next word in a minute');
    const again = await post(server, nextOf(first.text));
    expect(again.text).toBe(second.text);
    const key = await post(
      server,
      nextOf(second.text).replace('f=end', 'f=words'),
      paramsOf({ Digits: '3' }),
    );
    expect(key.text).toContain('Every');
    for (const { text } of [first, second, key]) {
      expect(text).not.toContain('5557654321');
      expect(text).not.toContain('15550100');
    }
    expect(server.logged.join('')).not.toContain('5557654321');
  });

  test('a place that is found and gone each time: the caller is kept, and has a place with the next step', async () => {
    const From = '+12025550123';
    await post(server, '/voice/incoming', paramsOf({ From }));
    await post(server, '/voice/status', paramsOf({ CallStatus: 'completed' }));
    const { inner } = server.store;
    if (inner === null) throw new Error('No store.');
    const [kept] = await inner.line('support', 1);
    await server.line.switchboard.tellContact(kept?.contact.id ?? '', { type: 'end', operator: 'anna' });
    expect(await callersOf(server)).toBe(0);
    // What another reader of the store may see for a moment.
    server.store.inner = { ...inner, labelled: async () => (kept === undefined ? [] : [kept.contact]) };
    const greeting = await post(server, '/voice/incoming', paramsOf({ CallSid: 'CA2', From }));
    expect(wrongWith(greeting)).toEqual([]);
    expect(greeting.text).toContain('You are in line and the line is alive.');
    server.store.inner = inner;
    expect(wrongWith(await post(server, nextOf(greeting.text), paramsOf({ CallSid: 'CA2', From })))).toEqual(
      [],
    );
    expect(await callersOf(server)).toBe(1);
  });

  test('a call that is over when its first webhook comes has no place', async () => {
    expect(wrongWith(await post(server, '/voice/incoming', paramsOf({ CallStatus: 'no-answer' })))).toEqual(
      [],
    );
    expect(await callersOf(server)).toBe(0);
  });

  test('the status callback ends the leg, any number of times, and the place is kept once', async () => {
    await post(server, '/voice/incoming');
    const kept = { status: 'place-kept', leg: null };
    for (let time = 0; time < 3; time++) {
      const response = await post(server, '/voice/status', paramsOf({ CallStatus: 'completed' }));
      expect(wrongWith(response)).toEqual([]);
      expect(await server.store.inner?.line('support', 9)).toMatchObject([{ contact: kept }]);
    }
  });

  test('a token that was tampered with is no token: the caller is known by the CallSid', async () => {
    const first = await post(server, '/voice/incoming');
    const tampered = nextOf(first.text).replace(/\.\d{14}\./, '.00000000000001.');
    expect(tampered).not.toBe(nextOf(first.text));
    expect(wrongWith(await post(server, tampered))).toEqual([]);
    expect(await callersOf(server)).toBe(1);
    expect((await server.store.inner?.line('support', 9))?.[0]?.contact.arrivedAt).toBe(server.clock.now());
  });
});

describe('the fallback on our own host', () => {
  async function fallbackOf(document: string): Promise<string> {
    const ErrorUrl = PUBLIC_URL + nextOf(document);
    const response = await post(server, '/voice/fallback', paramsOf({ ErrorUrl }));
    expect(wrongWith(response)).toEqual([]);
    return response.text;
  }

  test('says of a place what is true of the leg', async () => {
    const inLine = await post(server, '/voice/incoming');
    expect(await fallbackOf(inLine.text)).toContain('>The line is alive and you keep your place. Next word');
    const queue = defaultQueueSettings('support', 'Acme support');
    await server.store.inner?.putQueue({ ...queue, maxWaiting: 1 });
    server.clock.moveTo(server.clock.now() + 60_000);
    const full = await post(server, '/voice/incoming', paramsOf({ CallSid: 'CA2', From: '+12025550123' }));
    expect(full.text).toContain('The line is full.');
    expect(await fallbackOf(full.text)).toContain('>The line is alive. Next word in twenty seconds.<');
  });
});

describe('while the store is away', () => {
  test('known callers and new ones are spoken to, and the next address is theirs', async () => {
    const first = await post(server, '/voice/incoming');
    server.store.is = 'away';
    const kept = await post(server, nextOf(first.text));
    expect(wrongWith(kept)).toEqual([]);
    expect(kept.text).toContain('Next word in forty-five seconds');
    const keptAgain = await post(server, nextOf(kept.text));
    expect(wrongWith(keptAgain)).toEqual([]);
    const newcomer = await post(server, '/voice/incoming', paramsOf({ CallSid: 'CA2' }));
    expect(wrongWith(newcomer)).toEqual([]);
    expect(newcomer.text).toContain('Acme support');
    expect(newcomer.text).toContain('You are in line and the line is alive.');
    for (const route of ['desk', 'resume', 'status', 'fallback']) {
      expect(wrongWith(await post(server, `/voice/${route}`, paramsOf({ CallSid: 'CA3' })))).toEqual([]);
    }
    server.store.is = 'there';
    expect(wrongWith(await post(server, nextOf(newcomer.text), paramsOf({ CallSid: 'CA2' })))).toEqual([]);
    expect(wrongWith(await post(server, nextOf(keptAgain.text)))).toEqual([]);
    const line = await server.store.inner?.line('support', 9);
    expect(line?.map(({ contact }) => contact.leg?.callSid)).toEqual([paramsOf()['CallSid'], 'CA2']);
  });
});

function without(name: string): Record<string, string> {
  const { [name]: _, ...rest } = paramsOf();
  return rest;
}
