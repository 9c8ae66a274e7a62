/** A map whose entries are forgotten at a time of their own. */
export interface ForgetfulMap<Value> {
  readonly size: number;
  /** Undefined where it is unknown or forgotten by `now` (epoch ms). */
  get(key: string, now: number): Value | undefined;
  /** Keeps the value until `until` (epoch ms; Infinity for ever) and drops what is over by `now`. */
  set(key: string, value: Value, until: number, now: number): void;
  delete(key: string): void;
}

type Kept<Value> = { value: Value; until: number; queuedFor: number | null };

/** The queue is cut when so many of its entries are behind us. */
const CUT_AFTER = 4_096;

/** Entries are dropped about in the order of setting, at the next `set`, so that memory follows what is alive. */
export function createForgetfulMap<Value>(): ForgetfulMap<Value> {
  const entries = new Map<string, Kept<Value>>();
  let queue: { key: string; until: number }[] = [];
  let head = 0;

  function dropOver(now: number): void {
    for (let next = queue[head]; next !== undefined && next.until <= now; next = queue[head]) {
      head += 1;
      const kept = entries.get(next.key);
      if (kept === undefined || kept.queuedFor !== next.until) continue;
      if (kept.until <= now) entries.delete(next.key);
      else enqueue(next.key, kept);
    }
    if (head > CUT_AFTER) {
      queue = queue.slice(head);
      head = 0;
    }
  }
  function enqueue(key: string, kept: Kept<Value>): void {
    kept.queuedFor = kept.until === Number.POSITIVE_INFINITY ? null : kept.until;
    if (kept.queuedFor !== null) queue.push({ key, until: kept.until });
  }

  return {
    get size() {
      return entries.size;
    },
    get(key, now) {
      const kept = entries.get(key);
      return kept !== undefined && kept.until > now ? kept.value : undefined;
    },
    set(key, value, until, now) {
      dropOver(now);
      const kept: Kept<Value> = { value, until, queuedFor: entries.get(key)?.queuedFor ?? null };
      entries.set(key, kept);
      // A prolonged entry waits for its old turn in the queue and is queued again then.
      if (kept.queuedFor === null) enqueue(key, kept);
    },
    delete(key) {
      entries.delete(key);
    },
  };
}
