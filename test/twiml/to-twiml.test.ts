import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTwiml, type TwimlElement } from '../../src/emulator/parse-twiml.ts';
import { findTwimlFlaws } from '../../src/emulator/twiml-schema.ts';
import type { Instruction, Quiet } from '../../src/twiml/instructions.ts';
import { leadMs } from '../../src/twiml/leg.ts';
import { toTwiml, type TwimlContext } from '../../src/twiml/to-twiml.ts';
import { line } from '../../src/voice-script/moments.ts';

const FRAGMENT = '#ct=1000&rt=2500&tt=5000&rc=1&rp=all';
const context: TwimlContext = {
  elapsedMs: 0,
  nextUrl: (from) => `https://line.example.com/voice/leg?t=token&f=${from}${FRAGMENT}`,
  recordedUrl: (recording) =>
    `https://line.example.com/voice/recorded?t=token&p=${recording.kind === 'record' ? recording.purpose : recording.about}${FRAGMENT}`,
  say: ({ moment, values }) => ({
    text: moment === 'hold.note' ? String(values['note']) : `Words of ${moment}.`,
    voice: 'Polly.Joanna-Neural',
    language: 'en-US',
  }),
  hints: () => 'yes,no problem',
  sounds: {
    tone: 'https://line.example.com/media/tone-1.wav',
    zip: 'https://line.example.com/media/zip-1.wav',
    clip: (name) => `https://line.example.com/media/notes/${name}.wav`,
  },
};

const quiet: Quiet = {
  kind: 'quiet',
  silenceBeforeMs: 7_000,
  lines: [line('line.check-in-next', { rangeLow: -1, rangeHigh: -1, nextSeconds: 60 })],
  leadIn: 'tone',
  silenceAfterMs: 60_000,
  leadMs: 7_000,
};

/** A document on several lines, the URLs' fragment left out, to be read. */
function pretty(instruction: Instruction, changes: Partial<TwimlContext> = {}): string {
  const twiml = toTwiml(instruction, { ...context, ...changes });
  expect(findTwimlFlaws(parseTwiml(twiml))).toEqual([]);
  return twiml
    .replace(/^<\?xml[^>]*\?>/, '')
    .replaceAll('https://line.example.com', '')
    .replaceAll(FRAGMENT.replaceAll('&', '&amp;'), '')
    .replaceAll(/(?<!^)<(?!\/)/g, '\n<')
    .replaceAll(/<Response>\n/g, '<Response>\n');
}

describe('the quiet document', () => {
  test('what is left of the silence, the words, silence again, and back', () => {
    expect(pretty(quiet)).toMatchInlineSnapshot(`
      "<Response>
      <Gather input="dtmf" numDigits="1" finishOnKey="" timeout="7" action="/voice/leg?t=token&amp;f=before" method="POST"/>
      <Gather input="dtmf" numDigits="1" finishOnKey="" timeout="50" action="/voice/leg?t=token&amp;f=words" method="POST">
      <Play>/media/tone-1.wav</Play>
      <Say voice="Polly.Joanna-Neural" language="en-US">Words of line.check-in-next.</Say></Gather>
      <Gather input="dtmf" numDigits="1" finishOnKey="" timeout="3" action="/voice/leg?t=token&amp;f=after" method="POST"/>
      <Redirect method="POST">/voice/leg?t=token&amp;f=end</Redirect></Response>"
    `);
  });

  test('words at once, then a long silence in parts of at most fifty seconds', () => {
    expect(pretty({ ...quiet, silenceBeforeMs: 0, silenceAfterMs: 130_000 })).toMatchInlineSnapshot(`
      "<Response>
      <Gather input="dtmf" numDigits="1" finishOnKey="" timeout="50" action="/voice/leg?t=token&amp;f=words" method="POST">
      <Play>/media/tone-1.wav</Play>
      <Say voice="Polly.Joanna-Neural" language="en-US">Words of line.check-in-next.</Say></Gather>
      <Gather input="dtmf" numDigits="1" finishOnKey="" timeout="50" action="/voice/leg?t=token&amp;f=after" method="POST"/>
      <Gather input="dtmf" numDigits="1" finishOnKey="" timeout="23" action="/voice/leg?t=token&amp;f=after" method="POST"/>
      <Redirect method="POST">/voice/leg?t=token&amp;f=end</Redirect></Response>"
    `);
  });

  test('asked again later: what is left of the silence, at least a second, and at once where nothing is left', () => {
    expect(timeoutsAfter(4_000)).toEqual([3, 50, 3]);
    expect(timeoutsAfter(6_800)).toEqual([1, 50, 3]);
    expect(timeoutsAfter(7_000)).toEqual([50, 3]);
    expect(timeoutsAfter(60_000)).toEqual([50, 3]);
  });

  test('an operator at an idle desk: nothing but silence', () => {
    const idle = { ...quiet, silenceBeforeMs: 0, lines: [], silenceAfterMs: 300_000 };
    expect(gathersOf(toTwiml(idle, context)).map(({ seconds, spoken }) => [seconds, spoken])).toEqual([
      [50, false],
      [50, false],
      [50, false],
      [50, false],
      [50, false],
      [43, false],
    ]);
  });

  test('without sounds the words stand alone', () => {
    expect(toTwiml(quiet, { ...context, sounds: null })).not.toContain('<Play');
  });

  test('a recording is played in the place of the words, which are spoken where sounds cannot be fetched', () => {
    const clip = { name: 'clip-1', durationMs: 2_400 };
    const noted = { ...quiet, lines: [{ ...line('hold.own-voice', { operator: 'Anna' }), clip }] };
    const twiml = toTwiml(noted, context);
    expect(twiml).toContain('<Play>https://line.example.com/media/notes/clip-1.wav</Play>');
    expect(twiml).not.toContain('<Say');
    const without = toTwiml(noted, { ...context, sounds: null });
    expect(without).toContain('Words of hold.own-voice.');
    expect(without).not.toContain('<Play');
  });

  test('a note’s characters stay text', () => {
    const note = `<Hangup/> & "it's" ]]> paid`;
    const twiml = toTwiml({ ...quiet, lines: [line('hold.note', { operator: 'Anna', note })] }, context);
    const said = parseTwiml(twiml).nodes.flatMap((node) => (typeof node === 'string' ? [] : saysOf(node)));
    expect(said).toEqual([note]);
  });

  test('for any silence and lead: the parts add up, none is above fifty seconds, and the leg is back in time', () => {
    const silence = fc.integer({ min: 10, max: 1_800 });
    const lead = fc.constantFrom('CA1', 'CA2', 'CA3', 'CA47').map(leadMs);
    fc.assert(
      fc.property(silence, lead, fc.boolean(), fc.boolean(), (seconds, lead_, speaks, atOnce) => {
        const instruction: Quiet = {
          ...quiet,
          silenceBeforeMs: atOnce ? 0 : lead_,
          lines: speaks ? quiet.lines : [],
          silenceAfterMs: seconds * 1000,
          leadMs: lead_,
        };
        const twiml = toTwiml(instruction, context);
        const root = parseTwiml(twiml);
        expect(findTwimlFlaws(root)).toEqual([]);
        const gathers = gathersOf(twiml);
        const before = atOnce ? [] : gathers.slice(0, 1);
        const after = gathers.slice(before.length);
        const sum = (all: typeof gathers) => all.reduce((total, one) => total + one.seconds, 0);
        expect(sum(before)).toBe(atOnce ? 0 : lead_ / 1000);
        // The next document begins with the rest of the silence.
        expect(sum(after)).toBe(seconds - lead_ / 1000);
        for (const one of gathers) {
          expect(one.seconds).toBeGreaterThanOrEqual(1);
          expect(one.seconds).toBeLessThanOrEqual(50);
        }
        expect(after.filter(({ spoken }) => spoken)).toHaveLength(speaks ? 1 : 0);
        const names = new Set(namesOf(root));
        expect(
          [...names].every((name) => ['Response', 'Gather', 'Say', 'Play', 'Redirect'].includes(name)),
        ).toBe(true);
        expect(root.nodes.at(-1)).toMatchObject({ name: 'Redirect' });
        expect(root.nodes[0]).toMatchObject({ name: 'Gather' });
      }),
    );
  });

  test('every URL is absolute and carries the retry settings', () => {
    const twiml = toTwiml({ ...quiet, silenceAfterMs: 200_000 }, context).replaceAll('&amp;', '&');
    const urls = [...twiml.matchAll(/(?:action="|<Redirect[^>]*>)([^"<]+)/g)].map(([, url]) => url ?? '');
    expect(urls).toHaveLength(6);
    for (const url of urls) {
      expect(new URL(url).origin).toBe('https://line.example.com');
      expect(new URL(url).hash).toBe(FRAGMENT);
    }
  });
});

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

function timeoutsAfter(elapsedMs: number): number[] {
  return gathersOf(toTwiml(quiet, { ...context, elapsedMs })).map(({ seconds }) => seconds);
}

type Gathered = { seconds: number; spoken: boolean };

/** The Gathers of a document in order; checks that each is one key, `#` included, with an action. */
function gathersOf(twiml: string): Gathered[] {
  return parseTwiml(twiml).nodes.flatMap((node) => {
    if (typeof node === 'string' || node.name !== 'Gather') return [];
    const { timeout, ...rest } = node.attributes;
    expect(rest).toMatchObject({ input: 'dtmf', numDigits: '1', finishOnKey: '', method: 'POST' });
    return [{ seconds: Number(timeout), spoken: node.nodes.length > 0 }];
  });
}

function namesOf(element: TwimlElement): string[] {
  return [element.name, ...element.nodes.flatMap((node) => (typeof node === 'string' ? [] : namesOf(node)))];
}

function saysOf(element: TwimlElement): string[] {
  if (element.name === 'Say') return element.nodes.filter((node) => typeof node === 'string');
  return element.nodes.flatMap((node) => (typeof node === 'string' ? [] : saysOf(node)));
}
