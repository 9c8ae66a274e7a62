/** A broken invariant: which, when, where, and what was audible there. */
export type Violation = {
  invariant: string;
  at: number;
  callSid: string | null;
  message: string;
  transcript: string;
};

/** What was checked, as counts by name. */
export type Counts = Map<string, number>;

/** Collects what the judges find; a world stops at the first. */
export type Findings = {
  readonly violations: Violation[];
  readonly counts: Counts;
  count(name: string, by?: number): void;
  /** The highest value seen under this name. */
  highest(name: string, value: number): void;
  broken(invariant: string, callSid: string | null, message: string): void;
};

export function findings(
  now: () => number,
  transcript: (callSid: string) => string,
  unheld: readonly string[] = [],
): Findings {
  const violations: Violation[] = [];
  const counts: Counts = new Map();
  return {
    violations,
    counts,
    count(name, by = 1) {
      counts.set(name, (counts.get(name) ?? 0) + by);
    },
    highest(name, value) {
      if (value > (counts.get(name) ?? Number.NEGATIVE_INFINITY)) counts.set(name, value);
    },
    broken(invariant, callSid, message) {
      if (violations.length > 20 || unheld.includes(invariant)) return;
      violations.push({
        invariant,
        at: now(),
        callSid,
        message,
        transcript: callSid === null ? '' : transcript(callSid),
      });
    },
  };
}
