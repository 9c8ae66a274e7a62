import {
  type MessageFormatElement,
  isArgumentElement,
  isLiteralElement,
  isPluralElement,
  isPoundElement,
  isSelectElement,
  parse,
} from '@formatjs/icu-messageformat-parser';

/** One use of a placeholder: printed, or asked about by its case (`select`) or its number (`plural`). */
export type TemplateUse = {
  name: string;
  how: 'print' | 'select' | 'plural';
  /** Where it stands in the template's text. */
  offset: number;
  /** The cases that a `select` names, with their places; `other` is left out. */
  cases: { name: string; offset: number }[];
  atSentenceStart: boolean;
};

/** Where a template finds what it is filled with. */
export type Filling = {
  /** The words for `{name}`, with a capital where a sentence begins and the words are not somebody's own. */
  print(name: string, atSentenceStart: boolean): string;
  /** The case that `{name, select, …}` chooses by. */
  caseOf(name: string): string;
  /** The number that `{name, plural, …}` chooses by. */
  numberOf(name: string): number;
};

export type Template = { text: string; uses: readonly TemplateUse[]; fillWith(filling: Filling): string };

export type TemplateResult = { template: Template } | { error: string; offset: number };

/** Fills nothing in: the ground on which a filling is built that needs one side only. */
export const nothing: Filling = { print: () => '', caseOf: () => 'other', numberOf: () => 0 };

/**
 * Reads one ICU MessageFormat template (unicode-org.github.io/icu/userguide/format_parse/messages).
 * Of ICU it knows `{name}`, `select`, `plural` and `selectordinal`; numbers, dates and tags are refused,
 * since a voice needs words for them. The same name may be printed and asked about.
 *
 * @param locale BCP 47; decides the plural rules.
 */
export function readTemplate(text: string, locale: string): TemplateResult {
  try {
    const uses: TemplateUse[] = [];
    const elements = parse(text, { captureLocation: true, ignoreTag: true, shouldParseSkeletons: false });
    const { words } = prepare(elements, { text, uses, ...grammarOf(locale) }, '');
    return { template: { text, uses, fillWith: (filling) => words(filling, 0) } };
  } catch (error) {
    if (error instanceof UnsupportedElement) return { error: error.message, offset: error.offset };
    const kind = error instanceof Error ? error.message : String(error);
    const offset = (error as { location?: { start: { offset: number } } }).location?.start.offset ?? 0;
    return { error: syntaxHelp[kind] ?? `ICU calls this ${kind.toLowerCase().replaceAll('_', ' ')}`, offset };
  }
}

class UnsupportedElement extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

const syntaxHelp: Record<string, string> = {
  EXPECT_ARGUMENT_CLOSING_BRACE: 'a { is never closed by }',
  EMPTY_ARGUMENT: 'a placeholder { } without a name',
  MALFORMED_ARGUMENT: 'a placeholder that is not a plain name',
  INVALID_ARGUMENT_TYPE: 'after the name only select, plural or selectordinal may follow',
  MISSING_OTHER_CLAUSE: 'a select or plural without other {…}',
  EXPECT_SELECT_ARGUMENT_SELECTOR_FRAGMENT: 'a case without its words in { }',
  EXPECT_PLURAL_ARGUMENT_SELECTOR_FRAGMENT: 'a plural form without its words in { }',
};

/** Says its part of a template; `count` is what `#` stands for within a `plural`. */
type Words = (filling: Filling, count: number) => string;

type Reading = { text: string; uses: TemplateUse[] } & LocaleGrammar;

/** What a language has of its own: the case that goes with a number, and a number in digits. */
type LocaleGrammar = {
  rules: Record<'cardinal' | 'ordinal', Intl.PluralRules>;
  digits: Intl.NumberFormat;
};

const grammars = new Map<string, LocaleGrammar>();

function grammarOf(locale: string): LocaleGrammar {
  const grammar = grammars.get(locale) ?? {
    rules: {
      cardinal: new Intl.PluralRules(locale),
      ordinal: new Intl.PluralRules(locale, { type: 'ordinal' }),
    },
    digits: new Intl.NumberFormat(locale),
  };
  grammars.set(locale, grammar);
  return grammar;
}

/**
 * Makes the elements of a template ready to be said, and notes each use of a placeholder. Only what the filling chooses
 * is asked of it when they are said.
 *
 * @param before the words so far, by which the start of a sentence is known.
 */
function prepare(
  elements: MessageFormatElement[],
  reading: Reading,
  before: string,
): { words: Words; after: string } {
  let soFar = before;
  const parts = elements.map((element): Words => {
    const offset = ('location' in element && element.location?.start.offset) || 0;
    if (isLiteralElement(element)) {
      soFar = (soFar + element.value).slice(-8);
      return () => element.value;
    }
    if (isPoundElement(element)) {
      soFar = 'word';
      return (_, count) => reading.digits.format(count);
    }
    if (isArgumentElement(element)) {
      const { name, atSentenceStart } = use(element.value, 'print', offset, isSentenceStart(soFar));
      soFar = 'word';
      return (filling) => filling.print(name, atSentenceStart);
    }
    if (isSelectElement(element) || isPluralElement(element)) {
      const { name, cases } = use(element.value, isSelectElement(element) ? 'select' : 'plural', offset);
      const ends: string[] = [];
      const options = new Map<string, Words>();
      for (const [option, { value, location }] of Object.entries(element.options)) {
        if (isSelectElement(element) && option !== 'other')
          cases.push({ name: option, offset: reading.text.lastIndexOf(option, location?.start.offset ?? 0) });
        const { words, after } = prepare(value, reading, soFar);
        ends.push(after);
        options.set(option, words);
      }
      soFar = ends.every(isSentenceStart) ? '' : 'word';
      return isSelectElement(element)
        ? selected(name, options)
        : counted(name, options, element.offset, reading.rules[element.pluralType ?? 'cardinal']);
    }
    throw new UnsupportedElement('a number, date or tag that no voice can be sure of', offset);
  });
  return { words: inARow(parts), after: soFar };

  function use(name: string, how: TemplateUse['how'], offset: number, atSentenceStart = false): TemplateUse {
    const noted: TemplateUse = { name, how, offset, cases: [], atSentenceStart };
    reading.uses.push(noted);
    return noted;
  }
}

function inARow(parts: readonly Words[]): Words {
  return (filling, count) => {
    let said = '';
    for (const part of parts) said += part(filling, count);
    return said;
  };
}

/** The parser sees to it that there is always an `other`. */
function selected(name: string, options: ReadonlyMap<string, Words>): Words {
  return (filling, count) =>
    (options.get(filling.caseOf(name)) ?? options.get('other'))?.(filling, count) ?? '';
}

function counted(
  name: string,
  options: ReadonlyMap<string, Words>,
  offset: number,
  rules: Intl.PluralRules,
): Words {
  return (filling) => {
    const n = filling.numberOf(name);
    const option = options.get(`=${n}`) ?? options.get(rules.select(n - offset)) ?? options.get('other');
    return option?.(filling, n - offset) ?? '';
  };
}

function isSentenceStart(before: string): boolean {
  return /(^|[.!?…]["'”»)]*\s+)$/u.test(before);
}
