// REST, as documented: update interrupts at once (Url XOR Twiml); 21220 where the call is not in progress; 20404 for an
// unknown sid; Twiml of at most 4,000 characters (32018); 429/20429 never executed; 5xx may have been executed.
import { describe, expect, test } from 'vitest';
import { RestError } from '../../src/emulator/rest/rest-error.ts';
import { call, CALLER, callOut, createLine, heard, HOST, type Line, NUMBER, SAY, twiml } from './line.ts';

async function refusal(promise: Promise<unknown>): Promise<[number, number] | string> {
  try {
    await promise;
  } catch (error) {
    return error instanceof RestError
      ? [error.status, error.code]
      : String((error as { code?: string }).code);
  }
  return 'done';
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
  async function line(): Promise<{ line: Line; sid: string; ended: string }> {
    const made = createLine({ '/in': '<Gather timeout="600"/>' });
    const ended = (await call(made)).sid;
    made.network.phone(CALLER).hangUp();
    return { line: made, sid: (await call(made)).sid, ended };
  }
  const url = `${HOST}/next`;

  test('given bad requests, when sent, then each has Twilio’s code', async () => {
    const { line: made, sid, ended } = await line();
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
      .map(({ params: told }) => told);
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
