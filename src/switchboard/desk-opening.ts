import type { Operator, Store } from '../store/store.ts';

/** In which a desk is spoken to that serves no queue yet. */
const DESK_LANGUAGE = 'en';

/** What a desk takes over from its operator's record when it is opened. */
export type DeskOpening = {
  operator: string;
  displayName: string;
  queues: string[];
  skills: string[];
  language: string;
  mostHeld: number;
};

/** The desk is spoken to in the first language of the operator's first queue. Rejects with StoreUnavailable. */
export async function deskOpening(operator: Operator, store: Store): Promise<DeskOpening> {
  const { name, displayName, queues, skills, mostHeld } = operator;
  const [first] = queues;
  const queue = first === undefined ? null : await store.queue(first);
  const language = queue?.languages[0] ?? DESK_LANGUAGE;
  return { operator: name, displayName, queues, skills: skills ?? [], language, mostHeld: mostHeld ?? 1 };
}
