import { describe, expect, it } from 'vitest';
import { spokenDurationMs } from '../../src/voice-script/spoken-duration.ts';

describe('how long a text takes to speak', () => {
  it.each([
    ['', 0],
    ['…', 0],
    ['Goodbye.', 1],
    ['Next word in forty-five seconds.', 6],
    ["It's a person; без сигнала.", 5],
    ['Press 1.', 2],
    ['20 30 21', 4],
    ['number 137', 5],
    ['2026', 4],
  ])('"%s" is %d words at 2.6 a second', (text, words) => {
    expect(spokenDurationMs(text)).toBe(Math.round((words / 2.6) * 1_000));
  });
});
