import { type Grammar, fillMoment } from './fill-moment.ts';
import { type Moment, moments } from './moments.ts';
import { durationInWords } from './phrases.ts';
import type { Variant } from './read-moments.ts';
import type { Problem } from './script-file.ts';
import { spokenDurationMs } from './spoken-duration.ts';
import { type LineValue, valueKinds } from './value-kinds.ts';

/**
 * Speaks each variant with every combination of its longest values, and holds it to what only speaking shows:
 * its length, and that a check-in says in every case when the next one comes.
 */
export function checkSpoken(variants: readonly Variant[], grammar: Grammar): Problem[] {
  return variants.flatMap(({ moment: name, template, file, path }) => {
    const moment = moments[name];
    const spoken = combinations(moment).map((values) => ({
      values,
      text: fillMoment(template, moment, values, grammar),
    }));
    const problems: Problem[] = [];

    const longest = spoken.reduce((a, b) => (spokenDurationMs(b.text) > spokenDurationMs(a.text) ? b : a));
    const seconds = spokenDurationMs(longest.text) / 1_000;
    if (seconds > moment.limitSeconds) {
      const message = `takes ${seconds.toFixed(1)} s to speak, "${longest.text}". Shorten it to ${moment.limitSeconds} s.`;
      problems.push(file.problemAt(path, message));
    }
    const silent =
      moment.role === 'check-in' && spoken.find(({ values, text }) => !saysNext(text, values, grammar));
    if (silent) {
      const message = `a check-in that does not always say when the next one comes, "${silent.text}". Put {nextSeconds} outside the cases.`;
      problems.push(file.problemAt(path, message));
    }
    return problems;
  });
}

function saysNext(text: string, values: Record<string, LineValue>, { phrases, numbers }: Grammar): boolean {
  const next = durationInWords(phrases, numbers, 'in', Number(values.nextSeconds));
  return text.toLowerCase().includes(next.toLowerCase());
}

function combinations(moment: Moment): Record<string, LineValue>[] {
  let all: Record<string, LineValue>[] = [{}];
  for (const [name, kind] of Object.entries(moment.values)) {
    all = all.flatMap((values) => valueKinds[kind].worst.map((value) => ({ ...values, [name]: value })));
  }
  return all;
}
