import type { Line } from './moments.ts';

/** A recording in a person's own voice, kept under a name that nobody can guess. */
export type Clip = { name: string; durationMs: number };

/** Where recordings lie under PUBLIC_URL, and below /media. */
export const CLIPS_PATH = '/media/notes';

/** Where a recording lies under PUBLIC_URL. */
export function clipPath({ name }: Pick<Clip, 'name'>): string {
  return `${CLIPS_PATH}/${name}.wav`;
}

/** A line that is played as a recording; its words are spoken only where recordings cannot be played. */
export function played(line: Line, clip: Clip | undefined): Line {
  return clip === undefined ? line : { ...line, clip };
}
