import type { QueueSettings } from '../../../src/waiting/queue-settings.ts';

const USUAL_PRIORITY = 5;

/**
 * By how much earlier a caller counts as having come, ms: so many steps as the highest priority of all that apply is above
 * the usual one, written out anew (README, "Priority").
 */
export function headStartOf(
  { priority, ranking: { callers, calledNumbers, languages, ageingSeconds } }: QueueSettings,
  { from, to, language }: { from: string; to: string; language: string },
): number {
  let highest = priority;
  const applies = (is: boolean, one: { priority: number }): void => {
    if (is) highest = Math.max(highest, one.priority);
  };
  for (const one of callers) applies(one.number === from, one);
  for (const one of calledNumbers) applies(one.number === to, one);
  for (const one of languages) applies(one.language === language, one);
  return (highest - USUAL_PRIORITY) * ageingSeconds * 1000;
}
