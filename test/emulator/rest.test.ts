// REST, as documented: update interrupts at once (Url XOR Twiml); 21220 where the call is not in progress; 20404 for an
// unknown sid; Twiml of at most 4,000 characters (32018); 429/20429 never executed; 5xx may have been executed.
import { describe, expect, test } from 'vitest';
import {
  call,
  CALLER,
  callOut,
  createLine,
  heard,
  HOST,
  type Line,
  NUMBER,
  refusal,
  SAY,
  twiml,
} from './line.ts';

/** A line with one call in progress and one that has ended. */
async function twoCalls(): Promise<{ line: Line; sid: string; ended: string }> {
  const line = createLine({ '/in': '<Gather timeout="600"/>' });
  const ended = (await call(line)).sid;
  line.network.phone(CALLER).hangUp();
  return { line, sid: (await call(line)).sid, ended };
}

describe('update', () => {
  test('given words under way, when the call is led elsewhere, then they are cut and the new document controls', async () => {
    const line = createLine({ '/in': SAY('one two three four'), '/next': SAY('here I am') });
    const leg = await call(line);
    await line.seconds(0.5);
    await line.network.rest.updateCall(leg.sid, { url: `${HOST}/next`, method: 'POST' });
    await line.seconds(5);
    expect(heard(leg)).toEqual(['speech 0-0.5 one two three four (cut)', 'speech 0.5-1.7 here I am']);
  });

  test('given a Gather with keys, when led elsewhere, then its action is dropped', async () => {
    const line = createLine({ '/in': '<Gather action="/k"/>', '/next': '<Pause length="9"/>' });
    const leg = await call(line);
    line.network.phone(CALLER).press('1');
    await line.network.rest.updateCall(leg.sid, { url: `${HOST}/next` });
    await line.settle();
    expect(line.paths()).toEqual(['/in', '/next']);
  });

  test('given gatherActionOnRedirect in-flight, when led elsewhere, then the action comes too and leads nowhere', async () => {
    const script = { '/in': '<Gather action="/k"/>', '/k': SAY('wrong'), '/next': SAY('right') };
    const line = createLine(script, { gatherActionOnRedirect: 'in-flight' });
    const leg = await call(line);
    line.network.phone(CALLER).press('1');
    await line.network.rest.updateCall(leg.sid, { url: `${HOST}/next` });
    await line.settle();
    expect(line.paths().toSorted()).toEqual(['/in', '/k', '/next']);
    expect(heard(leg).at(-1)).toBe('speech 0- right');
  });

  test('given a Gather action in flight, when the call is led elsewhere, then the late answer is discarded', async () => {
    let answer: (() => void) | null = null;
    const line = createLine({
      '/in': '<Gather numDigits="1" action="/k"/>',
      '/k': () => new Promise((resolve) => (answer = () => resolve(twiml(SAY('late'))))),
      '/next': `${SAY('new')}<Pause length="20"/>`,
    });
    const leg = await call(line);
    line.network.phone(CALLER).press('1');
    await line.seconds(1);
    await line.network.rest.updateCall(leg.sid, { url: `${HOST}/next` });
    await line.seconds(1);
    (answer as (() => void) | null)?.();
    await line.seconds(5);
    expect(heard(leg)).toEqual(
      ['silence 0-0', 'silence 0-1', 'speech 1-1.4 new', 'silence 1.4-'].slice(-heard(leg).length),
    );
    expect(heard(leg).join()).not.toContain('late');
  });

  test('given TwiML, when led to it, then it is run; a relative URL in it is an error', async () => {
    const line = createLine({ '/in': '<Pause length="60"/>' });
    line.network.addNumber({ phoneNumber: NUMBER, voiceUrl: `${HOST}/in` });
    const leg = await callOut(line, 'client:anna', `${HOST}/in`);
    await line.network.rest.updateCall(leg.sid, {
      twiml: `<Response>${SAY('direct')}<Pause length="9"/></Response>`,
    });
    expect(heard(leg).at(-1)).toBe('speech 0- direct');
    await line.network.rest.updateCall(leg.sid, { twiml: '<Response><Gather action="/k"/></Response>' });
    expect(line.network.problems.at(-1)?.code).toBe(11100);
  });

  test('given a FallbackUrl, when the new document fails, then the latest one is used', async () => {
    const line = createLine({
      '/in': `${SAY('hi')}<Pause length="60"/>`,
      '/f1': SAY('first'),
      '/f2': SAY('second'),
    });
    const leg = await call(line);
    await line.network.rest.updateCall(leg.sid, { fallbackUrl: `${HOST}/f1` });
    await line.network.rest.updateCall(leg.sid, { url: `${HOST}/gone`, fallbackUrl: `${HOST}/f2` });
    await line.settle();
    expect(line.paths().slice(-2)).toEqual(['/gone', '/f2']);
  });

  test('given Status completed, when sent, then the call ends', async () => {
    const line = createLine({ '/in': '<Gather timeout="60"/>' });
    const leg = await call(line);
    const updated = await line.network.rest.updateCall(leg.sid, { status: 'completed' });
    expect([updated.status, leg.ended]).toEqual(['completed', true]);
  });
});

describe('refusals', () => {
  const url = `${HOST}/next`;

  test('given bad requests, when sent, then each has Twilio’s code', async () => {
    const { line: made, sid, ended } = await twoCalls();
    const { rest } = made.network;
    const to = 'client:anna';
    expect(await refusal(rest.updateCall(ended, { url }))).toEqual([400, 21220]);
    expect(await refusal(rest.updateCall(ended, { status: 'completed' }))).toEqual([400, 21220]);
    expect(await refusal(rest.updateCall(sid, { status: 'canceled' }))).toEqual([400, 21220]);
    expect(await refusal(rest.updateCall(`CA${'9'.repeat(32)}`, { url }))).toEqual([404, 20404]);
    expect(await refusal(rest.updateCall(sid, { url, twiml: '<Response/>' }))).toEqual([400, 20001]);
    expect(
      await refusal(rest.updateCall(sid, { twiml: `<Response>${' '.repeat(4_000)}</Response>` })),
    ).toEqual([400, 32018]);
    expect(await refusal(rest.updateCall(sid, { uRL: url }))).toEqual([400, 20001]);
    expect(await refusal(rest.updateCall(sid, { status: 'busy' }))).toEqual([400, 20001]);
    expect(await refusal(rest.updateCall(sid, { url: '/next' }))).toEqual([400, 21205]);
    expect(await refusal(rest.createCall({ from: NUMBER, url }))).toEqual([400, 21201]);
    expect(await refusal(rest.createCall({ to: '911', from: NUMBER, url }))).toEqual([400, 21211]);
    expect(await refusal(rest.createCall({ to, url }))).toEqual([400, 21213]);
    expect(await refusal(rest.createCall({ to, from: 'me', url }))).toEqual([400, 21212]);
    expect(await refusal(rest.createCall({ to, from: '+15550007777', url }))).toEqual([400, 21210]);
    expect(await refusal(rest.createCall({ to, from: NUMBER }))).toEqual([400, 21205]);
    expect(await refusal(rest.createCall({ to, from: NUMBER, url, timeout: 700 }))).toEqual([400, 20001]);
    const statusCallback = 'https://my_host.example/s';
    expect(await refusal(rest.createCall({ to, from: NUMBER, url, statusCallback }))).toEqual([400, 21609]);
  });

  test('given a call that still rings, when it is led elsewhere, then it is 21220', async () => {
    const made = createLine({ '/in': '<Pause length="60"/>' });
    const leg = await call(made);
    expect(await refusal(made.network.rest.updateCall(leg.sid, { url }))).toEqual([400, 21220]);
  });
});
