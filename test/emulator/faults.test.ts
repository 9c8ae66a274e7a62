// Faults: 429 is never executed; a 5xx or a broken connection may have been; webhooks come twice, late, not at all.
import { describe, expect, test } from 'vitest';
import { call, CALLER, createLine, heard, HOST, NUMBER, refusal, SAY } from './line.ts';

describe('faults', () => {
  test('given throttling, when a call is updated, then it is 429 and nothing happened', async () => {
    const line = createLine({ '/in': '<Gather timeout="60"/>' });
    const leg = await call(line);
    line.network.faults.restThrottled = 1;
    expect(await refusal(line.network.rest.updateCall(leg.sid, { status: 'completed' }))).toEqual([
      429, 20429,
    ]);
    expect(leg.ended).toBe(false);
  });

  test('given executed-then-failed, when a call is updated, then it is 500 and it happened', async () => {
    const line = createLine({ '/in': '<Gather timeout="60"/>' });
    const leg = await call(line);
    line.network.faults.restExecutedThenFailed = 1;
    expect(await refusal(line.network.rest.updateCall(leg.sid, { status: 'completed' }))).toEqual([
      500, 20500,
    ]);
    expect(leg.ended).toBe(true);
  });

  test('given executed-then-hung, when a call is updated, then the connection breaks much later', async () => {
    const line = createLine({ '/in': '<Gather timeout="60"/>' });
    const leg = await call(line);
    line.network.faults.restExecutedThenHung = 1;
    const refused = refusal(line.network.rest.updateCall(leg.sid, { status: 'completed' }));
    await line.seconds(30);
    expect([await refused, leg.ended]).toEqual(['ECONNABORTED', true]);
  });

  test('given duplicated webhooks, when a key is pressed, then the action arrives more than once', async () => {
    const line = createLine({ '/in': '<Gather numDigits="1" action="/k"/>', '/k': '<Pause length="9"/>' });
    await call(line);
    line.network.faults.webhookDuplicated = 1;
    line.network.phone(CALLER).press('1');
    await line.seconds(3);
    const copies = line.requests.filter((request) => request.url.endsWith('/k'));
    expect(copies.length).toBeGreaterThan(1);
    expect(new Set(copies.map((request) => request.headers['i-twilio-idempotency-token'])).size).toBe(1);
  });

  test('given a lost reply, when a document is requested, then the server ran it and the call goes to the fallback', async () => {
    const line = createLine({ '/in': SAY('hi') });
    line.network.faults.webhookReplyLost = 1;
    const leg = await call(line);
    await line.seconds(16);
    expect([line.paths(), heard(leg)[0]]).toEqual([['/in'], 'ringing 0-15']);
  });

  test('given a silent partition, when a document is requested, then the connect time runs out twice', async () => {
    const line = createLine({ '/in': SAY('hi') }, { faults: { partition: 'silent' } });
    const leg = await call(line);
    await line.seconds(20);
    expect([line.paths(), heard(leg)[0]]).toEqual([[], 'ringing 0-10']);
  });

  test('given dropped status callbacks, when a call ends, then nothing is told', async () => {
    const line = createLine({ '/in': '<Hangup/>', '/status': '' }, { faults: { statusDropped: 1 } });
    line.network.addNumber({ phoneNumber: NUMBER, voiceUrl: `${HOST}/in`, statusCallback: `${HOST}/status` });
    await call(line);
    await line.seconds(5);
    expect(line.paths()).toEqual(['/in']);
  });
});
