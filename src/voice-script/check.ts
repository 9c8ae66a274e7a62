import { type ReadLanguage, readLanguage } from './read-language.ts';
import { type ParsedFile, type Problem, type ScriptFile, parseScriptFile } from './script-file.ts';
import type { LanguageScript, VoiceScripts } from './voice-scripts.ts';

export type { Problem, ScriptFile } from './script-file.ts';

/**
 * Everything that is wrong with a set of voice scripts, in the order of files and lines; empty where all is well.
 *
 * @param files every YAML file of every language, its path ending in `<language>/<file>.yaml`.
 */
export function checkVoiceScripts(files: readonly ScriptFile[]): Problem[] {
  return readVoiceScripts(files).problems;
}

/** Reads a set of voice scripts; `scripts` is null where anything is wrong with them. */
export function readVoiceScripts(files: readonly ScriptFile[]): {
  scripts: VoiceScripts | null;
  problems: Problem[];
} {
  const parsed = files.map(parseScriptFile);
  const folders = [...new Set(parsed.map(folderOf))];
  const read = folders.map((folder) =>
    readLanguage(
      folder,
      parsed.filter((file) => folderOf(file) === folder),
    ),
  );
  const problems = [...read.flatMap((language) => language.problems), ...checkDefault(read, files)].toSorted(
    byPlace,
  );
  const scripts = read.flatMap(({ script }) => script ?? []);
  const defaultLanguage = scripts.find(({ voice }) => voice.default)?.code;
  if (problems.length > 0 || defaultLanguage === undefined) return { scripts: null, problems };
  return { scripts: deepFreeze({ defaultLanguage, languages: keyedByCode(scripts) }), problems };
}

function folderOf({ path }: ParsedFile): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function checkDefault(languages: ReadLanguage[], files: readonly ScriptFile[]): Problem[] {
  const [first] = languages;
  if (!first) {
    const message = 'no language was found. Make a folder for each, such as en.';
    return [{ file: files[0]?.path ?? 'voice-scripts', line: 1, column: 1, message }];
  }
  const defaults = languages.filter(({ voice }) => voice?.default);
  if (defaults.length === 0 && languages.every(({ voice }) => voice)) {
    return [
      first.voiceFile.problemAt([], 'no language is the default. Write default: true in one voice.yaml.'),
    ];
  }
  return defaults
    .slice(1)
    .map(({ voiceFile }) =>
      voiceFile.problemAtKey(['default'], 'a second language claims to be the default. Remove this line.'),
    );
}

function keyedByCode(scripts: LanguageScript[]): VoiceScripts['languages'] {
  return Object.fromEntries(scripts.map((script) => [script.code, script]));
}

function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
