/** In which queues desks count as on duty. */
export interface MemoryDuties {
  change(operator: string, queueIds: readonly string[]): void;
  /** Desks on duty for the queue. */
  count(queueId: string): number;
}

export function createMemoryDuties(): MemoryDuties {
  const duties = new Map<string, ReadonlySet<string>>();
  const counts = new Map<string, number>();

  function add(queueIds: ReadonlySet<string>, by: 1 | -1): void {
    for (const queueId of queueIds) counts.set(queueId, (counts.get(queueId) ?? 0) + by);
  }

  return {
    change(operator, queueIds) {
      const duty = new Set(queueIds);
      add(duties.get(operator) ?? new Set(), -1);
      add(duty, 1);
      duties.set(operator, duty);
    },
    count: (queueId) => counts.get(queueId) ?? 0,
  };
}
