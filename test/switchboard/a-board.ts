import { virtualClock, type VirtualClock } from '../../src/clock.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import type { OutboxEntry, Store } from '../../src/store/store.ts';
import { createSwitchboard, type Switchboard } from '../../src/switchboard/switchboard.ts';
import { arrival, type Arrived } from '../support/arrival.ts';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';

/** Monday morning, epoch ms. */
export const NINE = Date.UTC(2026, 0, 5, 9);

/** A switchboard over a store, its effects collected and not done. */
export type Board = {
  store: Store;
  clock: VirtualClock;
  board: Switchboard;
  effects: OutboxEntry[];
  /** A caller arrives and is greeted; the CallSid is `CA` and the id. */
  arrives(id: string, named?: Partial<Arrived>): Promise<void>;
  /** The caller's leg asks for its next step. */
  callerAsks(id: string, digits?: string): Promise<void>;
  /** The caller hangs up. */
  hangsUp(id: string): Promise<void>;
  /** The operator opens a desk, and their phone is answered with a key; two seconds later keys count. */
  opens(
    operator: string,
    mode?: 'auto' | 'manual',
    several?: { mostHeld?: number; queues?: string[] },
  ): Promise<void>;
  /** The desk's leg asks for its next step. */
  deskAsks(operator: string, digits?: string): ReturnType<Switchboard['deskAsks']>;
};

export async function aBoard(options: { store?: Store } = {}): Promise<Board> {
  const clock = virtualClock(NINE);
  const store = options.store ?? createMemoryStore(clock);
  await store.putQueue(defaultQueueSettings('support', 'Acme support'));
  const effects: OutboxEntry[] = [];
  let ids = 0;
  const board = createSwitchboard({
    store,
    now: () => clock.now(),
    newId: () => `id${(ids += 1)}`,
    spokenMs: (lines) => 2_000 * lines.length,
    foretell: () => ({ announcement: null, forecast: null }),
    mayCall: () => true,
    callerKey: (number) => `key-of-${number.slice(1)}`,
    perform: (entries) => void effects.push(...entries),
  });

  async function deskAsks(operator: string, digits = '') {
    const desk = await store.readDesk(operator);
    const leg = desk !== null && 'leg' in desk ? desk.leg : null;
    const step = (leg?.step ?? 0) + 1;
    return board.deskAsks(operator, {
      type: 'leg-asks',
      callSid: leg?.callSid ?? callSidOf(operator, desk?.intentId ?? ''),
      step,
      from: 'words',
      digits,
    });
  }

  return {
    store,
    clock,
    board,
    effects,
    deskAsks,
    async arrives(id, named = {}) {
      const callSid = `CA${id}`;
      await board.arrive(arrival({ id, callSid, arrivedAt: clock.now(), ...named }), null);
      await board.contactAsks(id, 'support', { type: 'leg-asks', callSid, step: 1, from: 'end', digits: '' });
    },
    async callerAsks(id, digits = '') {
      const { contact } = await store.readContact(id, '');
      const step = (contact?.leg?.step ?? 0) + 1;
      const callSid = `CA${id}`;
      await board.contactAsks(id, 'support', { type: 'leg-asks', callSid, step, from: 'after', digits });
    },
    async hangsUp(id) {
      await board.tellContact(id, { type: 'leg-ended', callSid: `CA${id}` });
    },
    async opens(operator, mode = 'manual', several = {}) {
      await board.tellDesk(operator, {
        type: 'open',
        operator,
        address: `client:${operator}`,
        mode,
        queues: ['support'],
        displayName: operator,
        intentId: `intent-${operator}`,
        language: 'en',
        ...several,
      });
      await deskAsks(operator, '1');
      clock.moveTo(clock.now() + 2_000);
    },
  };
}

/** The first call to an operator is `CA-` and the name; each further one has its intent in it. */
function callSidOf(operator: string, intentId: string): string {
  return intentId === `intent-${operator}` ? `CA-${operator}` : `CA-${operator}-${intentId}`;
}
