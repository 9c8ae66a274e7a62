// Webhooks, as documented: standard parameters on every request; CallStatus ringing on the first, in-progress later;
// X-Twilio-Signature over URL and parameters, never the fragment; 15 s in all; the fragment #ct= &rt= &tt= &rc= &rp=
// (default one retry, after connect failures only); the same I-Twilio-Idempotency-Token on retries; then
// VoiceFallbackUrl with ErrorCode and ErrorUrl, then the application error and the end of the call.
import { describe, expect, test } from 'vitest';
import twilio from 'twilio';
import type { WebhookResponse } from '../../src/emulator/webhook.ts';
import { ACCOUNT, call, CALLER, callOut, createLine, heard, HOST, NUMBER, SAY, twiml } from './line.ts';

const BROKEN = (): Promise<WebhookResponse> => Promise.reject(new Error('connection refused'));
const NEVER = (): Promise<WebhookResponse> => new Promise(() => undefined);
const ERROR_SPEECH = 'application-error';

const answer = (type: string | null, body: string): WebhookResponse => ({
  status: 200,
  headers: type === null ? {} : { 'content-type': type },
  body,
});

describe('what is sent', () => {
  test('given an inbound call, when its documents are requested, then they carry the standard parameters', async () => {
    const line = createLine({ '/in': '<Redirect>/two</Redirect>', '/two': '<Pause length="5"/>' });
    const leg = line.network.phone(CALLER).dial(NUMBER, { forwardedFrom: '+15550009999', callerName: 'JO' });
    await line.settle();
    expect(line.requests[0]?.params).toEqual({
      CallSid: leg.sid,
      AccountSid: ACCOUNT,
      From: CALLER,
      To: NUMBER,
      Caller: CALLER,
      Called: NUMBER,
      ApiVersion: '2010-04-01',
      Direction: 'inbound',
      ForwardedFrom: '+15550009999',
      CallerName: 'JO',
      CallStatus: 'ringing',
    });
    expect(line.requests[1]?.params['CallStatus']).toBe('in-progress');
  });

  test('given a URL with query and fragment, when requested, then the fragment is neither sent nor signed', async () => {
    const line = createLine({ '/in': `<Redirect>${HOST}/two?a=1&amp;b=%20x#ct=1000&amp;rt=2500</Redirect>` });
    await call(line);
    const request = line.requests[1];
    expect(request?.url).toBe(`${HOST}/two?a=1&b=%20x`);
    const signature = request?.headers['x-twilio-signature'] ?? '';
    expect(twilio.validateRequest('token', signature, request?.url ?? '', request?.params ?? {})).toBe(true);
    expect(twilio.validateRequest('other', signature, request?.url ?? '', request?.params ?? {})).toBe(false);
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual(request?.params);
  });

  test('given a cookie, when the next document is requested, then it comes back', async () => {
    const first = twiml('<Redirect>/two</Redirect>');
    first.headers['set-cookie'] = 'step=1; Path=/, who=a; HttpOnly';
    const line = createLine({ '/in': first, '/two': '<Pause/>' });
    await call(line);
    expect(line.requests.map((request) => request.headers['cookie'])).toEqual([undefined, 'step=1; who=a']);
  });
});

describe('answers that are no TwiML', () => {
  test('given plain text, when received, then it is spoken and the call ends', async () => {
    const line = createLine({ '/in': answer('text/plain', 'Hello there') });
    const leg = await call(line);
    await line.seconds(5);
    expect([heard(leg), leg.status]).toEqual([['speech 0-0.8 Hello there'], 'completed']);
  });

  test('given TwiML as plain text, when received, then it is run', async () => {
    const line = createLine({ '/in': answer('text/plain', `<Response>${SAY('hi')}</Response>`) });
    const leg = await call(line);
    expect(heard(leg)).toEqual(['speech 0- hi']);
  });

  test.each([
    ['no content type', answer(null, '<Response/>'), 12300],
    ['JSON', answer('application/json', '{}'), 12300],
    ['an empty body', answer('text/xml', ''), 12100],
    ['65 kB', answer('text/xml', `<Response><!--${'x'.repeat(65 * 1_024)}--></Response>`), 11750],
    ['an unknown verb', answer('text/xml', '<Response><Sing/></Response>'), 12200],
    ['an error status', { status: 500, headers: {}, body: '' }, 11200],
  ])('given %s, when received, then the fallback is told the code', async (_what, response, code) => {
    const line = createLine({ '/in': response, '/fallback': '<Pause length="9"/>' });
    line.network.addNumber({
      phoneNumber: NUMBER,
      voiceUrl: `${HOST}/in#rc=0`,
      voiceFallbackUrl: `${HOST}/fallback`,
    });
    const leg = await call(line);
    expect(line.requests[1]?.params).toMatchObject({
      ErrorCode: String(code),
      ErrorUrl: `${HOST}/in`,
      CallSid: leg.sid,
    });
    expect(line.network.problems.map((problem) => problem.code)).toEqual([code]);
  });

  test('given an unknown attribute and a network that is not strict, when received, then it is only noted', async () => {
    const line = createLine({ '/in': '<Pause length="3" volume="2"/>' }, { strict: false });
    const leg = await call(line);
    expect([leg.ended, line.network.problems[0]?.level]).toEqual([false, 'warning']);
  });
});

describe('failures', () => {
  test('given a connection that fails, when nothing is said of retries, then it is tried twice with one token', async () => {
    const line = createLine({ '/in': BROKEN });
    const leg = await call(line);
    await line.seconds(30);
    expect(line.paths()).toEqual(['/in', '/in']);
    expect(new Set(line.requests.map((request) => request.headers['i-twilio-idempotency-token'])).size).toBe(
      1,
    );
    expect(heard(leg)).toEqual([`${ERROR_SPEECH} 0-2.3 An application error has occurred. Goodbye.`]);
    expect(leg.status).toBe('completed');
  });

  test('given #rp=5xx&rc=2, when the server fails twice, then the third answer is used', async () => {
    let tries = 0;
    const failing = (): WebhookResponse => {
      tries += 1;
      return tries < 3 ? { status: 503, headers: {}, body: '' } : twiml(SAY('hello'));
    };
    const line = createLine({ '/in': failing });
    line.network.addNumber({ phoneNumber: NUMBER, voiceUrl: `${HOST}/in#rp=5xx&rc=2` });
    const leg = await call(line);
    await line.settle();
    expect([tries, heard(leg)]).toEqual([3, ['speech 0- hello']]);
  });

  test('given no answer and #rt=2500&tt=5000&rc=1&rp=all, when time passes, then the fallback comes after five seconds', async () => {
    const line = createLine({ '/in': NEVER, '/fallback': SAY('alive') });
    line.network.addNumber({
      phoneNumber: NUMBER,
      voiceUrl: `${HOST}/in#ct=1000&rt=2500&tt=5000&rc=1&rp=all`,
      voiceFallbackUrl: `${HOST}/fallback`,
    });
    const leg = await call(line);
    await line.seconds(8);
    expect(heard(leg)).toEqual(['ringing 0-5', 'speech 5-5.4 alive']);
    expect(line.requests[2]?.params).toMatchObject({ ErrorCode: '11205', ErrorUrl: `${HOST}/in` });
  });

  test('given no answer and no fragment, when time passes, then it is over after fifteen seconds without a retry', async () => {
    const line = createLine({ '/in': NEVER });
    const leg = await call(line);
    await line.seconds(20);
    expect(line.paths()).toEqual(['/in']);
    expect(heard(leg)[0]).toBe('ringing 0-15');
  });

  test('given a fallback document that leads back to a dead server, when that fails too, then the fallback speaks again', async () => {
    const line = createLine({ '/in': BROKEN });
    const bin = line.network.addBin(
      'alive',
      `${'<Response>'}${SAY('alive')}<Redirect>${HOST}/in</Redirect></Response>`,
    );
    line.network.addNumber({ phoneNumber: NUMBER, voiceUrl: `${HOST}/in`, voiceFallbackUrl: bin });
    const leg = await call(line);
    await line.seconds(1);
    expect(heard(leg)).toEqual(['speech 0-0.4 alive', 'speech 0.4-0.8 alive', 'speech 0.8- alive']);
  });

  test('given a redirect loop in which no time passes, when it runs, then it ends with an application error', async () => {
    const line = createLine({ '/in': '<Redirect>/in</Redirect>' });
    const leg = await call(line);
    await line.seconds(5);
    expect(heard(leg).at(-1)).toContain(ERROR_SPEECH);
  });

  test('given a file that cannot be fetched, when it is to be played, then the fallback gets its URL', async () => {
    const line = createLine({ '/in': `${SAY('one')}<Play>/gone.wav</Play>`, '/fallback': '<Pause/>' });
    line.network.addNumber({
      phoneNumber: NUMBER,
      voiceUrl: `${HOST}/in`,
      voiceFallbackUrl: `${HOST}/fallback`,
    });
    await call(line);
    await line.seconds(1);
    expect(line.requests.at(-1)?.params).toMatchObject({ ErrorCode: '11200', ErrorUrl: `${HOST}/gone.wav` });
  });
});

describe('HTTP redirects', () => {
  test('given a 302 on a Gather action, when followed, then Digits are lost', async () => {
    const line = createLine({
      '/in': '<Gather numDigits="1" action="/k"/>',
      '/k': { status: 302, headers: { location: '/moved?x=1' }, body: '' },
      '/moved': '<Pause length="9"/>',
    });
    await call(line);
    line.network.phone(CALLER).press('1');
    await line.settle();
    const moved = new URL(line.requests[2]?.url ?? '');
    expect([moved.pathname, moved.searchParams.get('CallStatus'), moved.searchParams.get('Digits')]).toEqual([
      '/moved',
      'in-progress',
      null,
    ]);
  });

  test('given an endless chain, when followed, then it is 11215 after ten', async () => {
    const line = createLine({ '/in': { status: 302, headers: { location: '/in' }, body: '' } });
    await call(line);
    await line.settle();
    expect([line.requests.length, line.network.problems[0]?.code]).toEqual([11, 11215]);
  });
});

describe('bins', () => {
  test('given a partition, when the server cannot be reached, then the bin speaks and carries the failed URL along', async () => {
    const line = createLine({ '/in': '<Pause/>' });
    const bin = line.network.addBin(
      'alive',
      '<Response><Gather timeout="20"/><Redirect>https://bins.example/again?u={{#e}}{{ErrorUrl}}{{/e}}</Redirect></Response>',
    );
    line.network.addBin('again', `<Response>${SAY('{{u}}')}</Response>`);
    line.network.addNumber({ phoneNumber: NUMBER, voiceUrl: `${HOST}/in?a=1&b=2`, voiceFallbackUrl: bin });
    line.network.faults.partition = 'refused';
    const leg = await call(line);
    await line.seconds(21);
    expect(line.requests).toEqual([]);
    expect(heard(leg)).toEqual(['silence 0-20', `speech 20-20.4 ${HOST}/in?a=1&b=2`]);
  });

  test('given a call created by REST, when its FallbackUrl is a bin, then it is used with that call', async () => {
    const line = createLine({ '/out': BROKEN });
    const fallbackUrl = line.network.addBin('x', `<Response>${SAY('{{ErrorCode}}')}</Response>`);
    line.network.phone('client:anna').onIncoming({ does: 'answer', afterMs: 0 });
    const url = `${HOST}/out`;
    const { sid } = await line.network.rest.createCall({ to: 'client:anna', from: NUMBER, url, fallbackUrl });
    await line.seconds(0.1);
    expect(line.network.tape(sid).at(-1)?.text).toBe('11205');
  });

  test('given a call created by REST without FallbackUrl, when its document fails, then the application error is heard', async () => {
    const line = createLine({ '/out': BROKEN });
    const leg = await callOut(line, 'client:anna', `${HOST}/out`);
    await line.seconds(0.1);
    expect(heard(leg).at(-1)).toContain(ERROR_SPEECH);
  });
});
