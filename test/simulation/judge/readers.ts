import type { VoiceScripts } from '../../../src/voice-script/render.ts';
import { type InformationReader, informationReader } from './information.ts';
import { type PromiseReader, promiseReader } from './promises.ts';

/** What judges read out of spoken words: the promised times, and what is told. */
export type Readers = { promised: PromiseReader; told: InformationReader };

const known = new WeakMap<VoiceScripts, Readers>();

/** The readers of a script: made once, since its worlds hear much the same words. */
export function readersOf(scripts: VoiceScripts): Readers {
  const before = known.get(scripts);
  if (before !== undefined) return before;
  const promised = promiseReader(scripts);
  const readers = { promised, told: informationReader(scripts, promised) };
  known.set(scripts, readers);
  return readers;
}
