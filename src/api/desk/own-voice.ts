import { z } from 'zod';
import { type Clip, clipPath } from '../../voice-script/clip.ts';

/** A recording as the API shows it. */
export const ownVoiceSchema = z
  .strictObject({ url: z.string().describe('Below PUBLIC_URL; a WAV file.'), seconds: z.number() })
  .nullable()
  .describe('Null where the machine speaks it.');

export function ownVoiceView(clip: Clip): { url: string; seconds: number } {
  return { url: clipPath(clip), seconds: clip.durationMs / 1000 };
}
