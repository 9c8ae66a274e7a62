// Calls, as documented: a document that runs out hangs up; Pause as the first verb delays the answer; Reject first is
// the only way not to answer; Redirect's tail is unreachable; four hours are the longest call; number-level status
// callback once at the end; created calls: initiated ringing answered completed.
import { describe, expect, test } from 'vitest';
import { formatTape } from '../../src/emulator/tape.ts';
import { call, CALLER, createLine, heard, HOST, NUMBER, SAY, wav } from './line.ts';

describe('verbs', () => {
  test('given a document that runs out, when it has ended, then the call is completed', async () => {
    const line = createLine({ '/in': `${SAY('one two')}<Pause length="3"/>` });
    const leg = await call(line);
    await line.seconds(60);
    expect([heard(leg), leg.status]).toEqual([['speech 0-0.8 one two', 'silence 0.8-3.8'], 'completed']);
  });

  test('given Pause first, when the document arrives, then the caller hears ringing that long', async () => {
    const line = createLine({ '/in': `<Pause length="6"/>${SAY('hi')}` });
    const leg = await call(line);
    await line.seconds(10);
    expect(heard(leg)).toEqual(['ringing 0-6', 'speech 6-6.4 hi']);
  });

  test.each([
    ['<Reject/>', 'no-answer'],
    ['<Reject reason="busy"/>', 'busy'],
  ])(
    'given %s first, when the document arrives, then the call is %s and was never answered',
    async (verb, status) => {
      const line = createLine({ '/in': verb });
      const leg = await call(line);
      expect([leg.status, leg.answeredAt]).toEqual([status, null]);
    },
  );

  test('given Redirect, when run, then what stands after it is not', async () => {
    const line = createLine({ '/in': `<Redirect>/two</Redirect>${SAY('never')}`, '/two': '<Hangup/>' });
    const leg = await call(line);
    await line.settle();
    expect([heard(leg), line.paths()]).toEqual([[], ['/in', '/two']]);
  });

  test('given a tone and another file, when played, then the tape tells them apart', async () => {
    const line = createLine({
      '/in': '<Play>/media/tone.wav</Play><Play loop="2">/media/note.wav</Play>',
      '/media/tone.wav': wav(650),
      '/media/note.wav': wav(3_000),
    });
    const leg = await call(line);
    await line.seconds(30);
    expect(heard(leg)).toEqual(['tone 0-0.7', 'clip 0.7-6.7']);
  });

  test('given a file with an ETag that is stale, when played again, then it is revalidated', async () => {
    const file = wav(1_000, { etag: '"v1"', 'cache-control': 'max-age=10' });
    const line = createLine({
      '/in': '<Play>/a.wav</Play><Pause length="20"/><Redirect>/in</Redirect>',
      '/a.wav': ({ headers }) =>
        headers['if-none-match'] === '"v1"' ? { status: 304, headers: file.headers, body: '' } : file,
    });
    const leg = await call(line);
    await line.seconds(23);
    expect(line.paths()).toEqual(['/in', '/a.wav', '/in', '/a.wav']);
    expect(heard(leg).slice(0, 3)).toEqual(['clip 0-1', 'silence 1-21', 'clip 21-22']);
  });

  test('given Enqueue without waitUrl, when run, then the caller hears MUSIC', async () => {
    const line = createLine({ '/in': '<Enqueue>support</Enqueue>' });
    const leg = await call(line);
    await line.seconds(10);
    expect(heard(leg)).toEqual(['music 0-']);
    expect(formatTape(leg.tape.segments)).toBe('0:00  (MUSIC so far)');
  });

  test('given SSML, when spoken, then breaks take their time and tags are no words', async () => {
    const line = createLine({ '/in': SAY('one <break time="2s"/> <prosody rate="slow">two</prosody>') });
    const leg = await call(line);
    await line.seconds(10);
    expect(heard(leg)).toEqual(['speech 0-2.8 one two']);
  });
});

describe('the end of a call', () => {
  test('given a status callback at the number, when the caller hangs up, then it is told once', async () => {
    const line = createLine({ '/in': '<Pause length="60"/><Pause length="60"/>', '/status': '' });
    line.network.addNumber({ phoneNumber: NUMBER, voiceUrl: `${HOST}/in`, statusCallback: `${HOST}/status` });
    const leg = await call(line);
    await line.seconds(100);
    line.network.phone(CALLER).hangUp();
    await line.settle();
    expect(line.paths()).toEqual(['/in', '/status']);
    expect(line.requests[1]?.params).toMatchObject({
      CallSid: leg.sid,
      CallStatus: 'completed',
      CallDuration: '40',
      Duration: '1',
      SequenceNumber: '0',
      CallbackSource: 'call-progress-events',
      Timestamp: 'Mon, 05 Jan 2026 09:01:40 +0000',
    });
  });

  test('given a caller who hangs up while it rings, when told, then it is no-answer', async () => {
    const line = createLine({ '/in': '<Pause length="60"/>' });
    const leg = await call(line);
    line.network.phone(CALLER).hangUp();
    expect([leg.status, leg.answeredAt]).toEqual(['no-answer', null]);
  });

  test('given four hours, when they have passed, then the call ends', async () => {
    const line = createLine({ '/in': `${SAY('hi')}<Gather timeout="600"/><Redirect>/in</Redirect>` });
    const leg = await call(line);
    await line.seconds(14_399);
    expect(leg.ended).toBe(false);
    await line.seconds(1);
    expect([leg.status, line.network.problems.map((problem) => problem.code)]).toEqual([
      'completed',
      [32015],
    ]);
  });

  test('given an ended call, when forgotten, then nothing of it is left', async () => {
    const line = createLine({ '/in': '<Hangup/>' });
    const leg = await call(line);
    line.network.forget(leg.sid);
    expect([line.network.leg(leg.sid), line.network.tape(leg.sid), line.network.liveLegs]).toEqual([
      null,
      [],
      [],
    ]);
  });
});

describe('a tape', () => {
  test('given a listener, when a call is made, then it is told of every segment as it opens and closes', async () => {
    const line = createLine({ '/in': `${SAY('hi')}<Pause length="2"/>` });
    const told: string[] = [];
    line.network.onTape((_sid, segment, event) => told.push(`${event} ${segment.kind}`));
    await call(line);
    await line.seconds(5);
    expect(told.slice(-4)).toEqual(['opened speech', 'closed speech', 'opened silence', 'closed silence']);
  });

  test('given keepTapes false, when a call is made, then only what is audible now is held', async () => {
    const line = createLine({ '/in': `${SAY('hi')}<Pause length="2"/>${SAY('ho')}` }, { keepTapes: false });
    const leg = await call(line);
    await line.seconds(1);
    expect(heard(leg)).toEqual(['silence 0-']);
  });

  test('given a transcript, when printed, then it reads like the call', async () => {
    const line = createLine({
      '/in': `${SAY('You are third.')}<Gather numDigits="1" timeout="45" action="/k"/>`,
      '/k': SAY('Now second.'),
    });
    const leg = await call(line);
    await line.seconds(20);
    line.network.phone(CALLER).press('5');
    await line.seconds(60);
    expect(formatTape(leg.tape.segments)).toBe(
      ['0:00  You are third.', '0:01  (silence 18.8 s)', '0:20    > presses 5', '0:20  Now second.'].join(
        '\n',
      ),
    );
  });
});
