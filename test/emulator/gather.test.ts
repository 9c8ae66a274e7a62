// <Gather>, as documented: nests Say, Play, Pause; action = current document, method POST, input dtmf, timeout 5 s,
// finishOnKey # ('' = none), actionOnEmptyResult false. Keys count "at any time"; the first stops the speech. The
// timeout begins when the nested verbs have ended, or at the first key. No input: the next verb.
import twilio from 'twilio';
import { describe, expect, test } from 'vitest';
import { call, CALLER, createLine, heard, HOST, SAY, wav } from './line.ts';

const THREE_WORDS = SAY('one two three');

describe('nobody presses anything', () => {
  test('given nested words, when they have ended, then the timeout begins and the next verb follows', async () => {
    const line = createLine({ '/in': `<Gather timeout="4">${THREE_WORDS}</Gather>${SAY('after')}` });
    const leg = await call(line);
    await line.seconds(20);
    expect(heard(leg)).toEqual(['speech 0-1.2 one two three', 'silence 1.2-5.2', 'speech 5.2-5.5 after']);
    expect(line.paths()).toEqual(['/in']);
  });

  test('given no timeout, when nothing comes, then it is five seconds', async () => {
    const line = createLine({ '/in': `<Gather/>${SAY('after')}` });
    const leg = await call(line);
    await line.seconds(20);
    expect(heard(leg)).toEqual(['silence 0-5', 'speech 5-5.4 after']);
  });

  test('given actionOnEmptyResult, when nothing comes, then the action is requested without Digits', async () => {
    const line = createLine({ '/in': '<Gather actionOnEmptyResult="true" action="/k"/>', '/k': '<Hangup/>' });
    await call(line);
    await line.seconds(5);
    expect(line.paths()).toEqual(['/in', '/k']);
    expect(line.requests[1]?.params).not.toHaveProperty('Digits');
  });

  test('given two silent Gathers, when they follow each other, then the silence is one', async () => {
    const line = createLine({ '/in': '<Gather timeout="10"/><Gather timeout="20"/>' });
    const leg = await call(line);
    await line.seconds(60);
    expect(heard(leg)).toEqual(['silence 0-30']);
  });
});

describe('keys', () => {
  test('given numDigits 1, when a key is pressed during the words, then they are cut and the action is requested at once', async () => {
    const line = createLine({
      '/in': `<Gather numDigits="1" finishOnKey="" action="/k">${THREE_WORDS}</Gather>`,
      '/k': ({ params }) => SAY(`got ${params['Digits']}`),
    });
    const leg = await call(line);
    await line.seconds(0.5);
    line.network.phone(CALLER).press('5');
    await line.seconds(5);
    expect(heard(leg)).toEqual(['speech 0-0.5 one two three (cut)', 'speech 0.5-1.3 got 5']);
    expect(line.requests[1]).toMatchObject({ method: 'POST', url: `${HOST}/k` });
    expect(line.requests[1]?.params).toMatchObject({ Digits: '5', CallStatus: 'in-progress' });
  });

  test('given several digits, when # is pressed, then it ends them and is not among them', async () => {
    const line = createLine({ '/in': '<Gather action="/k"/>', '/k': '<Hangup/>' });
    await call(line);
    line.network.phone(CALLER).press('12#');
    await line.seconds(1);
    expect(line.requests[1]?.params).toMatchObject({ Digits: '12', FinishedOnKey: '#' });
  });

  test('given several digits, when no further one comes, then the timeout counts from the last', async () => {
    const line = createLine({ '/in': '<Gather action="/k" timeout="3"/>', '/k': '<Hangup/>' });
    await call(line);
    await line.seconds(2);
    line.network.phone(CALLER).press('1');
    await line.seconds(2);
    line.network.phone(CALLER).press('2');
    await line.seconds(2.9);
    expect(line.paths()).toEqual(['/in']);
    await line.seconds(0.2);
    expect(line.requests[1]?.params).toMatchObject({ Digits: '12' });
  });

  test('given finishOnKey first and no digits, when pressed, then it counts as no input', async () => {
    const line = createLine({ '/in': `<Gather action="/k"/>${SAY('after')}` });
    const leg = await call(line);
    line.network.phone(CALLER).press('#');
    await line.seconds(2);
    expect(line.paths()).toEqual(['/in']);
    expect(heard(leg)).toEqual(['silence 0-0', 'speech 0-0.4 after']);
  });

  test('given an empty finishOnKey, when # is pressed, then it is a digit', async () => {
    const line = createLine({
      '/in': '<Gather action="/k" numDigits="1" finishOnKey=""/>',
      '/k': '<Hangup/>',
    });
    await call(line);
    line.network.phone(CALLER).press('#');
    await line.seconds(1);
    expect(line.requests[1]?.params).toMatchObject({ Digits: '#' });
  });

  test('given no Gather, when a key is pressed, then it is lost', async () => {
    const line = createLine({ '/in': `${THREE_WORDS}<Gather action="/k" numDigits="1" timeout="2"/>` });
    const leg = await call(line);
    line.network.phone(CALLER).press('5');
    await line.seconds(10);
    expect(line.paths()).toEqual(['/in']);
    expect(leg.tape.segments[0]?.marks).toEqual([{ at: leg.createdAt, key: '5', heard: false }]);
  });

  test('given no action, when a key is pressed, then the document itself is requested again', async () => {
    const line = createLine({ '/in': '<Gather numDigits="1"/>' });
    await call(line);
    line.network.phone(CALLER).press('5');
    await line.settle();
    expect(line.paths()).toEqual(['/in', '/in']);
  });

  test('given method GET, when a key is pressed, then the parameters are in the query', async () => {
    const line = createLine({
      '/in': '<Gather numDigits="1" action="/k?s=1" method="GET"/>',
      '/k': '<Hangup/>',
    });
    await call(line);
    line.network.phone(CALLER).press('*');
    await line.settle();
    const url = new URL(line.requests[1]?.url ?? '');
    const signature = line.requests[1]?.headers['x-twilio-signature'] ?? '';
    expect(twilio.validateRequest('token', signature, url.href, {})).toBe(true);
    expect([url.searchParams.get('s'), url.searchParams.get('Digits'), line.requests[1]?.body]).toEqual([
      '1',
      '*',
      '',
    ]);
  });
});

describe('speech', () => {
  test('given input speech, when somebody speaks, then the words end and the action gets SpeechResult', async () => {
    const line = createLine({
      '/in': `<Gather input="dtmf speech" speechTimeout="2" action="/k">${THREE_WORDS}</Gather>`,
      '/k': '<Hangup/>',
    });
    const leg = await call(line);
    await line.seconds(0.5);
    line.network.phone(CALLER).say('yes please');
    await line.seconds(2.7);
    expect(line.paths()).toEqual(['/in']);
    await line.seconds(0.2);
    expect(line.requests[1]?.params).toMatchObject({ SpeechResult: 'yes please', Confidence: '0.92' });
    expect(heard(leg)[0]).toBe('speech 0-0.5 one two three (cut)');
  });

  test('given input dtmf, when somebody speaks, then nobody listens', async () => {
    const line = createLine({ '/in': '<Gather timeout="3" action="/k"/>' });
    const leg = await call(line);
    line.network.phone(CALLER).say('hello');
    await line.seconds(10);
    expect(line.paths()).toEqual(['/in']);
    expect(heard(leg)).toEqual(['silence 0-3']);
  });
});

describe('nested files', () => {
  test('given a tone before the words, when played, then it is fetched once, when the document arrives', async () => {
    const line = createLine({
      '/in': `<Gather timeout="5"/><Gather timeout="1"><Play>/tone.v1.wav</Play>${THREE_WORDS}</Gather><Redirect>/in</Redirect>`,
      '/tone.v1.wav': wav(650, { 'cache-control': 'public, max-age=31536000' }),
    });
    const leg = await call(line);
    expect(line.paths()).toEqual(['/in', '/tone.v1.wav']);
    await line.seconds(20);
    expect(heard(leg).slice(0, 3)).toEqual(['silence 0-5', 'tone 5-5.7', 'speech 5.7-6.8 one two three']);
    expect(line.paths().filter((path) => path.endsWith('.wav'))).toEqual(['/tone.v1.wav']);
  });
});
