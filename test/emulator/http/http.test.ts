// The HTTP front: the real `twilio` package, pointed at it by `client.api.baseUrl`, works against it; webhooks reach a
// real server and are signed so that the package's own validator accepts them.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import twilio from 'twilio';
import { virtualClock } from '../../../src/clock.ts';
import { type Emulator, startEmulator } from '../../../src/emulator/http/http.ts';
import { runFor } from '../../../src/emulator/virtual-run.ts';
import { wavDurationMs } from '../../../src/emulator/wav.ts';
import { ACCOUNT, CALLER, NUMBER, SAY } from '../line.ts';

const TOKEN = 'secret-token';
const clock = virtualClock(Date.UTC(2026, 0, 5, 9));
const PATIENT = { patienceMs: 2_000 };
const seen: { path: string; valid: boolean; params: Record<string, string> }[] = [];
let answers: Record<string, string> = {};
let server: Server;
let app: string;
let emulator: Emulator;
let client: ReturnType<typeof twilio>;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const params = Object.fromEntries(new URLSearchParams(body));
      const signature = String(request.headers['x-twilio-signature']);
      const valid = twilio.validateRequest(TOKEN, signature, app + request.url, params);
      const path = request.url ?? '';
      seen.push({ path, valid, params });
      response.setHeader('content-type', 'text/xml').end(`<Response>${answers[path] ?? ''}</Response>`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  app = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  emulator = await startEmulator({ port: 0, clock, accountSid: ACCOUNT, authToken: TOKEN });
  emulator.network.addNumber({ phoneNumber: NUMBER, voiceUrl: `${app}/in?x=%20y#ct=1000` });
  client = twilio(ACCOUNT, TOKEN);
  client.api.baseUrl = emulator.url;
});

afterAll(async () => {
  await emulator.close();
  await new Promise((resolve) => server.close(resolve));
});

beforeEach(() => {
  seen.length = 0;
  answers = { '/in?x=%20y': '<Gather timeout="60"/>', '/next': `${SAY('hi')}<Gather timeout="60"/>` };
});

const seconds = (count: number): Promise<void> => runFor(emulator.network, clock, count * 1_000, PATIENT);

const post = (path: string, body: unknown): Promise<Response> =>
  fetch(emulator.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('the twilio package', () => {
  test('given a call, when it is fetched, listed, led elsewhere and ended, then all of it works', async () => {
    const leg = emulator.network.phone(CALLER).dial(NUMBER);
    await seconds(5);
    expect(seen).toEqual([
      { path: '/in?x=%20y', valid: true, params: expect.objectContaining({ CallSid: leg.sid }) },
    ]);

    const fetched = await client.calls(leg.sid).fetch();
    expect([fetched.status, fetched.from, fetched.startTime?.getTime()]).toEqual([
      'in-progress',
      CALLER,
      leg.createdAt,
    ]);
    const listed = await client.calls.list({ status: 'in-progress', to: NUMBER });
    expect(listed.map((call) => call.sid)).toEqual([leg.sid]);
    await client.calls(leg.sid).update({ url: `${app}/next`, method: 'POST', fallbackUrl: `${app}/f` });
    await seconds(1);
    expect(leg.tape.segments.map((segment) => segment.kind).slice(-2)).toEqual(['speech', 'silence']);
    const ended = await client.calls(leg.sid).update({ status: 'completed' });
    expect([ended.status, leg.ended]).toEqual(['completed', true]);
  });

  test('given an ended call, when it is led elsewhere, then the package reports 21220', async () => {
    const leg = emulator.network.phone(CALLER).dial(NUMBER);
    emulator.network.phone(CALLER).hangUp();
    await expect(client.calls(leg.sid).update({ url: `${app}/next` })).rejects.toMatchObject({
      status: 400,
      code: 21220,
      moreInfo: 'https://www.twilio.com/docs/errors/21220',
    });
    await expect(client.calls(`CA${'f'.repeat(32)}`).fetch()).rejects.toMatchObject({
      status: 404,
      code: 20404,
    });
  });

  test('given many calls, when listed, then the package walks the pages', async () => {
    const sids: string[] = [];
    for (let i = 0; i < 7; i += 1) sids.push(emulator.network.phone(`+1555100000${i}`).dial(NUMBER).sid);
    await seconds(1);
    const listed = await client.calls.list({ status: 'in-progress', pageSize: 3 });
    expect(listed.map((call) => call.sid)).toEqual(sids.toReversed());
    const recent = await client.calls.list({
      status: 'in-progress',
      startTimeAfter: new Date(clock.now() + 1_000),
    });
    expect(recent).toEqual([]);
    for (const leg of emulator.network.liveLegs) leg.end('completed');
  });

  test('given a created call, when its progress is asked for, then repeated keys arrive', async () => {
    emulator.network.phone('client:anna').onIncoming({ does: 'answer', afterMs: 2_000 });
    const created = await client.calls.create({
      to: 'client:anna',
      from: NUMBER,
      url: `${app}/next`,
      statusCallback: `${app}/status`,
      statusCallbackEvent: ['ringing', 'answered'],
    });
    expect([created.status, created.direction]).toEqual(['queued', 'outbound-api']);
    await seconds(3);
    const told = seen
      .filter((request) => request.path === '/status')
      .map((request) => request.params['CallStatus']);
    expect([told.toSorted(), seen.every((request) => request.valid)]).toEqual([
      ['in-progress', 'ringing'],
      true,
    ]);
    emulator.network.phone('client:anna').hangUp();
  });

  test('given a conference, when the package looks and acts, then it works', async () => {
    answers['/in?x=%20y'] = '<Dial><Conference waitUrl="" beep="false">talk</Conference></Dial>';
    const leg = emulator.network.phone(CALLER).dial(NUMBER);
    await seconds(1);
    const [room] = await client.conferences.list({ friendlyName: 'talk', status: 'init' });
    const participants = await client.conferences(room?.sid ?? '').participants.list();
    expect(participants.map((one) => [one.callSid, one.hold])).toEqual([[leg.sid, false]]);
    const held = await client
      .conferences(room?.sid ?? '')
      .participants(leg.sid)
      .update({ hold: true });
    expect([held.hold, leg.tape.open?.kind]).toEqual([true, 'music']);
    expect(
      await client
        .conferences(room?.sid ?? '')
        .participants(leg.sid)
        .remove(),
    ).toBe(true);
    emulator.network.phone(CALLER).hangUp();
  });

  test('given a number, when it is pointed elsewhere, then calls go there', async () => {
    const [number] = await client.incomingPhoneNumbers.list({ phoneNumber: NUMBER });
    await client.incomingPhoneNumbers(number?.sid ?? '').update({ voiceUrl: `${app}/next` });
    emulator.network.phone(CALLER).dial(NUMBER);
    await seconds(1);
    expect(seen.at(-1)?.path).toBe('/next');
    emulator.network.phone(CALLER).hangUp();
    await client.incomingPhoneNumbers(number?.sid ?? '').update({ voiceUrl: `${app}/in?x=%20y` });
  });

  test('given a wrong token, when asked, then it is 401 and 20003', async () => {
    const other = twilio(ACCOUNT, 'wrong');
    other.api.baseUrl = emulator.url;
    await expect(other.calls.list()).rejects.toMatchObject({ status: 401, code: 20003 });
  });

  test('given a REST API that is away, when asked, then the connection breaks', async () => {
    emulator.network.faults.restAway = true;
    await expect(client.calls.list()).rejects.toMatchObject({ code: expect.stringMatching(/^ECONN/) });
    emulator.network.faults.restAway = false;
  });
});

describe('the other doors', () => {
  test('given a recording, when its media is fetched, then it is a WAV of that length', async () => {
    answers['/in?x=%20y'] = '<Record playBeep="false" action="/next"/>';
    emulator.network.phone(CALLER).dial(NUMBER);
    await seconds(1);
    emulator.network.phone(CALLER).say('two words');
    await seconds(10);
    const { RecordingUrl, RecordingSid } = seen.find((request) => request.path === '/next')?.params ?? {};
    const authorization = `Basic ${Buffer.from(`${ACCOUNT}:${TOKEN}`).toString('base64')}`;
    const media = await fetch(`${RecordingUrl}.wav`, { headers: { authorization } });
    expect(wavDurationMs(Buffer.from(await media.arrayBuffer()).toString('latin1'))).toBe(6_769);
    expect(await client.recordings(RecordingSid ?? '').remove()).toBe(true);
    emulator.network.phone(CALLER).hangUp();
  });

  test('given the control API, when a page dials, presses and hangs up, then a stream tells what was heard', async () => {
    const address = encodeURIComponent(CALLER);
    const stream = await fetch(`${emulator.url}/emulator/phones/${address}/events`);
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
    expect((await post(`/emulator/phones/${address}/dial`, { to: NUMBER, from: 'anonymous' })).status).toBe(
      200,
    );
    await seconds(2);
    expect((await post(`/emulator/phones/${address}/press`, { keys: '5' })).status).toBe(200);
    expect((await post(`/emulator/phones/${address}/hang-up`, {})).status).toBe(200);
    expect((await post(`/emulator/phones/${address}/press`, { keys: '5' })).status).toBe(409);
    let text = '';
    while (!text.includes('"completed"')) text += Buffer.from((await reader.read()).value ?? []).toString();
    await reader.cancel();
    expect(text).toContain('event: segment');
    expect(text).toContain('"key":"5"');
    expect(text).toContain('"from":"anonymous"');
  });

  test('given a form from another site, when posted to the control API, then it is refused', async () => {
    const refused = await fetch(`${emulator.url}/emulator/faults`, {
      method: 'POST',
      body: new URLSearchParams({ a: '1' }),
    });
    expect(refused.status).toBe(415);
    expect((await post('/emulator/faults', { nonsense: 1 })).status).toBe(422);
    expect((await post('/emulator/faults', { mediaFailed: 0 })).status).toBe(200);
  });

  test('given a bin, when fetched over HTTP, then it is there', async () => {
    const bin = emulator.network.addBin('hello', '<Response><!-- {{Name}} --></Response>');
    expect(await (await fetch(`${bin}?Name=A%26B`)).text()).toBe('<Response><!-- A&amp;B --></Response>');
  });
});
