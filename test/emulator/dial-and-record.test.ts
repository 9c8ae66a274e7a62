// <Dial> of devices: ringback for the caller, timeout 30 s, then the action with DialCallStatus and DialCallSid.
// <Record>: beep, any key ends, 5 s of silence ends, 3,600 s at most; the action is the document's own URL by default;
// where nothing was said, no action and the next verb.
import { describe, expect, test } from 'vitest';
import { wavDurationMs } from '../../src/emulator/wav.ts';
import { call, CALLER, createLine, heard, HOST, NUMBER, SAY } from './line.ts';

describe('dialling devices', () => {
  const script = {
    '/in': '<Dial action="/after"><Client>anna</Client></Dial>',
    '/after': '<Pause length="60"/>',
  };

  test('given a phone that answers, when dialled, then ringback becomes talk, and its end the action', async () => {
    const line = createLine(script);
    const anna = line.network.phone('client:anna').onIncoming({ does: 'answer', afterMs: 4_000 });
    const leg = await call(line);
    await line.seconds(10);
    const child = anna.call;
    anna.hangUp();
    await line.settle();
    expect(heard(leg)).toEqual(['ringback 0-4', 'talk 4-10', 'silence 10-']);
    expect(line.requests.at(-1)?.params).toMatchObject({
      DialCallStatus: 'completed',
      DialCallSid: child?.sid,
      DialCallDuration: '6',
    });
    expect(child && heard(child)).toEqual(['ringing 0-4', 'talk 4-10']);
  });

  test('given a phone that does not answer, when thirty seconds have passed, then it is no-answer', async () => {
    const line = createLine(script);
    line.network.phone('client:anna').onIncoming({ does: 'no-answer' });
    await call(line);
    await line.seconds(31);
    expect(line.requests.at(-1)?.params['DialCallStatus']).toBe('no-answer');
  });

  test('given a dialled call, when the caller is led elsewhere, then the other end is hung up', async () => {
    const line = createLine(script);
    const anna = line.network.phone('client:anna').onIncoming({ does: 'answer', afterMs: 0 });
    const leg = await call(line);
    await line.seconds(3);
    await line.network.rest.updateCall(leg.sid, { twiml: `<Response>${SAY('bye')}</Response>` });
    await line.settle();
    expect([anna.call, heard(leg).at(-1)]).toEqual([null, 'speech 3- bye']);
  });

  test('given answerOnBridge, when it rings, then the caller’s call is not answered yet', async () => {
    const line = createLine({ '/in': '<Dial answerOnBridge="true"><Client>anna</Client></Dial>' });
    line.network.phone('client:anna').onIncoming({ does: 'answer', afterMs: 4_000 });
    const leg = await call(line);
    await line.seconds(3);
    expect([leg.status, heard(leg)]).toEqual(['ringing', ['ringing 0-']]);
    await line.seconds(3);
    expect(leg.status).toBe('in-progress');
  });
});

describe('recording', () => {
  const script = {
    '/in': `<Record action="/kept" recordingStatusCallback="/recorded"/>${SAY('nothing said')}`,
    '/kept': SAY('thanks'),
    '/recorded': '',
  };

  test('given words and a key, when recorded, then the action gets them and the media is a real WAV', async () => {
    const line = createLine(script);
    const leg = await call(line);
    await line.seconds(1);
    line.network.phone(CALLER).say('please call me about the invoice');
    await line.seconds(4);
    line.network.phone(CALLER).press('#');
    await line.seconds(2);
    expect(heard(leg)).toEqual(['beep 0-0.5', 'silence 0.5-5', 'speech 5-5.4 thanks']);
    const [kept] = line.requests.filter((request) => request.url === `${HOST}/kept`);
    expect(kept?.params).toMatchObject({ Digits: '#', RecordingDuration: '5' });
    const [told] = line.requests.filter((request) => request.url === `${HOST}/recorded`);
    expect(told?.params).toMatchObject({ RecordingStatus: 'completed', CallSid: leg.sid });
    const sid = kept?.params['RecordingSid'] ?? '';
    const media = await line.network.rest.recordingMedia(sid);
    expect(wavDurationMs(media.toString('latin1'))).toBe(4_500);
    await line.network.rest.removeRecording(sid);
    expect(await line.network.rest.listRecordings()).toEqual([]);
  });

  test('given silence, when five seconds have passed, then there is no recording and the next verb', async () => {
    const line = createLine(script);
    const leg = await call(line);
    await line.seconds(20);
    expect([line.paths(), heard(leg).at(-1)]).toEqual([['/in'], 'speech 5.5-6.3 nothing said']);
  });

  test('given words, when the caller hangs up, then the action is told, with Digits hangup', async () => {
    const line = createLine(script);
    await call(line);
    await line.seconds(1);
    line.network.phone(CALLER).say('call me back');
    await line.seconds(2);
    line.network.phone(CALLER).hangUp();
    await line.settle();
    const [kept] = line.requests.filter((request) => request.url === `${HOST}/kept`);
    expect(kept?.params).toMatchObject({ Digits: 'hangup', CallStatus: 'completed' });
  });
});

describe('phones', () => {
  test('given a phone in a call, when it is called, then it is busy', async () => {
    const line = createLine({ '/in': '<Gather timeout="60"/>' });
    await call(line);
    const { sid } = await line.network.rest.createCall({ to: CALLER, from: NUMBER, url: `${HOST}/in` });
    await line.seconds(1);
    expect(line.network.leg(sid)?.status).toBe('busy');
  });

  test('given a phone that nobody told what to do, when it rings, then it is answered by hand', async () => {
    const line = createLine({ '/out': SAY('hello') });
    const phone = line.network.phone('client:anna');
    const told: string[] = [];
    phone.listen((segment, event) => told.push(`${event} ${segment.kind}`));
    await line.network.rest.createCall({ to: 'client:anna', from: NUMBER, url: `${HOST}/out` });
    await line.seconds(2);
    expect([phone.answer(), phone.answer()]).toEqual([true, false]);
    await line.settle();
    expect(told.filter((one) => one.startsWith('opened'))).toEqual([
      'opened ringing',
      'opened silence',
      'opened speech',
    ]);
  });
});
