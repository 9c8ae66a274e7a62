/** Operators on duty for a line, and what they speak with callers. */
export type OnDuty = {
  all: number;
  /** Those of them who speak only the languages that they name … */
  choosy: number;
  /** … and how many of those name each; a language that none of them names is left out. */
  naming: Readonly<Record<string, number>>;
};

/** How many of them speak with callers of a language. */
export function speakersOf({ all, choosy, naming }: OnDuty, language: string): number {
  // Never below 0: a server of an earlier version counts `all` alone, and may run beside this one for a while.
  return Math.max(0, all - choosy) + (Object.hasOwn(naming, language) ? (naming[language] ?? 0) : 0);
}
