import { StoreUnavailable } from '../../../src/store/store.ts';
import type { Chance } from '../chance.ts';
import type { Console } from './operator-parts.ts';

/** What an operator does at the console about what came of each call. */
export type SaysOutcomes = {
  /** Each time the operator looks: whom they have now. */
  looks(server: Console, mine: readonly (string | null)[]): void;
};

/** Told before an outcome is said of a contact, and when it has been taken. */
export type OutcomeHeard = {
  says(contactId: string, code: string): void;
  said(contactId: string, code: string): void;
};

/** Some say what came of a call when it is over or soon after, from the list of its queue; some think better of it. */
export function saysOutcomes(name: string, chance: Chance, heard: OutcomeHeard): SaysOutcomes {
  const diligence = chance.pick([0, 0.5, 0.9]);
  let before: readonly string[] = [];
  let last: string | null = null;

  async function say({ switchboard, store }: Console, id: string): Promise<void> {
    const { queue } = await store.readContact(id, '');
    const [first, ...others] = queue?.outcomes ?? [];
    if (first === undefined) return;
    const { id: code, label } = chance.pick([first, ...others]);
    heard.says(id, code);
    const outcome = await switchboard.tellContact(id, { type: 'outcome', operator: name, code, label });
    if (outcome.kind === 'done') heard.said(id, code);
  }

  return {
    looks(server, mine) {
      if (diligence === 0) return;
      const now = mine.filter((id) => id !== null);
      last = before.find((id) => !now.includes(id)) ?? last;
      before = now;
      if (last === null || !chance.happens(diligence)) return;
      void say(server, last).catch((error: unknown) => {
        if (!(error instanceof StoreUnavailable)) throw error;
      });
      if (chance.happens(0.8)) last = null;
    },
  };
}
