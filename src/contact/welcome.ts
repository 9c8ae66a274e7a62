import { line, type Line } from '../voice-script/moments.ts';
import type { ContactCircumstances } from './circumstances.ts';
import type { Heard, Visit } from './visit.ts';

/** Whose line this is; nothing where a question before the place has said it. */
export function welcome({ heard }: Pick<Visit, 'heard'>, { queue }: ContactCircumstances): Line[] {
  return heard.welcomed?.queueId === queue.id ? [] : [line('greeting.welcome', { queueName: queue.name })];
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
  { queue }: ContactCircumstances,
): Heard {
  if (!lines.some(({ moment }) => moment.startsWith('greeting.'))) return heard;
  const isNamed = lines.some(({ moment }) => moment === 'greeting.welcome');
  const keys = lines.flatMap((one) => (one.language === undefined ? [] : [one.language]));
  const before = heard.welcomed ?? { queueId: null, languages: [] };
  return {
    ...heard,
    welcomed: {
      queueId: isNamed ? queue.id : before.queueId,
      languages: [...new Set([...before.languages, ...(keys.length > 0 ? [language, ...keys] : [])])],
    },
  };
}
