import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTwiml, type TwimlElement } from '../../src/emulator/document/parse-twiml.ts';
import { findTwimlFlaws } from '../../src/emulator/document/twiml-schema.ts';
import type { Quiet } from '../../src/twiml/instructions.ts';
import { leadMs } from '../../src/twiml/leg.ts';
import { toTwiml } from '../../src/twiml/to-twiml.ts';
import { line } from '../../src/voice-script/moments.ts';
import { context, FRAGMENT, namesOf, pretty, quiet } from './documents.ts';

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
    // Another server answers it, whose clock is five minutes behind: no silence is longer than was promised.
    expect(timeoutsAfter(-300_000)).toEqual([7, 50, 3]);
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

function saysOf(element: TwimlElement): string[] {
  if (element.name === 'Say') return element.nodes.filter((node) => typeof node === 'string');
  return element.nodes.flatMap((node) => (typeof node === 'string' ? [] : saysOf(node)));
}
