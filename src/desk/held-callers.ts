import { line, type Line } from '../voice-script/moments.ts';
import type { Brief, Desk, Holding, Joining, Offered, Ringing, Talking } from './desk.ts';

type MayHaveOthers = Ringing | Offered | Joining | Talking | Holding;

/** Everybody on hold with a desk whom it is not on the way to, in the order of their holds. */
export function heldBy(desk: Desk): Brief[] {
  const others = 'others' in desk ? (desk.others ?? []) : [];
  const isHeld = desk.status === 'holding' || desk.status === 'ringing';
  const all = isHeld && desk.contact !== null ? [desk.contact, ...others] : others;
  return all.toSorted((a, b) => (a.heldAt ?? 0) - (b.heldAt ?? 0));
}

/** The same without one. */
export function heldBesides(desk: Desk, contactId: string): Brief[] {
  return heldBy(desk).filter((one) => one.contactId !== contactId);
}

/** The desk with these on hold beside its contact. */
export function withOthers<D extends MayHaveOthers>(desk: D, others: readonly Brief[]): D {
  const { others: _, ...rest } = desk;
  return (others.length === 0 ? rest : { ...rest, others: [...others] }) as D;
}

/** Whether a desk that has callers on hold may take one more: each of them may have to be put on hold as well. */
export function mayTakeMore(desk: Desk): boolean {
  return desk.status === 'holding' && heldBy(desk).length < (desk.mostHeld ?? 1);
}

/** Which of several held callers the words after it are about; nothing where there is but one. */
export function which(desk: Desk, contactId: string): Line[] {
  const held = heldBy(desk);
  const place = held.findIndex((one) => one.contactId === contactId);
  return held.length < 2 || place === -1
    ? []
    : [line('desk.which', { position: place + 1, reason: held[place]?.reason ?? '' })];
}

/** What an operator hears who has nobody but callers on hold. */
export function holdingWords(desk: Desk): Line {
  const held = heldBy(desk).length;
  return held > 1 ? line('desk.holding-several', { held }) : line('desk.holding', {});
}
