import type { OnDuty } from '../waiting/on-duty.ts';
import type { DeskWrite } from './store.ts';

export type Duty = Pick<DeskWrite, 'onDutyFor' | 'speaks'>;

/** Stands where a language does for all desks that do not speak every one. */
const CHOOSY = '*';

/** What a duty is counted as beside its queues: nothing where every language is spoken. */
export function spokenOn({ onDutyFor, speaks }: Duty): { queueId: string; language: string }[] {
  if (speaks.length === 0) return [];
  const languages = [CHOOSY, ...new Set(speaks)];
  return [...new Set(onDutyFor)].flatMap((queueId) => languages.map((language) => ({ queueId, language })));
}

/** A queue's counts put together. @param spoken how many desks are counted as what `spokenOn` names */
export function onDutyOf(all: number, spoken: Iterable<readonly [string, number]>): OnDuty {
  const counted = [...spoken].filter(([, count]) => count > 0);
  return {
    all,
    choosy: counted.find(([language]) => language === CHOOSY)?.[1] ?? 0,
    naming: Object.fromEntries(counted.filter(([language]) => language !== CHOOSY)),
  };
}
