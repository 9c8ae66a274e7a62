import { changed, type Decision, ignored } from '../contact/decision.ts';
import type { Line } from '../voice-script/moments.ts';
import { fetched, holding, summons } from './consequences.ts';
import type { Brief, Desk, DeskCircumstances, Holding, Manned, MannedDesk } from './desk.ts';
import { heldBesides, heldBy, holdingWords, which, withOthers } from './held-callers.ts';

/** One of those on hold beside the desk's contact is gone: said at once where the leg waits, else after the talk. */
export function heldGone(desk: MannedDesk, contactId: string, lines: Line[], now: number): Decision<Desk> {
  if (!('others' in desk) || heldBy(desk).every((one) => one.contactId !== contactId))
    return ignored('another contact is gone');
  const pending = [...desk.pending, ...which(desk, contactId), ...lines];
  const others = (desk.others ?? []).filter((one) => one.contactId !== contactId);
  const next = withOthers({ ...desk, pending }, others);
  return desk.status === 'holding'
    ? changed<Desk>(fetched(next, now), { effects: [summons(desk)] })
    : changed<Desk>(next);
}

/**
 * Words about a held caller; nobody is called out of a talk for them. What they would cut off is said with them. Those
 * about the talk itself are said after it, once.
 */
export function tell(
  desk: MannedDesk,
  contactId: string,
  lines: Line[],
  { now, spokenMs }: DeskCircumstances,
): Decision<Desk> {
  if (desk.status === 'talking' && desk.contact.contactId === contactId)
    return changed<Desk>({
      ...desk,
      pending: [...desk.pending, ...lines.filter(({ moment }) => !saysAlready(desk, moment))],
    });
  if (desk.status !== 'holding' || heldBy(desk).every((one) => one.contactId !== contactId))
    return ignored('not on hold with this contact');
  const { instruction, askedAt } = desk.leg;
  // That a note is being looked at is over with what became of it.
  const said =
    instruction.kind === 'quiet'
      ? instruction.lines.filter(({ moment }) => moment !== 'desk.note-checking')
      : [];
  const isCut = said.length > 0 && now < askedAt + spokenMs(said, desk.language);
  const pending = [...(isCut ? said : []), ...desk.pending, ...which(desk, contactId), ...lines];
  // A note that is being spoken is heard out.
  if (isSpeaking(desk)) return changed<Desk>({ ...desk, pending });
  return changed<Desk>(fetched({ ...desk, pending }, now), { effects: [summons(desk)] });
}

function saysAlready({ pending }: Manned, moment: Line['moment']): boolean {
  return pending.some((one) => one.moment === moment);
}

/** Whether the operator is speaking a note. */
export function isSpeaking({ leg }: Manned): boolean {
  return leg.instruction.kind === 'record-note';
}

/** The desk's contact joins those on hold. */
export function onHoldWith(desk: MannedDesk & { contact: Brief }, reason: string, now: number): Holding {
  const contact = { ...desk.contact, heldAt: now, reason };
  const next = holding(desk, [...heldBesides(desk, contact.contactId), contact], now);
  // What could not be said in the talk comes first.
  return next.pending.length === 0 ? next : { ...next, pending: [...next.pending, holdingWords(next)] };
}
