import type { Clock } from '../clock.ts';
import { createForgetfulMap } from './forgetful-map.ts';
import type { ClipStore } from './store.ts';

/** Recordings in memory. */
export function memoryClips(clock: Clock): ClipStore {
  const clips = createForgetfulMap<Uint8Array>();

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
  };
}
