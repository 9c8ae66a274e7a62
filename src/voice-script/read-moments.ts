import { refusedWords } from './check-words.ts';
import { type Moment, type MomentName, momentNamed, moments } from './moments.ts';
import { splitNumberPlaceholder } from './phrases.ts';
import { type Refusals, momentsShape } from './schema.ts';
import { type ParsedFile, type Problem, type ValuePath, readShape } from './script-file.ts';
import { type Template, type TemplateUse, readTemplate } from './template.ts';
import { durationForms, isDurationForm, isTogether, together, valueKinds } from './value-kinds.ts';

/** How many variants a moment needs that the same caller hears again and again. */
const LEAST_VARIANTS_OF_A_REPEATED_MOMENT = 3;

/** One variant of a moment as it stands in its file. */
export type Variant = { moment: MomentName; template: Template; file: ParsedFile; path: ValuePath };

/** The file that a moment belongs to: its first word. */
export function fileOfMoment(name: string): string {
  return `${name.split('.')[0]}.yaml`;
}

/**
 * Reads one file of moments, and holds each variant to what can be seen without speaking it: placeholders,
 * cases, refused words, characters, number of variants. `named` lists its moments; null where the file as a
 * whole could not be read.
 */
export function readMoments(
  file: ParsedFile,
  locale: string,
  refusals: Refusals | null,
): { variants: Variant[]; named: string[] | null; problems: Problem[] } {
  const { value: texts, problems } = readShape(file, momentsShape);
  const variants: Variant[] = [];
  for (const [name, words] of Object.entries(texts ?? {})) {
    const moment = momentNamed(name);
    if (!moment) {
      const group = name.split('.')[0];
      const siblings = Object.keys(moments).filter((one) => one.split('.')[0] === group);
      const known = siblings.length > 0 ? siblings.join(', ') : 'the names in the other files';
      problems.push(file.problemAtKey([name], `"${name}" is not a moment. Known are: ${known}.`));
      continue;
    }
    if (!file.path.endsWith(`/${fileOfMoment(name)}`)) {
      problems.push(
        file.problemAtKey([name], `"${name}" is in the wrong file. Move it to ${fileOfMoment(name)}.`),
      );
    }
    const list = typeof words === 'string' ? [words] : words;
    if (moment.repeats && list.length < LEAST_VARIANTS_OF_A_REPEATED_MOMENT) {
      const message = `"${name}" is heard again and again and has ${list.length} of ${LEAST_VARIANTS_OF_A_REPEATED_MOMENT} variants. Add other ways to say it.`;
      problems.push(file.problemAtKey([name], message));
    }
    for (const [index, text] of list.entries()) {
      const path = typeof words === 'string' ? [name] : [name, index];
      const result = readTemplate(text, locale);
      if ('error' in result) {
        const message = `${result.error}. Write {name}, or {name, select, case {…} other {…}}.`;
        problems.push(file.problemAt(path, message, result.offset));
        continue;
      }
      const { template } = result;
      const found: Finding[] = [
        ...misusedPlaceholders(moment, template),
        ...missingPlaceholders(moment, template),
      ];
      if (refusals) found.push(...refusedWords(text, refusals, carriesAFact(moment, template)));
      problems.push(...found.map(({ offset, message }) => file.problemAt(path, message, offset)));
      if (found.length === 0) variants.push({ moment: name as MomentName, template, file, path });
    }
  }
  return { variants, named: texts && Object.keys(texts), problems };
}

/** Something wrong with a template, at one of its characters or as a whole. */
type Finding = { offset?: number; message: string };

/** The names that a template of this moment may use: its values, those that mean something only together as one. */
function placeholdersOf(moment: Moment): string[] {
  const names = Object.keys(moment.values).map(
    (name) =>
      Object.keys(together)
        .filter(isTogether)
        .find((one) => together[one].some((part) => part === name)) ?? name,
  );
  return [...new Set(names)];
}

/** The value behind a placeholder: `{everySeconds_in}` is `everySeconds`. */
function valueBehind(moment: Moment, placeholder: string): string | null {
  if (placeholdersOf(moment).includes(placeholder)) return placeholder;
  const { amount, form } = splitNumberPlaceholder(placeholder);
  return isDurationForm(form) && isDurationForm(kindOf(moment, amount)) ? amount : null;
}

/** Of several values that are one placeholder, the last tells what may be asked about it. */
function kindOf(moment: Moment, name: string) {
  return moment.values[(isTogether(name) ? together[name].at(-1) : name) ?? name] ?? 'none';
}

function misusedPlaceholders(moment: Moment, template: Template): Finding[] {
  const known =
    placeholdersOf(moment)
      .map((name) => `{${name}}`)
      .join(', ') || 'none';
  return template.uses.flatMap((use): Finding[] => {
    const value = valueBehind(moment, use.name);
    if (value === null) {
      const forms = use.name.includes('_') ? ` Durations also take _${durationForms.join(', _')}.` : '';
      return [
        { offset: use.offset, message: `"{${use.name}}" is not known here. Known are: ${known}.${forms}` },
      ];
    }
    const kind = kindOf(moment, value);
    if (kind === 'none') return [];
    const { is, cases } = valueKinds[kind];
    if (use.how === 'plural' && kind !== 'count' && kind !== 'position') {
      return [
        {
          offset: use.offset,
          message: `"{${use.name}, plural}" asks for a number, and this has none. Use select.`,
        },
      ];
    }
    if (use.how === 'print' && is === 'choice') {
      return [
        {
          offset: use.offset,
          message: `"{${use.name}}" has no words of its own. Write {${use.name}, select, …}.`,
        },
      ];
    }
    return unknownCases(use, cases);
  });
}

function unknownCases(use: TemplateUse, known: readonly string[]): Finding[] {
  const list = [...known, 'other'].join(', ');
  return use.cases
    .filter(({ name }) => !known.includes(name))
    .map(({ name, offset }) => ({
      offset,
      message: `"${name}" is not a case of {${use.name}}. Known are: ${list}.`,
    }));
}

/**
 * Every value is printed somewhere in every variant, or asked about where it has no words: facts must not get lost in
 * a rewording.
 */
function missingPlaceholders(moment: Moment, template: Template): Finding[] {
  return placeholdersOf(moment).flatMap((name): Finding[] => {
    const kind = kindOf(moment, name);
    const isAskedOnly = kind === 'count' || (kind !== 'none' && valueKinds[kind].is === 'choice');
    const isUsed = template.uses.some(
      (use) => valueBehind(moment, use.name) === name && (use.how === 'print' || isAskedOnly),
    );
    if (isUsed) return [];
    if (moment.role === 'check-in' && name === 'nextSeconds') {
      return [{ message: `a check-in that does not say when the next word comes. Add {${name}}.` }];
    }
    return [{ message: `"{${name}}" is missing. Put it where its words belong.` }];
  });
}

/** A name alone informs nobody; a place, a time, a number or news does. */
function carriesAFact(moment: Moment, template: Template): boolean {
  return template.uses.some(({ name, how }) => {
    const value = valueBehind(moment, name);
    return how === 'print' && value !== null && kindOf(moment, value) !== 'name';
  });
}
