import { line, type Line } from '../../voice-script/moments.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import type { Heard, Visit } from '../visit.ts';

/** Whose line this is; nothing where a question before the place has said it. */
export function welcome({ heard }: Pick<Visit, 'heard'>, { queue }: ContactCircumstances): Line[] {
  return heard.welcomed?.queueName === queue.name
    ? []
    : [line('greeting.welcome', { queueName: queue.name })];
}

/**
 * The key to the other language of a line that has two, in that language; nothing where a question before the place has
 * named it. Where a line has more, the language was asked for.
 */
export function otherLanguage(
  { language, heard }: Pick<Visit, 'language' | 'heard'>,
  { queue }: ContactCircumstances,
): Line[] {
  const [other, ...more] = queue.languages.filter((one) => one !== language);
  if (other === undefined || more.length > 0 || heard.welcomed?.languages.includes(other)) return [];
  return [line('greeting.other-language', {}, other)];
}

/**
 * What has been heard of a line's welcome once `lines` have been said in `language`, so that the greeting that follows the
 * questions does not say it again.
 */
export function welcomed(
  { language, heard }: Pick<Visit, 'language' | 'heard'>,
  lines: readonly Line[],
): Heard {
  const name = lines.find(isWelcome)?.values['queueName'];
  const keys = lines.filter(isKeyTo).flatMap((one) => one.language ?? []);
  if (name === undefined && keys.length === 0) return heard;
  const before = heard.welcomed ?? { queueName: null, languages: [] };
  return {
    ...heard,
    welcomed: {
      queueName: name === undefined ? before.queueName : String(name),
      languages: [...new Set([...before.languages, ...(keys.length > 0 ? [language, ...keys] : [])])],
    },
  };
}

function isWelcome({ moment }: Line): boolean {
  return moment === 'greeting.welcome' || moment === 'closed.opens';
}

function isKeyTo({ moment }: Line): boolean {
  return moment === 'greeting.other-language' || moment === 'greeting.press-for-language';
}
