import { z } from 'zod';

/** The longest notice, characters: about seven seconds at two and a half words a second are far fewer; this is the bound. */
export const LONGEST_NOTICE = 200;

/** An incident or seasonal notice of a queue, spoken to all its callers until it ends. Texts by language. */
export const noticeSchema = z.strictObject({
  id: z.string().min(1).max(80),
  text: z.record(z.string(), z.string().min(1).max(LONGEST_NOTICE)),
  /** When it ends by itself. */
  until: z.iso.datetime(),
  /** Who gave it: a sign-in id. */
  owner: z.string().max(80),
  since: z.iso.datetime(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** The notice that is in force at `now` (epoch ms); null where there is none, or it is over. */
export function noticeAt({ notice }: { notice: Notice | null }, now: number): Notice | null {
  return notice !== null && now < Date.parse(notice.until) ? notice : null;
}

/**
 * The words of a notice for a caller of `language`: where it has none in that language, those of the first language of
 * `languages` that it has, to be spoken in that one.
 */
export function noticeFor(
  { text }: Notice,
  language: string,
  languages: readonly string[],
): { text: string; language: string } | null {
  for (const one of [language, ...languages, ...Object.keys(text)]) {
    const words = Object.hasOwn(text, one) ? text[one] : undefined;
    if (words !== undefined) return { text: words, language: one };
  }
  return null;
}
