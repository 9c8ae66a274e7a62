import { createForgetfulMap } from '../forgetful-map.ts';
import { LABEL_KEPT_MS, LABELLED_AT_MOST } from '../retention.ts';
import { createScoredSet, type ScoredSet } from './scored-set.ts';
import type { LabelChanges } from '../store.ts';

/** Which contacts carry a label, and since when. */
export interface MemoryLabels {
  change(contactId: string, changes: LabelChanges, now: number): void;
  /** Ids of those who carry the label, the first of them first. */
  carriers(label: string, now: number): string[];
}

export function createMemoryLabels(): MemoryLabels {
  const labels = createForgetfulMap<ScoredSet>();

  return {
    change(contactId, { add, remove }, now) {
      for (const label of remove) {
        const carriers = labels.get(label, now);
        carriers?.remove(contactId);
        if (carriers?.size === 0) labels.delete(label);
      }
      for (const label of add) {
        const carriers = labels.get(label, now) ?? createScoredSet();
        if (carriers.score(contactId) === null) carriers.put(contactId, now);
        labels.set(label, carriers, now + LABEL_KEPT_MS, now);
      }
    },
    carriers: (label, now) =>
      (labels.get(label, now)?.first(LABELLED_AT_MOST) ?? []).map(({ member }) => member),
  };
}
