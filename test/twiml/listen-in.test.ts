import { expect, test } from 'vitest';
import { parseTwiml } from '../../src/emulator/document/parse-twiml.ts';
import { findTwimlFlaws } from '../../src/emulator/document/twiml-schema.ts';
import type { ListenMode } from '../../src/twiml/instructions.ts';
import { toTwiml } from '../../src/twiml/to-twiml.ts';

const OPERATOR = 'CA00000000000000000000000000000008';
const document = (mode: ListenMode) =>
  toTwiml(
    { kind: 'listen-in', talk: 'talk-1', mode, coach: OPERATOR },
    {
      elapsedMs: 0,
      nextUrl: (from) => `/voice/desk?f=${from}`,
      recordedUrl: () => '',
      hints: () => '',
      say: () => ({ text: '', voice: '', language: '' }),
      sounds: null,
    },
  );

test('a supervisor’s way into a talk neither begins it nor ends it, and has no music and no beep', () => {
  expect(document('barge')).toBe(
    '<?xml version="1.0" encoding="UTF-8"?><Response><Dial action="/voice/desk?f=talk" method="POST" timeLimit="14400">' +
      '<Conference waitUrl="" beep="false" startConferenceOnEnter="false" endConferenceOnExit="false" muted="false">talk-1</Conference></Dial></Response>',
  );
});

test.each([
  ['listen', 'muted="true">'],
  ['whisper', `muted="false" coach="${OPERATOR}">`],
  ['barge', 'muted="false">'],
] as const)('who hears them: %s', (mode, attributes) => {
  expect(document(mode)).toContain(attributes);
  expect(findTwimlFlaws(parseTwiml(document(mode)))).toEqual([]);
});
