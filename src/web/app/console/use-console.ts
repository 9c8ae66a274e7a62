import { useEffect, useMemo, useState } from 'react';
import type { Desk } from '../http/contract.ts';
import type { LiveContact, LiveState } from '../live/live-state.ts';
import { useLive } from '../live/live-store.ts';
import { useMe } from '../shell/session.tsx';
import { byNextNews } from './next-word.ts';

export type LineView = { queueId: string; name: string; length: number; contacts: LiveContact[] };

/** The live picture as the console needs it. */
export type ConsoleView = {
  known: boolean;
  desk: Pick<Desk, 'status' | 'mode'> & Partial<Desk>;
  /** The announced contact, or the one that is being connected. */
  offered: LiveContact | null;
  /** Of the contacts that the operator talks to or holds, the one whose card is shown. */
  mine: LiveContact | null;
  /** Whom the operator talks to; who is on hold with them, in the order of the holds; and of those who hears from us next. */
  myTalk: LiveContact | null;
  myHeld: LiveContact[];
  dueNext: LiveContact | null;
  /** Shows the card of another one. */
  choose: (id: string) => void;
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
  const [chosen, choose] = useState<string | null>(null);
  const view = useMemo(() => {
    const contacts = [...live.contacts.values()];
    const mine = contacts.filter((contact) => contact.operator === me.name);
    const held = contacts
      .filter((contact) => contact.status === 'held')
      .toSorted((a, b) => expected(a) - expected(b) || a.waitingSince - b.waitingSince);
    const myTalk = mine.find((contact) => contact.status === 'connected') ?? null;
    const myHeld = mine
      .filter((contact) => contact.status === 'held')
      .toSorted((a, b) => heldSince(a) - heldSince(b));
    const dueNext = myHeld.toSorted(byNextNews)[0] ?? null;
    const lines = linesOf(live);
    const firsts = lines.flatMap((line) => line.contacts.find(isOnTheLine) ?? []);
    return {
      known: live.known,
      desk: live.desks.get(me.name) ?? me.desk ?? { status: 'closed', mode: 'auto' },
      offered: mine.find((contact) => contact.status === 'offered') ?? null,
      mine:
        [...(myTalk === null ? [] : [myTalk]), ...myHeld].find(({ id }) => id === chosen) ??
        myTalk ??
        dueNext,
      myTalk,
      myHeld,
      dueNext,
      choose,
      held,
      othersHeld: held.filter((contact) => contact.operator !== me.name),
      lines,
      waiting: lines.reduce((sum, line) => sum + line.length, 0),
      first: firsts.toSorted((a, b) => a.waitingSince - b.waitingSince)[0] ?? null,
    };
  }, [live, me, chosen]);
  const talkId = view.myTalk?.id ?? null;
  const shownId = view.mine?.id ?? null;
  // A talk that begins is shown at once; whose card is shown stays so while others become due.
  useEffect(() => choose(talkId), [talkId]);
  useEffect(() => choose((before) => before ?? shownId), [shownId]);
  return view;
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

function heldSince({ hold }: LiveContact): number {
  return hold === null ? 0 : Date.parse(hold.since);
}

function expected(contact: LiveContact): number {
  const at = contact.hold?.expectedBackAt;
  return at === null || at === undefined ? Number.POSITIVE_INFINITY : Date.parse(at);
}
