import { describe, expect, it } from 'vitest';
import { checkVoiceScripts } from '../../src/voice-script/check.ts';
import { problemsOf, withChange } from './example-scripts.ts';

describe('the groundwork of a language', () => {
  it('refuses half a day that is none, and digits without groups', () => {
    const halves = withChange('en/phrases.yaml', 'select, am {AM}', 'select, night {AM}');
    expect(problemsOf(halves)[0]).toMatch(
      /^en\/phrases.yaml:\d+:\d+: "\{hour\}" is not known here\. Known are: \{hour_…\}\.$/,
    );
    expect(problemsOf(withChange('en/phrases.yaml', 'groups: [3, 3, 4]', 'groups: []'))[0]).toMatch(
      /"phone → groups" is empty\. Write how many digits are spoken in one breath, such as \[3, 3, 4\]\.$/,
    );
    expect(problemsOf(withChange('en/phrases.yaml', 'groups: [3, 3, 4]', 'groups: [3, 0]'))[0]).toMatch(
      /"phone → groups → 1" is below 1\. Write how many digits are spoken in one breath/,
    );
    expect(problemsOf(withChange('en/phrases.yaml', '  tomorrow: tomorrow\n', ''))[0]).toMatch(
      /"days → tomorrow" is missing\. Write the day in a sentence, such as "on Monday"\.$/,
    );
  });

  it('refuses numbers with a gap, and forms that do not exist', () => {
    expect(problemsOf(withChange('en/numbers.yaml', '    7: seven\n', ''))).toStrictEqual([
      'en/numbers.yaml:4:1: "cardinal" has no word for 7. Add 7, or tens, ones and compound.',
    ]);
    expect(
      problemsOf(withChange('en/numbers.yaml', 'tens_from: cardinal', 'tens_from: cardinals')),
    ).toStrictEqual([
      'en/numbers.yaml:57:14: "cardinals" is not a form. Write one of: cardinal, clock, ordinal.',
    ]);
  });

  it('refuses phrases with unknown, missing or formless placeholders', () => {
    const between = '"{low_cardinal} to {high_cardinal} minutes"';
    const verdicts = (words: string) =>
      checkVoiceScripts(withChange('en/phrases.yaml', between, words)).map(
        ({ column, message }) => `${column}: ${message}`,
      );
    expect(verdicts('"{low_cardinal} to {most_cardinal} minutes"')).toStrictEqual([
      '12: "{high…}" is missing. Put it where its words belong.',
      '31: "{most_cardinal}" is not known here. Known are: {low_…}, {high_…}.',
    ]);
    expect(verdicts('"{low_cardinal} to {high_dual} minutes"')).toStrictEqual([
      '31: "{high_dual}" names no form of numbers.yaml. Write one of: {high_cardinal}, {high_clock}, {high_ordinal}.',
    ]);
    expect(verdicts('"{low_cardinal to {high_cardinal} minutes"')).toStrictEqual([
      '13: a placeholder that is not a plain name. Write {name}, or {name, plural, one {…} other {…}}.',
    ]);
  });

  it('refuses phrases that lean on durations that are not there', () => {
    expect(
      problemsOf(withChange('en/phrases.yaml', 'about:\n  duration: plain', 'about:\n  duration: plane')),
    ).toStrictEqual(['en/phrases.yaml:50:13: "plane" is not a set of durations. Write one of: plain.']);
  });

  it('refuses in numbers and phrases what it refuses in sentences, and placeholders where words belong', () => {
    expect(
      problemsOf(withChange('en/phrases.yaml', '60: a minute', '60: a minute, sorry, soon')),
    ).toStrictEqual([
      'en/phrases.yaml:15:28: "soon" promises no time. Say the time, with a placeholder such as {nextSeconds}.',
    ]);
    const [problem] = problemsOf(withChange('en/phrases.yaml', '60: a minute', '60: "{minutes}"'));
    expect(problem).toBe(
      'en/phrases.yaml:15:11: "durations → plain → exactly → 60" has a placeholder, and nothing is filled in here. Write plain words.',
    );
    expect(problemsOf(withChange('en/numbers.yaml', '7: seven', '7: "seven\u202E"'))).toStrictEqual([
      'en/numbers.yaml:14:14: an invisible character that no voice can speak. Remove it.',
    ]);
  });

  it('asks for every list of refusals', () => {
    const [problem] = problemsOf(withChange('en/refusals.yaml', 'vague_times:', 'vague_time:'));
    expect(problem).toMatch(
      /^en\/refusals.yaml:\d+:\d+: "vague_times" is missing\. Write a list of words and phrases/,
    );
  });
});
