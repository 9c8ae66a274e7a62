import { checkVoiceScripts, type ScriptFile } from '../../src/voice-script/check.ts';
import { readScriptFiles } from '../../src/voice-script/load.ts';

/** The real scripts as files, for tests that break one thing in them. */
export const realFiles: readonly ScriptFile[] = readScriptFiles('voice-scripts');

/** The real scripts with one passage of one file replaced. Fails where the passage is not there, so that no test passes by chance. */
export function withChange(
  file: string,
  passage: string | RegExp,
  replacement: string,
  files = enoughFor(file),
): ScriptFile[] {
  return files.map((one) => {
    if (one.path !== `voice-scripts/${file}`) return one;
    const text = one.text.replace(passage, () => replacement);
    if (text === one.text)
      throw new Error(`Failed to change ${file}: it has no "${passage}". Look at the file.`);
    return { ...one, text };
  });
}

/** The real scripts with one file replaced as a whole. */
export function withFile(file: string, text: string): ScriptFile[] {
  return [...withoutFile(file), { path: `voice-scripts/${file}`, text }];
}

export function withoutFile(file: string): ScriptFile[] {
  return enoughFor(file).filter(({ path }) => path !== `voice-scripts/${file}`);
}

/** One language with the words of one moment replaced by `yaml`, on the file's last line. */
export function withMoment(
  language: string,
  moment: string,
  yaml: string,
): { files: ScriptFile[]; line: number } {
  const path = `voice-scripts/${language}/${moment.split('.')[0]}.yaml`;
  const own = filesOf(language);
  const file = own.find((one) => one.path === path);
  if (!file) throw new Error(`Failed to find ${path}. Name a moment that exists.`);
  const kept = withoutMoment(file.text, moment);
  const text = `${kept}${moment}: ${yaml}\n`;
  const files = [...own.filter((one) => one !== file).map(asDefault), { path, text }];
  return { files, line: kept.split('\n').length };
}

/** English, the default, is a whole set of its own, and a third of the work; the others need it beside them. */
function enoughFor(file: string): readonly ScriptFile[] {
  return file.startsWith('en/') ? filesOf('en') : realFiles;
}

function filesOf(language: string): ScriptFile[] {
  return realFiles.filter(({ path }) => path.startsWith(`voice-scripts/${language}/`));
}

/** A language that stands alone has to be the default. */
function asDefault(file: ScriptFile): ScriptFile {
  if (!file.path.endsWith('/voice.yaml') || /^default: true$/m.test(file.text)) return file;
  return { ...file, text: `${file.text}default: true\n` };
}

function withoutMoment(text: string, moment: string): string {
  const kept: string[] = [];
  let isInside = false;
  for (const line of text.trimEnd().split('\n')) {
    if (/^\S/.test(line)) isInside = line.startsWith(`${moment}:`);
    if (!isInside) kept.push(line);
  }
  return `${kept.join('\n')}\n`;
}

/** Problems as `file:line:column: message`, paths from the language folder on. */
export function problemsOf(files: readonly ScriptFile[]): string[] {
  return checkVoiceScripts(files).map(
    ({ file, line, column, message }) =>
      `${file.replace('voice-scripts/', '')}:${line}:${column}: ${message}`,
  );
}

/** What the checker says of other words for one moment, without the file and line, which the test of places covers. */
export function verdictsOn(moment: string, yaml: string, language = 'en'): string[] {
  const { files } = withMoment(language, moment, yaml);
  return checkVoiceScripts(files).map(({ column, message }) => `${column}: ${message}`);
}
