import type { DeskStatus } from '../../http/contract.ts';
import type { LiveState } from '../../live/live-state.ts';

/** Where a caller can be handed on to. */
export type LineTarget = { kind: 'line'; id: string; name: string; waiting: number; free: number };
export type ColleagueTarget = { kind: 'colleague'; id: string; name: string; status: DeskStatus };
export type Target = LineTarget | ColleagueTarget;

/** As a form field has it: `line billing`, `colleague ben`. */
export function keyOf({ kind, id }: Target): string {
  return `${kind} ${id}`;
}

/**
 * All lines by name, and the colleagues of `me` who are on duty and serve a line, free ones first.
 * @param find part of a name; all where empty
 */
export function transferTargets(
  live: LiveState,
  me: string,
  find: string,
): { lines: LineTarget[]; colleagues: ColleagueTarget[] } {
  const desks = [...live.desks.values()].filter((desk) => desk.status !== 'closed' && desk.queues.length > 0);
  const lines = [...live.queueNames].map(
    ([id, name]): LineTarget => ({
      kind: 'line',
      id,
      name,
      waiting: live.lines.get(id)?.length ?? 0,
      free: desks.filter((desk) => desk.status === 'free' && desk.operator !== me && desk.queues.includes(id))
        .length,
    }),
  );
  const colleagues = desks
    .filter((desk) => desk.operator !== me)
    .map(
      (desk): ColleagueTarget => ({
        kind: 'colleague',
        id: desk.operator,
        name: desk.displayName,
        status: desk.status,
      }),
    );
  const wanted = find.trim().toLocaleLowerCase();
  const matches = ({ name }: Target) => name.toLocaleLowerCase().includes(wanted);
  return {
    lines: lines.filter(matches).toSorted(byName),
    colleagues: colleagues
      .filter(matches)
      .toSorted((a, b) => Number(b.status === 'free') - Number(a.status === 'free') || byName(a, b)),
  };
}

function byName(a: Target, b: Target): number {
  return a.name.localeCompare(b.name);
}
