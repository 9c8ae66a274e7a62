import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/http/http.ts';
import { noFaults } from '../../src/emulator/faults.ts';
import { legTokens } from '../../src/twilio/leg-token.ts';
import { restClient, twilioClient, type TwilioCalls } from '../../src/twilio/rest-client.ts';
import { voiceUrls } from '../../src/twilio/voice-urls.ts';
import { held, waiting } from '../contact/given.ts';

const ACCOUNT = 'AC0123456789abcdef0123456789abcdef';
const NUMBER = '+15550100';
const urls = voiceUrls('https://line.example.com', legTokens('a secret of at least thirty-two characters'));
const FALLBACK = 'https://bins.example.com/keep-waiting';
const WAIT = '<Response><Gather timeout="600" numDigits="1"/></Response>';

let emulator: Emulator;
let calls: TwilioCalls;
let callers = 0;

beforeAll(async () => {
  emulator = await startEmulator({ port: 0, accountSid: ACCOUNT, authToken: 'token' });
  emulator.network.addNumber({ phoneNumber: NUMBER, voiceUrl: emulator.network.addBin('wait', WAIT) });
  calls = client('token');
});
afterAll(() => emulator.close());
beforeEach(() => void Object.assign(emulator.network.faults, noFaults()));

function client(token: string, apiBaseUrl = emulator.url): TwilioCalls {
  const twilio = twilioClient({ accountSid: ACCOUNT, authTokens: [token], apiBaseUrl });
  return restClient({ client: twilio, urls, fallbackUrl: FALLBACK, phoneNumber: NUMBER });
}

/** A caller who waits; gives the CallSid. */
async function aCaller(number: string): Promise<string> {
  const leg = emulator.network.phone(number).dial(NUMBER);
  await expect.poll(() => leg.status).toBe('in-progress');
  return leg.sid;
}

const desk = {
  operator: 'anna',
  displayName: 'Anna',
  version: 1,
  queues: ['support'],
  mode: 'auto',
  address: 'client:anna',
  language: 'en',
  intentId: 'intent-1',
  status: 'ringing',
  ringingSince: 0,
  leg: null,
  contact: null,
} as const;

test('a leg is fetched, with the fallback named anew', async () => {
  const sid = await aCaller('+15557650001');
  expect(await calls.summonContact(waiting(), sid, 4, 51_000)).toEqual({ kind: 'done', value: null });
  expect(emulator.network.leg(sid)?.fallback).toEqual({ method: 'POST', url: FALLBACK });
  expect(await calls.isLive(sid)).toEqual({ kind: 'done', value: true });
  emulator.network.phone('+15557650001').hangUp();
  expect(await calls.isLive(sid)).toEqual({ kind: 'done', value: false });
});

test('a call lives until it is over, also in a status that the package does not know', async () => {
  const inStatus = (status: string) =>
    restClient({
      client: { calls: () => ({ fetch: async () => ({ status }) }) } as never,
      urls: {} as never,
      fallbackUrl: FALLBACK,
      phoneNumber: '+15550009999',
    }).isLive('CA1');
  for (const status of ['queued', 'initiated', 'ringing', 'in-progress'])
    expect(await inStatus(status)).toEqual({ kind: 'done', value: true });
  for (const status of ['completed', 'busy', 'failed', 'no-answer', 'canceled'])
    expect(await inStatus(status)).toEqual({ kind: 'done', value: false });
});

test('a call that is over (21220) or unknown (20404) is gone', async () => {
  const sid = await aCaller('+15557650002');
  emulator.network.phone('+15557650002').hangUp();
  expect(await calls.summonContact(held(), sid, 4, 51_000)).toEqual({ kind: 'gone' });
  expect(await calls.summonContact(held(), 'CA00000000000000000000000000000009', 4, 51_000)).toEqual({
    kind: 'gone',
  });
  expect(await calls.isLive('CA00000000000000000000000000000009')).toEqual({ kind: 'gone' });
});

test.each([
  ['429 was never executed', { restThrottled: 1 }, { kind: 'throttled' }],
  ['a 5xx may have been', { restExecutedThenFailed: 1 }, { kind: 'unknown' }],
  ['503 may have been', { restFailed: 1 }, { kind: 'unknown' }],
  ['401 will not help again', { restUnauthorised: 1 }, { kind: 'refused', code: 20003 }],
  ['a connection that breaks may have been', { restAway: true }, { kind: 'unknown' }],
])('%s', async (_, faults, outcome) => {
  const sid = await aCaller(`+1555766${(callers += 1)}000`);
  Object.assign(emulator.network.faults, faults);
  expect(await calls.hangUp(sid)).toEqual(outcome);
  expect(await calls.ringDesk(desk as never)).toEqual(outcome);
});

test('a wrong token is refused', async () => {
  expect(await client('wrong').isLive('CA00000000000000000000000000000009')).toEqual({
    kind: 'refused',
    code: 20003,
  });
});

test('an answer that never comes is unknown after four seconds', async () => {
  const silent: Server = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  const startedAt = performance.now();
  const outcome = await client('token', `http://127.0.0.1:${port}`).hangUp('CA1');
  expect(outcome).toEqual({ kind: 'unknown' });
  expect(performance.now() - startedAt).toBeLessThan(6_000);
  silent.closeAllConnections();
  silent.close();
});

test('a desk is rung with its intent in the URL and nothing personal', async () => {
  emulator.network.phone('client:anna');
  const outcome = await calls.ringDesk(desk as never);
  if (outcome.kind !== 'done') throw new Error(`the desk was not rung: ${outcome.kind}`);
  const leg = emulator.network.leg(outcome.value.callSid);
  expect(leg).toMatchObject({ to: 'client:anna', from: NUMBER });
  const statusUrl = leg?.statusCallback?.url ?? '';
  expect(statusUrl).toBe('https://line.example.com/voice/status?i=intent-1#rc=5&rp=all');
});

test('calls in progress: ours and others’, inbound or not, with their start', async () => {
  const sid = await aCaller('+15557650003');
  const listed = await calls.callsInProgress();
  if (listed.kind !== 'done') throw new Error('the list did not come');
  const mine = listed.value.find(({ callSid }) => callSid === sid);
  expect(mine).toMatchObject({ to: NUMBER, inbound: true });
  expect(Math.abs((mine?.startedAt ?? 0) - Date.now())).toBeLessThan(20_000);
  expect(await calls.legsInConferences()).toEqual({ kind: 'done', value: new Map() });
});

test('of lists without filters, and of times that are left out, what is told counts', async () => {
  const began = 'Sun, 22 Nov 2026 10:00:00 +0000';
  const call = { status: 'in-progress', direction: 'inbound', from: '+15557650004', to: NUMBER };
  const rooms = ['talk-8', 'talk-9'].map((name, i) => ({
    sid: `CF${i}`,
    friendly_name: name,
    status: 'init',
  }));
  const lists: Record<string, object> = {
    'Calls.json': [
      { ...call, sid: 'CA1', start_time: began, date_created: began },
      { ...call, sid: 'CA2', date_created: began },
      { ...call, sid: 'CA3', start_time: '2026-11-22T10:00:00Z', date_created: null },
      { ...call, sid: 'CA4', start_time: null, date_created: '' },
      { ...call, sid: 'CA5', status: 'completed', start_time: began },
    ],
    'Conferences.json': rooms,
    'CF1/Participants.json': [{ call_sid: 'CA1', muted: false, coaching: false }],
  };
  const other = createServer(({ url = '' }, res) => {
    const [name, list] = Object.entries(lists).find(([path]) => url.includes(path)) ?? ['', []];
    const key = name.replace(/^.*\//, '').replace('.json', '').toLowerCase();
    res.end(JSON.stringify({ [key]: list, next_page_uri: null }));
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const there = client('token', `http://127.0.0.1:${(other.address() as AddressInfo).port}`);
  const listed = await there.callsInProgress();
  const startedAt = listed.kind === 'done' && listed.value.map(({ callSid, startedAt: at }) => [callSid, at]);
  expect(startedAt).toEqual([
    ['CA1', Date.parse(began)],
    ['CA2', Date.parse(began)],
    ['CA3', Date.parse(began)],
    ['CA4', Infinity],
  ]);
  const legs = await there.legsInTalk('talk-9');
  expect(legs.kind === 'done' && [...legs.value.keys()]).toEqual(['CA1']);
  other.closeAllConnections();
  other.close();
});

test('a supervisor in a talk is muted, coaches, is heard: never by the caller on the way to a whisper', async () => {
  const room = (more: string) =>
    `<Response><Dial><Conference waitUrl="" beep="false" ${more}>talk-9</Conference></Dial></Response>`;
  const { network } = emulator;
  const join = async (name: string, more: string) => {
    network.addNumber({ phoneNumber: `+1555020${name}`, voiceUrl: network.addBin(name, room(more)) });
    const leg = network.phone(`+1555765${name}`).dial(`+1555020${name}`);
    await expect.poll(() => leg.tape.open?.kind).not.toBe('ringing');
    return leg;
  };
  const caller = await join('7001', '');
  const operator = await join('7002', '');
  const boss = await join('7003', 'startConferenceOnEnter="false" muted="true"');
  await expect.poll(() => boss.tape.open?.with).toEqual([caller.sid, operator.sid]);
  const listener = { kind: 'listen-in', talk: 'talk-9', coach: operator.sid } as const;
  const heardAs = async () => {
    const legs = await calls.legsInTalk('talk-9');
    return legs.kind === 'done' ? legs.value.get(boss.sid) : legs;
  };
  const heard: (string[] | undefined)[] = [];
  network.onTape((sid, segment) => void (sid === caller.sid && heard.push(segment.with)));
  for (const [mode, as] of [
    ['whisper', { muted: false, coaches: operator.sid }],
    ['barge', { muted: false, coaches: null }],
    ['whisper', { muted: false, coaches: operator.sid }],
    ['listen', { muted: true, coaches: null }],
  ] as const) {
    expect(await calls.setListener(boss.sid, { ...listener, mode })).toEqual({ kind: 'done', value: null });
    expect(await heardAs()).toEqual(as);
  }
  // Heard once, while it was asked for.
  expect(heard.filter((sids) => sids?.includes(boss.sid)).length).toBeLessThanOrEqual(2);
  network.phone('+15557657003').hangUp();
  expect(await calls.setListener(boss.sid, { ...listener, mode: 'barge' })).toEqual({ kind: 'gone' });
  expect(await calls.setListener(boss.sid, { ...listener, talk: 'talk-8', mode: 'barge' })).toEqual({
    kind: 'gone',
  });
});
