// Calls created by REST: To and From required, Timeout 60 s (and 5), one a second where the account says so; status
// callbacks for initiated ringing answered completed with SequenceNumber; canceled while queued: none.
import { describe, expect, test } from 'vitest';
import { createLine, heard, HOST, NUMBER, SAY } from './line.ts';

describe('created calls', () => {
  const out = { '/out': `${SAY('hello')}<Pause length="30"/>`, '/status': '' };
  const params = { to: 'client:anna', from: NUMBER, url: `${HOST}/out` };
  const statusCallback = `${HOST}/status`;
  const statusCallbackEvent = ['initiated', 'ringing', 'answered', 'completed'];

  test('given a phone that answers, when called, then the progress is told and the document runs', async () => {
    const line = createLine(out);
    line.network.phone('client:anna').onIncoming({ does: 'answer', afterMs: 3_000 });
    const created = await line.network.rest.createCall({ ...params, statusCallback, statusCallbackEvent });
    expect(created.status).toBe('queued');
    await line.seconds(5);
    line.network.phone('client:anna').hangUp();
    await line.settle();
    const told = line.requests
      .filter((request) => request.url === statusCallback)
      .map((request) => request.params);
    expect(told.map((one) => [one['CallStatus'], one['SequenceNumber']])).toEqual([
      ['initiated', '0'],
      ['ringing', '1'],
      ['in-progress', '2'],
      ['completed', '3'],
    ]);
    const leg = line.network.leg(created.sid);
    expect(leg && heard(leg)).toEqual(['ringing 0-3', 'speech 3-3.4 hello', 'silence 3.4-5']);
    expect(line.requests.find((request) => request.url === params.url)?.params).toMatchObject({
      CallStatus: 'in-progress',
      Direction: 'outbound-api',
    });
  });

  test.each([
    [{ does: 'busy' }, 'busy', '486'],
    [{ does: 'no-answer' }, 'no-answer', '487'],
    [{ does: 'reject', afterMs: 2_000 }, 'busy', '603'],
  ] as const)(
    'given a phone that is %j, when called, then the call ends as %s',
    async (behaviour, status, sip) => {
      const line = createLine(out);
      line.network.phone('client:anna').onIncoming(behaviour);
      const { sid } = await line.network.rest.createCall({ ...params, timeout: 20, statusCallback });
      await line.seconds(30);
      expect(line.network.leg(sid)?.status).toBe(status);
      expect(line.requests.map((request) => request.params['SipResponseCode'])).toEqual([sip]);
    },
  );

  test('given a number that nobody has, when called, then it fails', async () => {
    const line = createLine(out);
    const { sid } = await line.network.rest.createCall({ ...params, to: '+15553334444' });
    await line.seconds(10);
    expect(line.network.leg(sid)?.status).toBe('failed');
  });

  test('given a withheld caller’s placeholder, when called, then it is a problem', async () => {
    const line = createLine(out);
    await line.network.rest.createCall({ ...params, to: '+266696687' });
    expect(line.network.problems.map((problem) => problem.code)).toEqual([21211]);
  });

  test('given voicemail, when called, then it speaks, presses nothing and hangs up', async () => {
    const line = createLine({
      '/out': '<Gather input="dtmf speech" timeout="20" action="/k"/>',
      '/k': '<Pause length="99"/>',
    });
    line.network.phone('client:anna').onIncoming({ does: 'voicemail', afterMs: 4_000, listensMs: 30_000 });
    const { sid } = await line.network.rest.createCall({ ...params, machineDetection: 'Enable' });
    await line.seconds(60);
    expect(line.requests[0]?.params['AnsweredBy']).toBe('machine_start');
    expect(line.requests[1]?.params['SpeechResult']).toContain('leave a message');
    expect(line.network.leg(sid)?.ended).toBe(true);
  });

  test('given a TimeLimit, when it has passed, then the call ends; an update makes it longer', async () => {
    const line = createLine({ '/out': '<Gather timeout="600"/>' });
    line.network.phone('client:anna').onIncoming({ does: 'answer', afterMs: 0 });
    const { sid } = await line.network.rest.createCall({ ...params, timeLimit: 60 });
    await line.seconds(59);
    await line.network.rest.updateCall(sid, { timeLimit: 90 });
    await line.seconds(30);
    expect(line.network.leg(sid)?.ended).toBe(false);
    await line.seconds(1);
    expect(line.network.leg(sid)?.status).toBe('completed');
  });

  test('given one call a second, when three are created, then they start a second apart', async () => {
    const line = createLine(out, { callsPerSecond: 1 });
    const started: number[] = [];
    for (const name of ['a', 'b', 'c']) {
      line.network.phone(`client:${name}`).onIncoming(() => {
        started.push(line.clock.now());
        return { does: 'no-answer' };
      });
      await line.network.rest.createCall({ ...params, to: `client:${name}` });
    }
    const queued = await line.network.rest.listCalls({ status: 'queued' });
    await line.seconds(5);
    expect([queued.length, started.map((at) => at - (started[0] ?? 0))]).toEqual([3, [0, 1_000, 2_000]]);
  });

  test('given a call that is queued, when canceled, then nothing is told', async () => {
    const line = createLine(out);
    const { sid } = await line.network.rest.createCall({ ...params, statusCallback });
    const canceled = await line.network.rest.updateCall(sid, { status: 'canceled' });
    await line.seconds(5);
    expect([canceled.status, line.requests]).toEqual(['canceled', []]);
  });
});
