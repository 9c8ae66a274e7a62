import { type Grammar, fillMoment } from './fill-moment.ts';
import { type Moment, moments } from './moments.ts';
import { durationInWords } from './phrases.ts';
import type { Variant } from './read-moments.ts';
import type { Problem } from './script-file.ts';
import { spokenDurationMs } from './spoken-duration.ts';
import { type LineValue, valueKinds } from './value-kinds.ts';

/**
 * Speaks each variant with every combination of its longest values, and holds it to what only speaking shows:
 * its length, and that a check-in or an answer to a key says in every case when the next word comes.
 */
export function checkSpoken(variants: readonly Variant[], grammar: Grammar): Problem[] {
  return variants.flatMap(({ moment: name, template, file, path }) => {
    const moment = moments[name];
    const spoken = combinations(moment).map((values) => {
      const text = fillMoment(template, moment, values, grammar);
      return { values, text, durationMs: spokenDurationMs(text) };
    });
    const problems: Problem[] = [];

    const longest = spoken.reduce((a, b) => (b.durationMs > a.durationMs ? b : a));
    const seconds = longest.durationMs / 1_000;
    if (seconds > moment.limitSeconds) {
      const message = `takes ${seconds.toFixed(1)} s to speak, "${longest.text}". Shorten it to ${moment.limitSeconds} s.`;
      problems.push(file.problemAt(path, message));
    }
    const next = nextValueOf(moment);
    const silent = next && spoken.find(({ values, text }) => !says(text, Number(values[next]), grammar));
    if (silent) {
      const what = moment.role === 'check-in' ? 'a check-in that' : 'an answer that';
      const how = next === 'everySeconds' ? '{everySeconds_in}' : `{${next}}`;
      const message = `${what} does not always say when the next word comes, "${silent.text}". Put ${how} outside the cases.`;
      problems.push(file.problemAt(path, message));
    }
    return problems;
  });
}

/** The value that tells when the next word comes; null where a moment has none, or is followed by one that has. */
function nextValueOf({ role, values }: Moment): string | null {
  if (role !== 'check-in' && role !== 'reply') return null;
  return (
    ['nextSeconds', 'longestSeconds', 'everySeconds'].find((name) => Object.hasOwn(values, name)) ?? null
  );
}

function says(text: string, seconds: number, { phrases, numbers }: Grammar): boolean {
  const next = durationInWords(phrases, numbers, 'in', seconds);
  return text.toLowerCase().includes(next.toLowerCase());
}

function combinations(moment: Moment): Record<string, LineValue>[] {
  let all: Record<string, LineValue>[] = [{}];
  for (const [name, kind] of Object.entries(moment.values)) {
    all = all.flatMap((values) => valueKinds[kind].worst.map((value) => ({ ...values, [name]: value })));
  }
  return all;
}
