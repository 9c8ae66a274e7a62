import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VoiceScriptError, loadVoiceScripts } from '../../src/voice-script/load.ts';
import { line } from '../../src/voice-script/moments.ts';
import { renderLine } from '../../src/voice-script/render.ts';
import { realFiles } from './example-scripts.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'voice-scripts-'));
  cpSync('voice-scripts', directory, { recursive: true });
});

afterEach(() => rmSync(directory, { recursive: true }));

describe('a third language', () => {
  it('is a folder and nothing else', () => {
    const german = join(directory, 'de');
    const aside = mkdtempSync(join(tmpdir(), 'german-'));
    renameSync(german, join(aside, 'de'));
    expect(Object.keys(loadVoiceScripts(directory).languages)).toStrictEqual(['en', 'ru']);

    renameSync(join(aside, 'de'), german);
    rmSync(aside, { recursive: true });
    const scripts = loadVoiceScripts(directory);
    expect(Object.keys(scripts.languages)).toStrictEqual(['de', 'en', 'ru']);
    expect(scripts.defaultLanguage).toBe('en');
    expect(renderLine(scripts, 'de', line('key.keep-waiting', { nextSeconds: 45 }), 0)).toStrictEqual({
      text: 'Gut. Nächste Meldung in fünfundvierzig Sekunden.',
      voice: 'Polly.Vicki-Neural',
      language: 'de-DE',
    });
  });

  it('is not known to the code that speaks', () => {
    const spoken = [
      'voice-script',
      'contact',
      'desk',
      'switchboard',
      'twilio',
      'twiml',
      'waiting',
      'store',
      'api',
    ];
    const naming = spoken
      .flatMap((folder) =>
        readdirSync(join('src', folder), { recursive: true, encoding: 'utf8' }).map((file) =>
          join('src', folder, file),
        ),
      )
      .filter(
        (file) =>
          file.endsWith('.ts') && /['"`](de|de-DE)['"`]|Polly\.Vicki/.test(readFileSync(file, 'utf8')),
      );
    expect(naming).toStrictEqual([]);
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
    expect(Object.keys(loadVoiceScripts(directory).languages)).toStrictEqual(['de', 'en', 'ru']);
  });
});

describe('the check on the command line', () => {
  it('says that all is well', () => {
    const { status, stdout } = check();
    expect({ status, stdout }).toStrictEqual({
      status: 0,
      stdout: `Voice scripts: ${realFiles.length} files, nothing to mend.\n`,
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
