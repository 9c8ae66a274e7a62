import {
  type MessageFormatElement,
  isArgumentElement,
  isLiteralElement,
  isPluralElement,
  isPoundElement,
  isSelectElement,
  parse,
} from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';

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
    const prepared = prepare(elements, text, '', uses).elements;
    const format = new IntlMessageFormat(prepared, locale);
    return { template: { text, uses, fillWith: (filling) => String(format.format(gather(uses, filling))) } };
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

/**
 * The formatter knows one value a name; here a name has up to three sides. So each use gets a key of its own:
 * `name` printed, `^name` printed at the start of a sentence, `name?` its case, `name#` its number.
 *
 * @param before the words so far, by which the start of a sentence is known.
 */
function prepare(
  elements: MessageFormatElement[],
  text: string,
  before: string,
  uses: TemplateUse[],
): { elements: MessageFormatElement[]; after: string } {
  let soFar = before;
  const prepared = elements.map((element): MessageFormatElement => {
    const offset = ('location' in element && element.location?.start.offset) || 0;
    if (isLiteralElement(element)) {
      soFar = (soFar + element.value).slice(-8);
      return element;
    }
    if (isPoundElement(element)) {
      soFar = 'word';
      return element;
    }
    if (isArgumentElement(element)) {
      const use: TemplateUse = printed(element.value, offset, isSentenceStart(soFar));
      uses.push(use);
      soFar = 'word';
      return { ...element, value: keyOf(use) };
    }
    if (isSelectElement(element) || isPluralElement(element)) {
      const how = isSelectElement(element) ? 'select' : 'plural';
      const use: TemplateUse = { ...printed(element.value, offset, false), how };
      uses.push(use);
      const ends: string[] = [];
      const options: typeof element.options = {};
      for (const [name, option] of Object.entries(element.options)) {
        if (how === 'select' && name !== 'other') {
          use.cases.push({ name, offset: text.lastIndexOf(name, option.location?.start.offset ?? 0) });
        }
        const inner = prepare(option.value, text, soFar, uses);
        ends.push(inner.after);
        options[name] = { ...option, value: inner.elements };
      }
      soFar = ends.every(isSentenceStart) ? '' : 'word';
      return { ...element, value: keyOf(use), options };
    }
    throw new UnsupportedElement('a number, date or tag that no voice can be sure of', offset);
  });
  return { elements: prepared, after: soFar };
}

function isSentenceStart(before: string): boolean {
  return /(^|[.!?…]["'”»)]*\s+)$/u.test(before);
}

function printed(name: string, offset: number, atSentenceStart: boolean): TemplateUse {
  return { name, how: 'print', offset, cases: [], atSentenceStart };
}

function keyOf(use: TemplateUse): string {
  if (use.how === 'print') return use.atSentenceStart ? `^${use.name}` : use.name;
  return use.how === 'select' ? `${use.name}?` : `${use.name}#`;
}

function gather(uses: readonly TemplateUse[], filling: Filling): Record<string, string | number> {
  const values: Record<string, string | number> = {};
  for (const use of uses) {
    if (use.how === 'print') values[keyOf(use)] = filling.print(use.name, use.atSentenceStart);
    else values[keyOf(use)] = use.how === 'select' ? filling.caseOf(use.name) : filling.numberOf(use.name);
  }
  return values;
}
