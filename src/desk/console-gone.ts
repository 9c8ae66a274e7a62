import { changed, type Decision, ignored } from '../contact/decision.ts';
import { line } from '../voice-script/moments.ts';
import { away, awayOnHook, fetched, summons } from './consequences.ts';
import type { Desk } from './desk.ts';

/**
 * The operator is at no console any more, and has pressed no key either. A free desk takes no callers; a caller on hold
 * is served by check-ins and their escalation, and supervisors see why.
 */
export function consoleGone(desk: Desk | null, now: number): Decision<Desk> {
  if (desk === null) return ignored('there is no desk');
  switch (desk.status) {
    case 'free': {
      if (desk.leg === null) return changed<Desk>(awayOnHook(there(desk), 'console-gone', now));
      const gone = away(there(desk), 'console-gone', [line('desk.away-console', {})], now);
      return changed<Desk>(fetched(gone, now), { effects: [summons(desk)] });
    }
    case 'holding':
      return desk.consoleGoneAt === undefined
        ? changed<Desk>({ ...desk, consoleGoneAt: now })
        : { kind: 'repeated' };
    case 'closed':
    case 'ringing':
    case 'called':
    case 'offered':
    case 'joining':
    case 'talking':
    case 'wrap-up':
    case 'away':
    case 'called-to-listen':
    case 'listening':
      return ignored(`nobody is needed at the console of a desk that is ${desk.status}`);
  }
}

/** The operator is there again. */
export function consoleBack(desk: Desk | null): Decision<Desk> {
  if (desk?.consoleGoneAt === undefined) return ignored('the console was not gone');
  return changed<Desk>(there(desk));
}

/** The same desk without the mark: the operator is there, or away, which says it as well. */
function there<D extends Desk>({ consoleGoneAt: _at, ...desk }: D): D {
  return desk as D;
}
