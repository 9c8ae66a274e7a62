import { type ClipStore, StoreUnavailable } from '../store/store.ts';
import type { Leg } from '../twiml/instructions.ts';
import type { Line } from '../voice-script/moments.ts';

/**
 * The leg with what cannot be played spoken instead. A Play that cannot be fetched ends the document, and the hosted
 * fallback then has the caller until the leg is overdue: half a minute of its words. So a recording that is not there
 * any more, or whose store is away, is not asked for in the first place.
 */
export async function playable(leg: Leg, clips: Pick<ClipStore, 'clip'>): Promise<Leg> {
  const { instruction } = leg;
  if (instruction.kind !== 'quiet' || instruction.lines.every(({ clip }) => clip === undefined)) return leg;
  const lines = await Promise.all(
    instruction.lines.map(async (one) => ((await isThere(one, clips)) ? one : spoken(one))),
  );
  return { ...leg, instruction: { ...instruction, lines } };
}

async function isThere({ clip }: Line, clips: Pick<ClipStore, 'clip'>): Promise<boolean> {
  if (clip === undefined) return true;
  try {
    return (await clips.clip(clip.name)) !== null;
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    return false;
  }
}

function spoken(line: Line): Line {
  const { clip: _clip, ...words } = line;
  return words;
}
