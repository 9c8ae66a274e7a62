import { expect } from 'vitest';
import { parseTwiml, type TwimlElement } from '../../src/emulator/document/parse-twiml.ts';
import { findTwimlFlaws } from '../../src/emulator/document/twiml-schema.ts';
import type { Instruction, Quiet } from '../../src/twiml/instructions.ts';
import { toTwiml, type TwimlContext } from '../../src/twiml/to-twiml.ts';
import { line } from '../../src/voice-script/moments.ts';

export const FRAGMENT = '#ct=1000&rt=1800&tt=5000&rc=1&rp=all';
export const context: TwimlContext = {
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

export const quiet: Quiet = {
  kind: 'quiet',
  silenceBeforeMs: 7_000,
  lines: [line('line.check-in-next', { rangeLow: -1, rangeHigh: -1, nextSeconds: 60 })],
  leadIn: 'tone',
  silenceAfterMs: 60_000,
  leadMs: 7_000,
};

/** A document on several lines, the URLs' fragment left out, to be read. */
export function pretty(instruction: Instruction, changes: Partial<TwimlContext> = {}): string {
  const twiml = toTwiml(instruction, { ...context, ...changes });
  expect(findTwimlFlaws(parseTwiml(twiml))).toEqual([]);
  return twiml
    .replace(/^<\?xml[^>]*\?>/, '')
    .replaceAll('https://line.example.com', '')
    .replaceAll(FRAGMENT.replaceAll('&', '&amp;'), '')
    .replaceAll(/(?<!^)<(?!\/)/g, '\n<')
    .replaceAll(/<Response>\n/g, '<Response>\n');
}

/** Every element of a document, by name. */
export function namesOf(element: TwimlElement): string[] {
  return [element.name, ...element.nodes.flatMap((node) => (typeof node === 'string' ? [] : namesOf(node)))];
}
