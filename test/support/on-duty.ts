import type { OnDuty } from '../../src/waiting/on-duty.ts';

/** So many operators on duty who speak every language. */
export function onDuty(all: number): OnDuty {
  return { all, choosy: 0, naming: {} };
}
