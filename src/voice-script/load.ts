import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Problem, type ScriptFile, readVoiceScripts } from './check.ts';
import type { VoiceScripts } from './voice-scripts.ts';

/** Voice scripts that must not be spoken, with all that is wrong with them. */
export class VoiceScriptError extends Error {
  override readonly name = 'VoiceScriptError';

  constructor(
    readonly directory: string,
    readonly problems: readonly Problem[],
  ) {
    const list = problems.map((problem) => `  ${describeProblem(problem)}`).join('\n');
    super(`Failed to load the voice scripts in ${directory}: ${problems.length} to mend.\n${list}`);
  }
}

/** `file:line:column: what is wrong. What would be right.` */
export function describeProblem({ file, line, column, message }: Problem): string {
  return `${file}:${line}:${column}: ${message}`;
}

/** The project's own. */
const DIRECTORY = join(import.meta.dirname, '..', '..', 'voice-scripts');

/**
 * Reads every language folder below `directory`, the project's own where none is named, and checks it.
 *
 * @throws VoiceScriptError where anything is wrong; a file that cannot be read throws as it does in Node.
 */
export function loadVoiceScripts(directory: string = DIRECTORY): VoiceScripts {
  const { scripts, problems } = readVoiceScripts(readScriptFiles(directory));
  if (!scripts) throw new VoiceScriptError(directory, problems);
  return scripts;
}

/** Every YAML file of every language folder, in the order of their names. */
export function readScriptFiles(directory: string): ScriptFile[] {
  const languages = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  return languages.toSorted().flatMap((language) =>
    readdirSync(join(directory, language))
      .filter((file) => file.endsWith('.yaml'))
      .toSorted()
      .map((file) => `${directory}/${language}/${file}`)
      .map((path) => ({ path, text: readFileSync(path, 'utf8') })),
  );
}
