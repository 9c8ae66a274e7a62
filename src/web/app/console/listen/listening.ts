import type { Listener, Me } from '../../http/contract.ts';
import type { LiveContact } from '../../live/live-state.ts';
import { Refused } from '../../http/request.ts';
import type { Words } from '../../words/en.ts';

/** Whether this person may listen to the calls of a queue. */
export function mayListenIn({ roles, queues }: Me, { queueId }: LiveContact): boolean {
  return roles.includes('admin') || (roles.includes('supervisor') && queues?.includes(queueId) === true);
}

/** What the operator of a call is told of who listens to it. */
export function toldOf({ listen }: Words, { mode, state }: Listener, name: string): string {
  switch (state) {
    case 'coming':
      return listen.toldComing(name);
    case 'waiting':
      return listen.toldWaiting(name);
    case 'leaving':
      return listen.toldLeaving(name);
    case 'in':
    case 'switching':
      return listen.told[mode](name);
    default:
      return state satisfies never;
  }
}

/** What who listens is told of how it stands; `name` is the operator's. */
export function standing({ listen }: Words, { mode, state }: Listener, name: string): string {
  return state === 'in' ? listen.hears[mode](name) : listen.states[state];
}

/** What a refusal to listen is told with, by its status. */
export function saysOf({ listen }: Words, error: unknown): Partial<Record<number, string>> {
  const code = error instanceof Refused && error.status === 409 ? error.body.code : undefined;
  const said = code === undefined ? undefined : listen.refused[code];
  return said === undefined ? {} : { 409: said };
}
