import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VoiceScriptError, loadVoiceScripts } from '../../src/voice-script/load.ts';
import { line } from '../../src/voice-script/moments.ts';
import { renderLine } from '../../src/voice-script/render.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'voice-scripts-'));
  cpSync('voice-scripts', directory, { recursive: true });
});

afterEach(() => rmSync(directory, { recursive: true }));

describe('a third language', () => {
  it('is a folder and no code', () => {
    addGerman(directory);
    const scripts = loadVoiceScripts(directory);
    expect(Object.keys(scripts.languages)).toStrictEqual(['de', 'en', 'ru']);
    expect(scripts.defaultLanguage).toBe('en');

    const spoken = (name: Parameters<typeof renderLine>[2]) => renderLine(scripts, 'de', name, 0);
    expect(spoken(line('key.keep-waiting', { nextSeconds: 45 }))).toStrictEqual({
      text: 'Gut. Nächste Nachricht in fünfundvierzig Sekunden.',
      voice: 'Polly.Vicki-Neural',
      language: 'de-DE',
    });
    expect(spoken(line('key.keep-waiting', { nextSeconds: 60 })).text).toBe(
      'Gut. Nächste Nachricht in einer Minute.',
    );
    expect(spoken(line('key.keep-waiting', { nextSeconds: 1_260 })).text).toBe(
      'Gut. Nächste Nachricht in einundzwanzig Minuten.',
    );
    expect(spoken(line('greeting.place', { position: 3, rangeLow: 4, rangeHigh: 7 })).text).toBe(
      'Sie sind an dritter Stelle: vier bis sieben Minuten.',
    );
  });
});

describe('loading', () => {
  it('throws with every problem as file:line:column', () => {
    writeFileSync(join(directory, 'en/goodbye.yaml'), 'goodbye: "Back soon."\n');
    rmSync(join(directory, 'ru/numbers.yaml'));
    const error = errorOf(() => loadVoiceScripts(directory));
    expect(error).toBeInstanceOf(VoiceScriptError);
    expect(error?.message).toBe(
      `Failed to load the voice scripts in ${directory}: 2 to mend.\n` +
        `  ${directory}/en/goodbye.yaml:1:16: "soon" promises no time. Say the time, with a placeholder such as {nextSeconds}.\n` +
        `  ${directory}/ru/numbers.yaml:1:1: the file is missing. Copy the one of another language and translate it.`,
    );
  });

  it('reads only the YAML files of language folders', () => {
    writeFileSync(join(directory, 'README.md'), '# Words');
    writeFileSync(join(directory, 'en/notes.txt'), 'I, me, my');
    expect(Object.keys(loadVoiceScripts(directory).languages)).toStrictEqual(['en', 'ru']);
  });
});

describe('the check on the command line', () => {
  it('says that all is well', () => {
    const { status, stdout } = check();
    expect({ status, stdout }).toStrictEqual({
      status: 0,
      stdout: 'Voice scripts: 26 files, nothing to mend.\n',
    });
  });

  it('prints each problem and fails', () => {
    writeFileSync(join(directory, 'en/goodbye.yaml'), 'goodbye: "Back soon."\n');
    const { status, stderr } = check();
    expect(status).toBe(1);
    expect(stderr).toBe(
      `${directory}/en/goodbye.yaml:1:16: "soon" promises no time. Say the time, with a placeholder such as {nextSeconds}.\n` +
        '1 to mend in the voice scripts.\n',
    );
  });
});

function check() {
  const command = ['--import', 'tsx', 'src/voice-script/check-cli.ts', directory];
  return spawnSync(process.execPath, command, { encoding: 'utf8' });
}

function errorOf(run: () => unknown): Error | null {
  try {
    run();
    return null;
  } catch (error) {
    return error as Error;
  }
}

/** German, whose "one-and-twenty" and datives neither English nor Russian has. Where the test does not look, English words stand in. */
function addGerman(scripts: string): void {
  const folder = join(scripts, 'de');
  mkdirSync(folder);
  for (const file of readdirSync(join(scripts, 'en'))) cpSync(join(scripts, 'en', file), join(folder, file));
  const change = (file: string, changes: Record<string, string>) => {
    const path = join(folder, file);
    const text = Object.entries(changes).reduce(
      (all, [from, to]) => all.replace(from, () => to),
      readFileSync(path, 'utf8'),
    );
    writeFileSync(path, text);
  };
  writeFileSync(join(folder, 'voice.yaml'), 'language: de-DE\nvoice: Polly.Vicki-Neural\nname: Deutsch\n');
  writeFileSync(join(folder, 'numbers.yaml'), germanNumbers());
  change('phrases.yaml', {
    'a minute\n': 'einer Minute\n',
    '{seconds, plural, one {second} other {seconds}}': '{seconds, plural, one {Sekunde} other {Sekunden}}',
    '{minutes, plural, one {minute} other {minutes}}': '{minutes, plural, one {Minute} other {Minuten}}',
    '{low_cardinal} to {high_cardinal} minutes': '{low_cardinal} bis {high_cardinal} Minuten',
  });
  change('key.yaml', { 'key.keep-waiting: "Good. Next word': 'key.keep-waiting: "Gut. Nächste Nachricht' });
  change('greeting.yaml', {
    '"You are {position}{range, select, none { in line}':
      '"Sie sind an {position} Stelle{range, select, none {}',
  });
}

function germanNumbers(): string {
  const ones = [
    'ein',
    'zwei',
    'drei',
    'vier',
    'fünf',
    'sechs',
    'sieben',
    'acht',
    'neun',
    'zehn',
    'elf',
    'zwölf',
  ];
  const teens = ['drei', 'vier', 'fünf', 'sech', 'sieb', 'acht', 'neun'].map((one) => `${one}zehn`);
  const tens = ['zwanzig', 'dreißig', 'vierzig', 'fünfzig', 'sechzig', 'siebzig', 'achtzig', 'neunzig'];
  const cardinals = [...ones, ...teens, ...tens];
  const early = ['erster', 'zweiter', 'dritter', 'vierter', 'fünfter', 'sechster', 'siebter', 'achter'];
  const ordinals = cardinals.map((word, at) => early[at] ?? `${word}${at < 19 ? 'ter' : 'ster'}`);
  return [
    'cardinal:',
    '  compound: "{ones}und{tens}"',
    '  words:',
    ...table(cardinals),
    'ordinal:',
    '  otherwise: cardinal',
    '  beyond: "{n}."',
    '  words:',
    ...table(ordinals),
    '',
  ].join('\n');
}

/** Lines of number: word for 1 to 19, then 20, 30 … 90. */
function table(words: string[]): string[] {
  return [
    ...words.slice(0, 19).map((word, at) => `    ${at + 1}: ${word}`),
    ...words.slice(19).map((word, at) => `    ${at * 10 + 20}: ${word}`),
  ];
}
