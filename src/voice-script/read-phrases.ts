import { halvesOfADay } from './clock.ts';
import { type DurationWords, type Phrases, splitNumberPlaceholder } from './phrases.ts';
import { type Numbers, type PhraseTexts, phrasesShape } from './schema.ts';
import { type ParsedFile, type Problem, type ValuePath, readShape } from './script-file.ts';
import { type Template, readTemplate } from './template.ts';
import { durationForms } from './value-kinds.ts';

/** Reads `phrases.yaml`: templates that know their placeholders and whose number forms exist. */
export function readPhrases(
  file: ParsedFile,
  numbers: Numbers,
  locale: string,
): { phrases: Phrases | null; problems: Problem[] } {
  const { value: texts, problems } = readShape(file, phrasesShape);
  if (!texts) return { phrases: null, problems };

  const ready = (path: ValuePath, text: string, amounts: string[], words: string[] = []): Template | null => {
    const result = readTemplate(text, locale);
    if ('error' in result) {
      const { error, offset } = result;
      problems.push(
        file.problemAt(path, `${error}. Write {name}, or {name, plural, one {…} other {…}}.`, offset),
      );
      return null;
    }
    problems.push(...misusedPlaceholders(file, path, result.template, numbers, amounts, words));
    return result.template;
  };

  const phrases = {
    position: ready(['position'], texts.position, ['n']),
    count: ready(['count'], texts.count, ['n']),
    durations: Object.fromEntries(
      Object.entries(texts.durations).map(([name, words]) => [
        name,
        readDuration(words, ['durations', name], ready),
      ]),
    ),
    ...Object.fromEntries(
      durationForms.map((form) => {
        const { duration, words, exactly } = texts[form];
        if (!Object.hasOwn(texts.durations, duration)) {
          const known = Object.keys(texts.durations).join(', ');
          const message = `"${duration}" is not a set of durations. Write one of: ${known}.`;
          problems.push(file.problemAt([form, 'duration'], message));
        }
        return [
          form,
          { duration, words: ready([form, 'words'], words, [], ['duration']), exactly: exactly ?? {} },
        ];
      }),
    ),
    range: Object.fromEntries(
      Object.entries(texts.range).map(([name, text]) => [
        name,
        ready(['range', name], text, rangeAmounts[name] ?? []),
      ]),
    ),
    code: { ...texts.code, digit: ready(['code', 'digit'], texts.code.digit, ['n']) },
    phone: { ...texts.phone, digit: ready(['phone', 'digit'], texts.phone.digit, ['n']) },
    days: texts.days,
    opening: ready(['opening'], texts.opening, [], ['day', 'time']),
    at: readTime(texts.at, ['at'], ready),
    after: readTime(texts.after, ['after'], ready),
  };
  // Every template that could not be read has left a problem.
  return { phrases: problems.length === 0 ? (phrases as unknown as Phrases) : null, problems };
}

const rangeAmounts: Record<string, string[]> = {
  less_than: ['high'],
  about: ['high'],
  between: ['low', 'high'],
  to_over_an_hour: ['low'],
};

const durationAmounts: Record<keyof Omit<DurationWords, 'exactly'>, string[]> = {
  seconds: ['seconds'],
  minutes: ['minutes'],
  minutes_and_a_half: ['minutes'],
  minutes_and_seconds: ['minutes', 'seconds'],
  hours: ['hours'],
  hours_and_minutes: ['hours', 'minutes'],
};

function readDuration(
  texts: PhraseTexts['durations'][string],
  path: ValuePath,
  ready: (path: ValuePath, text: string, amounts: string[]) => Template | null,
) {
  const units = Object.keys(durationAmounts) as (keyof typeof durationAmounts)[];
  return {
    exactly: texts.exactly ?? {},
    ...Object.fromEntries(
      units.map((unit) => [unit, ready([...path, unit], texts[unit], durationAmounts[unit])]),
    ),
  };
}

function readTime(
  texts: PhraseTexts['at'],
  path: ValuePath,
  ready: (path: ValuePath, text: string, amounts: string[]) => Template | null,
) {
  return {
    hour: ready([...path, 'hour'], texts.hour, ['hour']),
    hour_and_minutes: ready([...path, 'hour_and_minutes'], texts.hour_and_minutes, ['hour', 'minute']),
  };
}

/**
 * Amounts are printed in a form of `numbers.yaml` and asked about with plural, an hour also for its half of the day;
 * words are printed as they are. All must be used.
 */
function misusedPlaceholders(
  file: ParsedFile,
  path: ValuePath,
  template: Template,
  numbers: Numbers,
  amounts: string[],
  words: string[],
): Problem[] {
  const known =
    [...amounts.map((amount) => `{${amount}_…}`), ...words.map((word) => `{${word}}`)].join(', ') || 'none';
  const problems: Problem[] = [];
  for (const { name, how, offset, cases } of template.uses) {
    const { amount, form } = splitNumberPlaceholder(name);
    const isHalf = name === 'hour' && cases.every((one) => halvesOfADay.some((half) => half === one.name));
    const isKnown = words.includes(name)
      ? how === 'print'
      : amounts.includes(amount) && (how !== 'select' || isHalf);
    if (!isKnown) {
      problems.push(file.problemAt(path, `"{${name}}" is not known here. Known are: ${known}.`, offset));
    } else if (how === 'print' && amounts.includes(amount) && !Object.hasOwn(numbers, form)) {
      const forms = Object.keys(numbers)
        .map((one) => `{${amount}_${one}}`)
        .join(', ');
      problems.push(
        file.problemAt(path, `"{${name}}" names no form of numbers.yaml. Write one of: ${forms}.`, offset),
      );
    }
  }
  for (const needed of [...amounts, ...words]) {
    if (template.uses.some(({ name }) => name === needed || splitNumberPlaceholder(name).amount === needed))
      continue;
    problems.push(file.problemAt(path, `"{${needed}…}" is missing. Put it where its words belong.`));
  }
  return problems;
}
