import type { Forecast } from './forecast.ts';

/**
 * The ticket of somebody who left the line without being answered. Learning from the answered alone would make every
 * range too short, for long waits are the ones that people give up; a ghost shows what the wait would have been.
 */
export type Ghost = {
  /** Where they stood: smaller is served earlier. */
  place: number;
  /** The forecasts kept for them. */
  forecasts: readonly Forecast[];
};

/** Enough for an hour of hang-ups in a jam; where there are more the earliest leave unlearned. */
export const MOST_GHOSTS = 200;

/** The ghosts, in order of place, with one more. */
export function withGhost(ghosts: readonly Ghost[], ghost: Ghost): Ghost[] {
  const behind = ghosts.findIndex((other) => other.place > ghost.place);
  const at = behind === -1 ? ghosts.length : behind;
  return [...ghosts.slice(0, at), ghost, ...ghosts.slice(at)].slice(-MOST_GHOSTS);
}

/**
 * Parts the ghosts who would have been answered by now from those who would still wait: somebody at `place` has been
 * answered, so all before it would have been. `Infinity`: an operator fell free and nobody waits.
 */
export function releasedBefore(
  ghosts: readonly Ghost[],
  place: number,
): { released: readonly Ghost[]; kept: readonly Ghost[] } {
  const first = ghosts.findIndex((ghost) => !(ghost.place < place));
  if (first === -1) return { released: ghosts, kept: [] };
  return { released: ghosts.slice(0, first), kept: ghosts.slice(first) };
}
