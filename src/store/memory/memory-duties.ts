import type { OnDuty } from '../../waiting/on-duty.ts';
import { type Duty, onDutyOf, spokenOn } from '../duty.ts';

/** For which queues and languages desks count as on duty. */
export interface MemoryDuties {
  change(operator: string, duty: Duty): void;
  of(queueId: string): OnDuty;
}

export function createMemoryDuties(): MemoryDuties {
  const duties = new Map<string, Duty>();
  const all = new Map<string, number>();
  const spoken = new Map<string, Map<string, number>>();
  /** What was asked for since a duty changed: nearly every webhook asks. */
  const asked = new Map<string, OnDuty>();

  function add(duty: Duty, by: 1 | -1): void {
    for (const queueId of new Set(duty.onDutyFor)) all.set(queueId, (all.get(queueId) ?? 0) + by);
    for (const { queueId, language } of spokenOn(duty)) {
      const counts = spoken.get(queueId) ?? new Map<string, number>();
      spoken.set(queueId, counts.set(language, (counts.get(language) ?? 0) + by));
    }
  }

  return {
    change(operator, duty) {
      const before = duties.get(operator);
      duties.set(operator, duty);
      if (before !== undefined && isSame(before, duty)) return;
      if (before !== undefined) add(before, -1);
      add(duty, 1);
      asked.clear();
    },
    of(queueId) {
      const known = asked.get(queueId) ?? onDutyOf(all.get(queueId) ?? 0, spoken.get(queueId) ?? []);
      asked.set(queueId, known);
      return known;
    },
  };
}

function isSame(one: Duty, other: Duty): boolean {
  return `${one.onDutyFor}` === `${other.onDutyFor}` && `${one.speaks}` === `${other.speaks}`;
}
