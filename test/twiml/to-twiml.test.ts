import { describe, expect, test } from 'vitest';
import { parseTwiml } from '../../src/emulator/document/parse-twiml.ts';
import type { Instruction, Quiet } from '../../src/twiml/instructions.ts';
import { toTwiml } from '../../src/twiml/to-twiml.ts';
import { line } from '../../src/voice-script/moments.ts';
import { context, namesOf, pretty, quiet } from './documents.ts';

describe('other documents', () => {
  test('a ringing desk: three times the question, then the end', () => {
    expect(pretty({ kind: 'confirm', lines: [line('desk.confirm', {})] })).toMatchInlineSnapshot(`
      "<Response>
      <Gather input="dtmf" numDigits="1" finishOnKey="" timeout="6" action="/voice/leg?t=token&amp;f=words" method="POST">
      <Play>/media/tone-1.wav</Play>
      <Say voice="Polly.Joanna-Neural" language="en-US">Words of desk.confirm.</Say></Gather>
      <Gather input="dtmf" numDigits="1" finishOnKey="" timeout="6" action="/voice/leg?t=token&amp;f=words" method="POST">
      <Play>/media/tone-1.wav</Play>
      <Say voice="Polly.Joanna-Neural" language="en-US">Words of desk.confirm.</Say></Gather>
      <Gather input="dtmf" numDigits="1" finishOnKey="" timeout="6" action="/voice/leg?t=token&amp;f=words" method="POST">
      <Play>/media/tone-1.wav</Play>
      <Say voice="Polly.Joanna-Neural" language="en-US">Words of desk.confirm.</Say></Gather>
      <Hangup/></Response>"
    `);
  });

  test('the caller’s way into a talk: tone, who it is, a conference without music or beep', () => {
    const lines = [line('talk.begin', { operator: 'Anna' })];
    expect(
      pretty({ kind: 'join-talk', talk: 'talk-1', side: 'caller', lines, leadIn: 'tone' }),
    ).toMatchInlineSnapshot(`
      "<Response>
      <Play>/media/tone-1.wav</Play>
      <Say voice="Polly.Joanna-Neural" language="en-US">Words of talk.begin.</Say>
      <Dial action="/voice/leg?t=token&amp;f=talk" method="POST" timeLimit="14400">
      <Conference waitUrl="" beep="false" startConferenceOnEnter="true" endConferenceOnExit="true">talk-1</Conference></Dial></Response>"
    `);
  });

  test('the operator’s: zip, whisper, and star ends the talk', () => {
    const lines = [line('desk.whisper', { queueName: 'Acme support', waitedSeconds: 240 })];
    expect(
      pretty({ kind: 'join-talk', talk: 'talk-1', side: 'operator', lines, leadIn: 'zip' }),
    ).toMatchInlineSnapshot(`
      "<Response>
      <Play>/media/zip-1.wav</Play>
      <Say voice="Polly.Joanna-Neural" language="en-US">Words of desk.whisper.</Say>
      <Dial action="/voice/leg?t=token&amp;f=talk" method="POST" timeLimit="14400" hangupOnStar="true">
      <Conference waitUrl="" beep="false" startConferenceOnEnter="true" endConferenceOnExit="true">talk-1</Conference></Dial></Response>"
    `);
  });

  test('an operator who comes back needs no words', () => {
    const twiml = toTwiml(
      { kind: 'join-talk', talk: 't', side: 'operator', lines: [], leadIn: 'zip' },
      context,
    );
    expect(namesOf(parseTwiml(twiml))).toEqual(['Response', 'Dial', 'Conference']);
  });

  test('several keys are ended with # or by five seconds without one', () => {
    const entry: Quiet = { ...quiet, silenceBeforeMs: 0, silenceAfterMs: 22_000, entry: { most: 4 } };
    expect(pretty(entry)).toMatchInlineSnapshot(`
      "<Response>
      <Gather input="dtmf" numDigits="4" finishOnKey="#" timeout="5" actionOnEmptyResult="true" action="/voice/leg?t=token&amp;f=words" method="POST">
      <Play>/media/tone-1.wav</Play>
      <Say voice="Polly.Joanna-Neural" language="en-US">Words of line.check-in-next.</Say></Gather>
      <Gather input="dtmf" numDigits="1" finishOnKey="" timeout="10" action="/voice/leg?t=token&amp;f=after" method="POST"/>
      <Redirect method="POST">/voice/leg?t=token&amp;f=end</Redirect></Response>"
    `);
  });

  test('a code has its length, and ends with no key: star alone is a key that is answered at once', () => {
    const entry: Quiet = { ...quiet, silenceAfterMs: 22_000, entry: { most: 4, endKey: '*' } };
    expect(pretty(entry)).toContain('numDigits="4" finishOnKey="*" timeout="5" actionOnEmptyResult="true"');
  });

  test('where a spoken word counts, it is heard in the window of the words, in their language', () => {
    const presence: Quiet = {
      ...quiet,
      silenceBeforeMs: 0,
      silenceAfterMs: 32_000,
      hears: { yes: '1' },
    };
    expect(pretty(presence)).toMatchInlineSnapshot(`
      "<Response>
      <Gather input="dtmf speech" speechTimeout="auto" language="en-US" hints="yes,no problem" numDigits="1" finishOnKey="" timeout="5" action="/voice/leg?t=token&amp;f=words" method="POST">
      <Play>/media/tone-1.wav</Play>
      <Say voice="Polly.Joanna-Neural" language="en-US">Words of line.check-in-next.</Say></Gather>
      <Gather input="dtmf" numDigits="1" finishOnKey="" timeout="20" action="/voice/leg?t=token&amp;f=after" method="POST"/>
      <Redirect method="POST">/voice/leg?t=token&amp;f=end</Redirect></Response>"
    `);
  });

  test('a question after other words is listened to alone, and for five seconds', () => {
    const lines = [...quiet.lines, line('hold.ask', { speech: 'yes' })];
    expect(pretty({ ...quiet, lines, hears: { yes: '1' } })).toMatchInlineSnapshot(`
      "<Response>
      <Gather input="dtmf" numDigits="1" finishOnKey="" timeout="7" action="/voice/leg?t=token&amp;f=before" method="POST"/>
      <Gather input="dtmf" numDigits="1" finishOnKey="" timeout="1" action="/voice/leg?t=token&amp;f=words" method="POST">
      <Play>/media/tone-1.wav</Play>
      <Say voice="Polly.Joanna-Neural" language="en-US">Words of line.check-in-next.</Say></Gather>
      <Gather input="dtmf speech" speechTimeout="auto" language="en-US" hints="yes,no problem" numDigits="1" finishOnKey="" timeout="5" action="/voice/leg?t=token&amp;f=words" method="POST">
      <Say voice="Polly.Joanna-Neural" language="en-US">Words of hold.ask.</Say></Gather>
      <Gather input="dtmf" numDigits="1" finishOnKey="" timeout="48" action="/voice/leg?t=token&amp;f=after" method="POST"/>
      <Redirect method="POST">/voice/leg?t=token&amp;f=end</Redirect></Response>"
    `);
  });

  test("an operator's note: where nothing was said, the leg asks from another place than after a recording", () => {
    const lines = [line('desk.speak-note', {})];
    const note = pretty({ kind: 'record-note', about: 'c1', lines, mostSeconds: 10 });
    expect(note).toContain('action="/voice/leg?t=token&amp;f=record"');
    expect(note).toContain('recordingStatusCallback="/voice/recorded?t=token&amp;p=c1"');
    expect(note).toContain('<Redirect method="POST">/voice/leg?t=token&amp;f=end</Redirect>');
  });

  test('words are recorded without a beep, and the document goes on where nothing was said', () => {
    const lines = [line('words.begin', {})];
    const words = { kind: 'record', lines, mostSeconds: 120 } as const;
    expect(pretty({ ...words, purpose: 'message' })).toMatchInlineSnapshot(`
      "<Response>
      <Play>/media/tone-1.wav</Play>
      <Say voice="Polly.Joanna-Neural" language="en-US">Words of words.begin.</Say>
      <Record action="/voice/leg?t=token&amp;f=record" method="POST" playBeep="false" maxLength="120" finishOnKey="#" timeout="5" recordingStatusCallback="/voice/recorded?t=token&amp;p=message" recordingStatusCallbackMethod="POST" recordingStatusCallbackEvent="completed"/>
      <Redirect method="POST">/voice/leg?t=token&amp;f=record</Redirect></Response>"
    `);
    expect(pretty({ ...words, purpose: 'while-waiting' })).toContain('p=while-waiting');
  });

  test('a second of quiet, and ask again', () => {
    expect(pretty({ kind: 'come-again' })).toMatchInlineSnapshot(`
      "<Response>
      <Gather input="dtmf" numDigits="1" finishOnKey="" timeout="1" action="/voice/leg?t=token&amp;f=end" method="POST"/>
      <Redirect method="POST">/voice/leg?t=token&amp;f=end</Redirect></Response>"
    `);
  });

  test('last words', () => {
    expect(pretty({ kind: 'hang-up', lines: [line('goodbye', {})] })).toMatchInlineSnapshot(`
      "<Response>
      <Play>/media/tone-1.wav</Play>
      <Say voice="Polly.Joanna-Neural" language="en-US">Words of goodbye.</Say>
      <Hangup/></Response>"
    `);
  });
});

test('no document uses Pause, Enqueue or anything else that could bring music or wait unheard', () => {
  const all: Instruction[] = [
    quiet,
    { kind: 'confirm', lines: [line('desk.confirm', {})] },
    { kind: 'join-talk', talk: 't', side: 'caller', lines: [], leadIn: 'tone' },
    { kind: 'record', purpose: 'message', lines: [], mostSeconds: 120 },
    { kind: 'come-again' },
    { kind: 'hang-up', lines: [line('goodbye', {})] },
  ];
  const names = new Set(all.flatMap((one) => namesOf(parseTwiml(toTwiml(one, context)))));
  expect([...names].toSorted()).toEqual([
    'Conference',
    'Dial',
    'Gather',
    'Hangup',
    'Play',
    'Record',
    'Redirect',
    'Response',
    'Say',
  ]);
});
