import { z } from 'zod';

/** Said of a file, or of a part of one, that is something else than names with values. */
const notATable = { error: 'is missing, or is no table. Write it as lines of name: value.' };

/** The longest template that is read; no message of 12 s comes near it. */
const LONGEST_TEMPLATE = 1_000;

/** The shape of `voice.yaml`: who speaks this language. */
export const voiceShape = z.strictObject(
  {
    language: text('a BCP 47 tag such as en-US').refine(isLanguageTag, {
      error: 'is not a language tag. Write a BCP 47 tag such as en-US.',
    }),
    voice: text('a voice of <Say> such as Polly.Joanna-Neural'),
    name: text("the language's name in the language itself"),
    default: z
      .boolean({ error: 'is neither true nor false. Write true in one language, and nothing in the others.' })
      .optional(),
  },
  notATable,
);

/** The shape of `numbers.yaml`: the words for numbers, once for each grammatical form that the phrases need. */
export const numbersShape = z.record(
  z.string().regex(/^[a-z][a-z0-9_]*$/, { error: 'is no name for a form. Use small letters, digits and _.' }),
  z.strictObject(
    {
      words: z.record(
        z.string().regex(/^\d{1,3}$/, { error: 'is not a number. Write digits before the colon.' }),
        plainWords('the word for this number'),
        { error: 'is missing. Write a list of number: word.' },
      ),
      compound: text('how tens and ones stand together, such as "{tens}-{ones}"').optional(),
      tens_from: text('the form that lends the tens to compound').optional(),
      otherwise: text('the form whose words are taken where this one has none').optional(),
      beyond: text('what is said of a number without a word, such as "number {n}"').optional(),
    },
    { error: 'has no words. Write words: and below it number: word.' },
  ),
  { error: 'is empty. Write at least one form with its words.' },
);

const durationWords = z.strictObject(
  {
    exactly: secondsTable().optional(),
    seconds: template(),
    minutes: template(),
    minutes_and_a_half: template(),
    minutes_and_seconds: template(),
    hours: template(),
    hours_and_minutes: template(),
  },
  notATable,
);

const durationForm = z.strictObject(
  {
    duration: text('one of the names below durations'),
    words: template(),
    exactly: secondsTable().optional(),
  },
  notATable,
);

const noGroups = 'Write how many digits are spoken in one breath, such as [3, 3, 4].';

const digitGroups = z.strictObject(
  {
    digit: template(),
    groups: z
      .array(
        z
          .number({ error: `is not a number. ${noGroups}` })
          .int({ error: `is not a whole number. ${noGroups}` })
          .min(1, { error: `is below 1. ${noGroups}` }),
        { error: `is missing. ${noGroups}` },
      )
      .min(1, { error: `is empty. ${noGroups}` }),
  },
  notATable,
);

const timeOfDay = z.strictObject({ hour: template(), hour_and_minutes: template() }, notATable);

const day = () => plainWords('the day in a sentence, such as "on Monday"');

/** The shape of `phrases.yaml`: places, durations, ranges, digits and times of day, of which the moments are put together. */
export const phrasesShape = z.strictObject(
  {
    position: template(),
    count: template(),
    durations: z.record(z.string(), durationWords, {
      error: 'is missing. Write at least one set of durations.',
    }),
    in: durationForm,
    every: durationForm,
    about: durationForm,
    for: durationForm,
    range: z.strictObject(
      {
        less_than: template(),
        about: template(),
        between: template(),
        to_over_an_hour: template(),
        over_an_hour: template(),
      },
      notATable,
    ),
    code: digitGroups,
    phone: digitGroups,
    days: z.strictObject(
      {
        today: day(),
        tomorrow: day(),
        '1': day(),
        '2': day(),
        '3': day(),
        '4': day(),
        '5': day(),
        '6': day(),
        '7': day(),
      },
      notATable,
    ),
    opening: template(),
    at: timeOfDay,
    after: timeOfDay,
  },
  notATable,
);

/** What the checker refuses, for each reason the words and beginnings of words (`discount*`) that give it away. */
export const refusalsShape = z.strictObject(
  {
    adverts: wordList(),
    elsewhere: wordList(),
    empty_politeness: wordList(),
    apologies: wordList(),
    vague_times: wordList(),
    posing_as_a_person: wordList(),
  },
  notATable,
);

/**
 * The shape of `answers.yaml`: by which words each spoken answer is understood (Twilio: hints of at most 100
 * characters, 500 of them).
 */
export const answersShape = z.strictObject(
  { yes: answerList(), no: answerList(), 'call-back': answerList(), 'come-back': answerList() },
  notATable,
);

const noWords = { error: 'has no words. Write one sentence in quotation marks, or a list of variants.' };

/** The shape of a file of moments: each has one template, or a list of variants. */
export const momentsShape = z.record(
  z.string(),
  z.union([template(), z.array(template()).min(1, noWords)], noWords),
  notATable,
);

export type Voice = z.infer<typeof voiceShape>;
export type Numbers = z.infer<typeof numbersShape>;
export type PhraseTexts = z.infer<typeof phrasesShape>;
export type Refusals = z.infer<typeof refusalsShape>;
export type Answers = z.infer<typeof answersShape>;

/** A text that must be there; `what` tells the person who left it out what to write. */
function text(what: string) {
  return z
    .string({ error: ({ input }) => `${input === undefined ? 'is missing' : 'is not text'}. Write ${what}.` })
    .min(1, { error: `is empty. Write ${what}.` })
    .max(LONGEST_TEMPLATE, { error: `is longer than ${LONGEST_TEMPLATE} characters. Shorten it.` });
}

function plainWords(what: string) {
  return text(what).regex(/^[^{}]*$/, {
    error: 'has a placeholder, and nothing is filled in here. Write plain words.',
  });
}

function template() {
  return text('the words, with {placeholders}');
}

function secondsTable() {
  return z.record(
    z.string().regex(/^\d{1,5}$/, { error: 'is not a number of seconds. Write digits before the colon.' }),
    plainWords('the words for exactly this many seconds'),
    { error: 'is not a table. Write seconds: words.' },
  );
}

function answerList() {
  const noAnswers = 'Write a list of the words and phrases that mean it.';
  return z
    .array(
      z
        .string({ error: 'is not text. Write a word or a phrase in quotation marks.' })
        .max(100, { error: 'is longer than 100 characters, which is no hint to Twilio. Shorten it.' })
        .regex(/^[\p{L}\p{N}\p{M}](?:['’ -]?[\p{L}\p{N}\p{M}])*$/u, {
          error: 'has signs that nobody speaks. Write words with one space between them.',
        }),
      { error: `is missing. ${noAnswers}` },
    )
    .min(1, { error: `is empty. ${noAnswers}` })
    .max(100, { error: 'has more than 100 phrases. Leave out the rarest.' });
}

function wordList() {
  return z.array(text('a word or a phrase'), {
    error: 'is missing. Write a list of words and phrases, or [] where this language has none.',
  });
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag;
  } catch {
    return false;
  }
}
