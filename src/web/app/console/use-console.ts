import { useMemo } from 'react';
import type { Desk } from '../http/contract.ts';
import type { LiveContact, LiveState } from '../live/live-state.ts';
import { useLive } from '../live/live-store.ts';
import { useMe } from '../shell/session.tsx';

export type LineView = { queueId: string; name: string; length: number; contacts: LiveContact[] };

/** The live picture as the console needs it. */
export type ConsoleView = {
  known: boolean;
  desk: Pick<Desk, 'status' | 'mode'> & Partial<Desk>;
  /** The announced contact, or the one that is being connected. */
  offered: LiveContact | null;
  /** The contact that the operator talks to or holds. */
  mine: LiveContact | null;
  /** Who is held by anybody, and by others; first who is expected first. */
  held: LiveContact[];
  othersHeld: LiveContact[];
  lines: LineView[];
  waiting: number;
  /** Who has waited longest; null where nobody waits. */
  first: LiveContact | null;
};

/** What this operator sees now: the stream's word, or, before it has spoken, what signing in told. */
export function useConsole(): ConsoleView {
  const live = useLive();
  const me = useMe();
  return useMemo(() => {
    const contacts = [...live.contacts.values()];
    const mine = contacts.filter((contact) => contact.operator === me.name);
    const held = contacts
      .filter((contact) => contact.status === 'held')
      .toSorted((a, b) => expected(a) - expected(b) || a.waitingSince - b.waitingSince);
    const lines = linesOf(live);
    const firsts = lines.flatMap((line) => line.contacts.find(isOnTheLine) ?? []);
    return {
      known: live.known,
      desk: live.desks.get(me.name) ?? me.desk ?? { status: 'closed', mode: 'auto' },
      offered: mine.find((contact) => contact.status === 'offered') ?? null,
      mine: mine.find((contact) => contact.status === 'connected' || contact.status === 'held') ?? null,
      held,
      othersHeld: held.filter((contact) => contact.operator !== me.name),
      lines,
      waiting: lines.reduce((sum, line) => sum + line.length, 0),
      first: firsts.toSorted((a, b) => a.waitingSince - b.waitingSince)[0] ?? null,
    };
  }, [live, me]);
}

/** Every queue's line in order, longest first contact on top. */
export function linesOf(live: LiveState): LineView[] {
  return [...live.lines].map(([queueId, line]) => ({
    queueId,
    name: live.queueNames.get(queueId) ?? queueId,
    length: line.length,
    contacts: line.ids.flatMap((id) => live.contacts.get(id) ?? []).filter(standsInLine),
  }));
}

/** Who waits and hears us; the others in line have a kept place, and no leg, or are being called back. */
export function isOnTheLine({ status }: LiveContact): boolean {
  return status === 'waiting' || status === 'offered' || status === 'greeting';
}

/** The order comes a moment after the contact: who has left already is not shown at the old place. */
function standsInLine(contact: LiveContact): boolean {
  return isOnTheLine(contact) || contact.status === 'place-kept' || contact.status === 'calling-back';
}

function expected(contact: LiveContact): number {
  const at = contact.hold?.expectedBackAt;
  return at === null || at === undefined ? Number.POSITIVE_INFINITY : Date.parse(at);
}
