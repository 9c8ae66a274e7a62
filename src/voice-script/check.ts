import type { MomentName } from './moments.ts';
import { moments } from './moments.ts';
import { GREATEST_NUMBER_IN_WORDS, wordsFor } from './numbers.ts';
import { checkSpoken } from './check-spoken.ts';
import { type Variant, fileOfMoment, readMoments } from './read-moments.ts';
import { readPhrases } from './read-phrases.ts';
import { type Numbers, type Voice, numbersShape, refusalsShape, voiceShape } from './schema.ts';
import { type ParsedFile, type Problem, type ScriptFile, parseScriptFile, readShape } from './script-file.ts';
import type { Template } from './template.ts';
import type { LanguageScript, VoiceScripts } from './voice-scripts.ts';

export type { Problem, ScriptFile } from './script-file.ts';

/** The files of a language that hold no moments. */
const groundwork = ['voice.yaml', 'numbers.yaml', 'phrases.yaml', 'refusals.yaml'];

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

type ReadLanguage = {
  script: LanguageScript | null;
  voice: Voice | null;
  voiceFile: ParsedFile;
  problems: Problem[];
};

function readLanguage(folder: string, files: ParsedFile[]): ReadLanguage {
  const problems: Problem[] = [];
  const fileNamed = (name: string): ParsedFile => {
    const file = files.find(({ path }) => path === `${folder}/${name}`);
    if (file) return file;
    const missing = parseScriptFile({ path: `${folder}/${name}`, text: '' });
    const message = 'the file is missing. Copy the one of another language and translate it.';
    return { ...missing, problems: [missing.problemAt([], message)] };
  };

  const voiceFile = fileNamed('voice.yaml');
  const { value: voice, problems: ofVoice } = readShape(voiceFile, voiceShape);
  const { value: refusals, problems: ofRefusals } = readShape(fileNamed('refusals.yaml'), refusalsShape);
  const numbersFile = fileNamed('numbers.yaml');
  const { value: numbers, problems: ofNumbers } = readShape(numbersFile, numbersShape);
  problems.push(...ofVoice, ...ofRefusals, ...ofNumbers);
  if (voice) problems.push(...checkVoice(voiceFile, voice));
  if (numbers) problems.push(...checkNumbers(numbersFile, numbers));

  const locale = voice?.language ?? 'en';
  const { phrases, problems: ofPhrases } = readPhrases(fileNamed('phrases.yaml'), numbers ?? {}, locale);
  // Without number words every form in the phrases would be blamed for it.
  if (numbers) problems.push(...ofPhrases);

  const momentFiles = files.filter(({ path }) => !groundwork.includes(path.slice(folder.length + 1)));
  const ofMoments = momentFiles.map((file) => readMoments(file, locale, refusals));
  const variants = ofMoments.flatMap((file) => file.variants);
  problems.push(...ofMoments.flatMap((file) => file.problems));
  problems.push(...missingMoments(folder, momentFiles, new Set(ofMoments.flatMap((file) => file.named))));
  if (!voice || !numbers || !phrases) return { script: null, voice, voiceFile, problems };

  problems.push(...checkSpoken(variants, { voice, numbers, phrases }));
  const code = folder.slice(folder.lastIndexOf('/') + 1);
  return {
    script: { code, voice, numbers, phrases, moments: templatesByMoment(variants) },
    voice,
    voiceFile,
    problems,
  };
}

function folderOf({ path }: ParsedFile): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** A voice whose name carries a language of its own speaks no other: Twilio fails such a `<Say>`. */
function checkVoice(file: ParsedFile, voice: Voice): Problem[] {
  const speaks = /^Google\.([a-z]{2,3}-[A-Z]{2})-/.exec(voice.voice)?.[1];
  if (speaks === undefined || speaks === voice.language) return [];
  return [file.problemAt(['voice'], `this voice speaks ${speaks}. Choose one for ${voice.language}.`)];
}

function checkNumbers(file: ParsedFile, numbers: Numbers): Problem[] {
  return Object.entries(numbers).flatMap(([form, own]) => {
    for (const key of ['tens_from', 'otherwise'] as const) {
      const other = own[key];
      if (other === undefined || Object.hasOwn(numbers, other)) continue;
      const message = `"${other}" is not a form. Write one of: ${Object.keys(numbers).join(', ')}.`;
      return [file.problemAt([form, key], message)];
    }
    for (let n = 1; n <= GREATEST_NUMBER_IN_WORDS; n++) {
      if (wordsFor(numbers, form, n) !== null) continue;
      return [
        file.problemAtKey([form], `"${form}" has no word for ${n}. Add ${n}, or tens, ones and compound.`),
      ];
    }
    return [];
  });
}

function missingMoments(folder: string, files: ParsedFile[], named: Set<string>): Problem[] {
  return Object.keys(moments)
    .filter((name) => !named.has(name))
    .map((name) => {
      const path = `${folder}/${fileOfMoment(name)}`;
      const file = files.find((one) => one.path === path) ?? parseScriptFile({ path, text: '' });
      return file.problemAt([], `"${name}" is missing. Add its words to this file.`);
    });
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

function templatesByMoment(variants: Variant[]): LanguageScript['moments'] {
  const byMoment = {} as Record<MomentName, Template[]>;
  for (const { moment, template } of variants) (byMoment[moment] ??= []).push(template);
  return byMoment;
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
