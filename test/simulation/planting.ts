import type { Commit } from '../../src/store/store.ts';
import type { Tamper } from './world/tamper.ts';
import type { Delivered } from './world/transport.ts';
import type { Trouble } from './world/weather.ts';

/** A bug that must be found: planted between the product and the network, or between it and the store. */
export type PlantedBug = {
  bug: string;
  /** Any of these invariants may be the one that notices. */
  breaks: readonly string[];
  tamper: Partial<Tamper>;
  /** The trouble without which the bug does not show. */
  troubles?: readonly Trouble[];
  /** How soon waiting makes up for a priority in these worlds, seconds, where the usual time is too long for a test. */
  ageingSeconds?: number;
  /** Of worlds in which it shows early, where it does not in those of the others. */
  seed?: number;
};

/** Changes documents on their way to the network. */
export function document(change: (twiml: string, request: Delivered) => string): Partial<Tamper> {
  return { document: (request, twiml) => change(twiml, request) };
}

/** Changes commits before they are written. */
export function onCommit(change: (commit: Commit, now: number) => void): Partial<Tamper> {
  return {
    store: (store) => ({
      ...store,
      commit(commit) {
        change(commit, commit.now);
        return store.commit(commit);
      },
    }),
  };
}
