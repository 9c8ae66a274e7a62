import type { Line } from './moments.ts';

/** A recording in a person's own voice, kept under a name that nobody can guess. */
export type Clip = { name: string; durationMs: number };

/** A line that is played as a recording; its words are spoken only where recordings cannot be played. */
export function played(line: Line, clip: Clip | undefined): Line {
  return clip === undefined ? line : { ...line, clip };
}
