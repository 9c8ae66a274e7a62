import { checkSpoken } from './check-spoken.ts';
import { refusedWords } from './check-words.ts';
import { type MomentName, moments } from './moments.ts';
import { normalised } from './spoken-answer.ts';
import { GREATEST_NUMBER_IN_WORDS, wordsFor } from './numbers.ts';
import { type Variant, fileOfMoment, readMoments } from './read-moments.ts';
import { readPhrases } from './read-phrases.ts';
import {
  type Numbers,
  type Answers,
  type Refusals,
  type Voice,
  numbersShape,
  answersShape,
  refusalsShape,
  voiceShape,
} from './schema.ts';
import { type ParsedFile, type Problem, type ValuePath, parseScriptFile, readShape } from './script-file.ts';
import type { Template } from './template.ts';
import type { LanguageScript } from './voice-scripts.ts';

/** What came of reading one language folder; `script` is null where its groundwork is not whole. */
export type ReadLanguage = {
  script: LanguageScript | null;
  voice: Voice | null;
  voiceFile: ParsedFile;
  problems: Problem[];
};

/** The files of a language that hold no moments. */
const groundwork = ['voice.yaml', 'numbers.yaml', 'phrases.yaml', 'refusals.yaml', 'answers.yaml'];

/**
 * Reads one language folder and checks all that concerns it alone.
 *
 * @param folder the path that all of `files` begin with.
 */
export function readLanguage(folder: string, files: ParsedFile[]): ReadLanguage {
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
  const answersFile = fileNamed('answers.yaml');
  const { value: answers, problems: ofAnswers } = readShape(answersFile, answersShape);
  problems.push(...ofVoice, ...ofRefusals, ...ofNumbers, ...ofAnswers);
  if (answers) problems.push(...checkAnswers(answersFile, answers));
  if (voice) problems.push(...checkVoice(voiceFile, voice));
  if (numbers) problems.push(...checkNumbers(numbersFile, numbers));

  const phrasesFile = fileNamed('phrases.yaml');
  const locale = voice?.language ?? 'en';
  const { phrases, problems: ofPhrases } = readPhrases(phrasesFile, numbers ?? {}, locale);
  // Without number words every form in the phrases would be blamed for it.
  if (numbers) problems.push(...ofPhrases);

  if (refusals) {
    problems.push(...[numbersFile, phrasesFile].flatMap((file) => checkTexts(file, refusals)));
  }

  const momentFiles = files.filter(({ path }) => !groundwork.includes(path.slice(folder.length + 1)));
  const ofMoments = momentFiles.map((file) => ({ file, ...readMoments(file, locale, refusals) }));
  const variants = ofMoments.flatMap((one) => one.variants);
  problems.push(...ofMoments.flatMap((one) => one.problems));
  problems.push(...missingMoments(folder, ofMoments));
  if (!voice || !numbers || !phrases || !refusals || !answers)
    return { script: null, voice, voiceFile, problems };

  problems.push(...checkSpoken(variants, { voice, numbers, phrases }));
  const code = folder.slice(folder.lastIndexOf('/') + 1);
  return {
    script: { code, voice, numbers, phrases, moments: templatesByMoment(variants), refusals, answers },
    voice,
    voiceFile,
    problems,
  };
}

/** A voice whose name carries a language of its own speaks no other: Twilio fails such a `<Say>`. */
function checkVoice(file: ParsedFile, voice: Voice): Problem[] {
  const speaks = /^Google\.([a-z]{2,3}-[A-Z]{2})-/.exec(voice.voice)?.[1];
  if (speaks === undefined || speaks === voice.language) return [];
  return [file.problemAt(['voice'], `this voice speaks ${speaks}. Choose one for ${voice.language}.`)];
}

/** A phrase means one thing. */
function checkAnswers(file: ParsedFile, answers: Answers): Problem[] {
  const meanings = new Map<string, string>();
  return Object.entries(answers).flatMap(([meaning, phrases]) =>
    phrases.flatMap((phrase, i) => {
      const spoken = normalised(phrase);
      const other = meanings.get(spoken);
      if (other === undefined) meanings.set(spoken, meaning);
      return other === undefined
        ? []
        : [file.problemAt([meaning, i], `"${phrase}" means ${other} already. Let it mean one thing.`)];
    }),
  );
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
      // A form that borrows is not blamed for what the other one lacks.
      if (own.otherwise !== undefined && wordsFor(numbers, own.otherwise, n) === null) continue;
      return [
        file.problemAtKey([form], `"${form}" has no word for ${n}. Add ${n}, or tens, ones and compound.`),
      ];
    }
    return [];
  });
}

/** Every text of a file that has no moments, held to the words and characters that no sentence may have. */
function checkTexts(file: ParsedFile, refusals: Refusals): Problem[] {
  return textsIn(file.content).flatMap(({ path, text }) =>
    refusedWords(text, refusals, true).map(({ offset, message }) => file.problemAt(path, message, offset)),
  );
}

function textsIn(content: unknown, path: ValuePath = []): { path: ValuePath; text: string }[] {
  if (typeof content === 'string') return [{ path, text: content }];
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content).flatMap(([key, inner]) => textsIn(inner, [...path, key]));
}

/** Moments of a file that could not be read are not called missing. */
function missingMoments(folder: string, files: { file: ParsedFile; named: string[] | null }[]): Problem[] {
  const named = new Set(files.flatMap((one) => one.named ?? []));
  return Object.keys(moments)
    .filter((name) => !named.has(name))
    .flatMap((name) => {
      const path = `${folder}/${fileOfMoment(name)}`;
      const read = files.find((one) => one.file.path === path);
      if (read && read.named === null) return [];
      const file = read?.file ?? parseScriptFile({ path, text: '' });
      return [file.problemAt([], `"${name}" is missing. Add its words to this file.`)];
    });
}

function templatesByMoment(variants: Variant[]): LanguageScript['moments'] {
  const byMoment = {} as Record<MomentName, Template[]>;
  for (const { moment, template } of variants) (byMoment[moment] ??= []).push(template);
  return byMoment;
}
