import type { Clock } from '../../clock.ts';
import { createForgetfulMap } from '../forgetful-map.ts';
import type { ClipStore, Phrase, PhraseStore } from '../store.ts';

/** Recordings, and phrases of operators, in memory. */
export function memoryClips(clock: Clock): ClipStore & PhraseStore {
  const clips = createForgetfulMap<Uint8Array>();
  const phrases = new Map<string, Map<string, Phrase>>();

  return {
    async putClip(name, bytes, ttlMs) {
      const now = clock.now();
      clips.set(name, bytes.slice(), ttlMs === null ? Number.POSITIVE_INFINITY : now + ttlMs, now);
    },
    clip: async (name) => clips.get(name, clock.now()) ?? null,
    async forgetClip(name, ttlMs) {
      const now = clock.now();
      const bytes = clips.get(name, now);
      if (bytes !== undefined) clips.set(name, bytes, now + ttlMs, now);
    },
    phrases: async (operator) =>
      [...(phrases.get(operator)?.values() ?? [])].toSorted((a, b) => a.addedAt - b.addedAt),
    async putPhrase(operator, phrase) {
      phrases.set(operator, (phrases.get(operator) ?? new Map()).set(phrase.id, phrase));
    },
    async deletePhrase(operator, id) {
      phrases.get(operator)?.delete(id);
    },
  };
}
