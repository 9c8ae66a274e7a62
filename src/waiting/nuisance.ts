/** Why calls of a number are refused, as an operator chooses it. */
export const NUISANCE_REASONS = ['abusive', 'threats', 'obscene', 'silent', 'advertising', 'other'] as const;

/** For how long a mark may hold, days; and for how long it does where nobody says. */
export const NUISANCE_DAYS = { least: 1, usual: 7, most: 365 } as const;

/** A caller whose calls are refused for a time. The number itself is not kept. */
export type Nuisance = {
  /** A UUID. */
  id: string;
  /** Keyed hash of the number. */
  caller: string;
  /** The queue whose callers' numbers were called; null: all queues. */
  queueId: string | null;
  /** In which the caller was spoken to. */
  language: string;
  /** The number with all but its country code and last two digits hidden. */
  masked: string;
  reason: (typeof NUISANCE_REASONS)[number];
  /** In the words of whoever marked the caller; '' where there are none. */
  note: string;
  /** Sign-in name of whoever marked the caller. */
  by: string;
  /** Epoch ms: marked, and until when calls are refused. */
  at: number;
  until: number;
};

/** The mark by which a call to this queue is refused at `now` (epoch ms): the one that holds longest; null where none does. */
export function refusedBy(
  marks: readonly Nuisance[],
  { id, refusesNuisances }: { id: string; refusesNuisances: boolean },
  now: number,
): Nuisance | null {
  if (!refusesNuisances) return null;
  const [longest] = marks
    .filter(({ queueId, until }) => until > now && (queueId === null || queueId === id))
    .toSorted((a, b) => b.until - a.until);
  return longest ?? null;
}
