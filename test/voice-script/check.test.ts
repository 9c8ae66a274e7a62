import { describe, expect, it } from 'vitest';
import { problemsOf, realFiles, withChange, withFile, withMoment, withoutFile } from './example-scripts.ts';

describe('the scripts as they are', () => {
  it('have nothing to mend', () => {
    expect(problemsOf(realFiles)).toStrictEqual([]);
  });
});

describe('places', () => {
  it('points at file, line and column of the word in question', () => {
    const { files, line } = withMoment('en', 'callback.enter', '"Press 3 and we call back shortly."');
    expect(problemsOf(files)).toStrictEqual([
      `en/callback.yaml:${line}:43: "shortly" promises no time. Say the time, with a placeholder such as {nextSeconds}.`,
    ]);
  });

  it('finds the place in folded lines and in quotes with escapes', () => {
    const folded = withFile('en/goodbye.yaml', 'goodbye: >-\n  Thank you.\n  We are back\n  shortly.\n');
    expect(problemsOf(folded)[0]).toMatch(/^en\/goodbye.yaml:4:3: "shortly"/);
    const quoted = withFile('en/goodbye.yaml', "goodbye: 'It''s goodbye, and back soon.'\n");
    expect(problemsOf(quoted)[0]).toMatch(/^en\/goodbye.yaml:1:35: "soon"/);
  });

  it('reports everything at once, in the order of files and lines', () => {
    const files = [
      ...withoutFile('en/goodbye.yaml').filter(({ path }) => path !== 'voice-scripts/en/talk.yaml'),
      { path: 'voice-scripts/en/goodbye.yaml', text: 'goodbye: "Back soon."\n' },
      {
        path: 'voice-scripts/en/talk.yaml',
        text: 'talk.begin: "I am {operator}."\ntalk.return: "Back."\ntalk.again: "{operator}."\ntalk.look-in: "{operator}, not {other}."\n',
      },
    ];
    expect(problemsOf(files)).toStrictEqual([
      'en/goodbye.yaml:1:16: "soon" promises no time. Say the time, with a placeholder such as {nextSeconds}.',
      'en/talk.yaml:1:14: "I" makes a machine pass for a person. Say "we" of the team, or name the operator.',
      'en/talk.yaml:2:14: "{operator}" is missing. Put it where its words belong.',
    ]);
  });
});

describe('files and languages', () => {
  it.each(['voice.yaml', 'numbers.yaml', 'phrases.yaml', 'refusals.yaml'])(
    'asks for a missing %s',
    (file) => {
      expect(problemsOf(withoutFile(`ru/${file}`))).toStrictEqual([
        `ru/${file}:1:1: the file is missing. Copy the one of another language and translate it.`,
      ]);
    },
  );

  it('asks for a language, and for one default', () => {
    expect(problemsOf([])).toStrictEqual([
      'voice-scripts:1:1: no language was found. Make a folder for each, such as en.',
    ]);
    expect(
      problemsOf(withChange('en/voice.yaml', 'default: true', 'default: false', realFiles)),
    ).toStrictEqual([
      'de/voice.yaml:2:1: no language is the default. Write default: true in one voice.yaml.',
    ]);
    expect(
      problemsOf(withChange('ru/voice.yaml', 'name: Русский', 'name: Русский\ndefault: true')),
    ).toStrictEqual(['ru/voice.yaml:7:1: a second language claims to be the default. Remove this line.']);
  });

  it('refuses a voice of another language, a language that is none, and keys that nobody reads', () => {
    expect(
      problemsOf(withChange('ru/voice.yaml', 'Google.ru-RU-Wavenet-A', 'Google.en-US-Wavenet-A')),
    ).toStrictEqual(['ru/voice.yaml:4:8: this voice speaks en-US. Choose one for ru-RU.']);
    expect(problemsOf(withChange('en/voice.yaml', 'language: en-US', 'language: English!'))).toStrictEqual([
      'en/voice.yaml:2:11: "language" is not a language tag. Write a BCP 47 tag such as en-US.',
    ]);
    expect(problemsOf(withChange('en/voice.yaml', 'name: English', 'name: English\nspeed: 2'))).toStrictEqual(
      ['en/voice.yaml:7:1: "speed" is not known here. Remove it, or correct its spelling.'],
    );
  });

  it('refuses what is not YAML', () => {
    const [problem] = problemsOf(withFile('en/goodbye.yaml', 'goodbye: "Goodbye.\n'));
    expect(problem).toMatch(/^en\/goodbye.yaml:\d+:\d+: this is not readable YAML: Missing closing "quote\./);
    expect(problemsOf(withFile('en/goodbye.yaml', 'goodbye: "Bye."\ngoodbye: "Bye."\n'))[0]).toMatch(
      /^en\/goodbye.yaml:2:1: this is not readable YAML: Map keys must be unique\./,
    );
  });
});
