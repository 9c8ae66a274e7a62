import { z } from 'zod';
import { type Desk, isRung } from '../../desk/desk.ts';
import { heldBy } from '../../desk/held-callers.ts';
import { LONGEST_CALL_MS } from '../../twiml/leg.ts';
import { isoTime } from '../contract.ts';

const DESK_STATUSES = [
  'closed',
  'ringing',
  'free',
  'offered',
  'talking',
  'holding',
  'wrap-up',
  'away',
] as const;
const status = z.enum(DESK_STATUSES);
const mode = z.enum(['auto', 'manual']);

/** A desk as its own operator sees it. */
export const myDeskSchema = z.strictObject({ status, mode });

/** A desk as colleagues see it: never where it is rung. */
export const deskSchema = z
  .strictObject({
    operator: z.string(),
    displayName: z.string(),
    status,
    mode,
    leg: z
      .enum(['open-line', 'per-call'])
      .describe('Whether the phone stays on the line, or is rung for each caller.'),
    ringsAt: z.iso
      .datetime()
      .nullable()
      .describe('Where the phone is being called: when it rings, or since when. Calls are made one by one.'),
    since: z.iso.datetime().nullable().describe('Since when it is so, where that is known.'),
    contactId: z.string().nullable(),
    listensTo: z
      .string()
      .nullable()
      .describe('The contact to whose talk this supervisor listens; the desk is away, or rings, meanwhile.'),
    held: z.array(z.string()).describe('Contacts on hold with them, in the order of their holds.'),
    lastContactId: z
      .string()
      .nullable()
      .describe('Whom they served last, until they serve the next: what came of it may still be said.'),
    queues: z.array(z.string()),
    reason: z.string().nullable().describe('Why the operator is away, or the desk closed.'),
    consoleGone: z
      .boolean()
      .describe(
        'Whether the operator of a caller on hold has been at no console for the time that an admin has set.',
      ),
    renews: z
      .boolean()
      .describe(
        'Whether the line of an open desk is being called anew, before it reaches the longest time of a call.',
      ),
    lineEndsAt: z.iso
      .datetime()
      .nullable()
      .describe('When the phone network ends the call of the desk at the latest, where that is known.'),
    until: z.iso.datetime().nullable().describe('When the announcement or the time for notes is over.'),
  })
  .describe('An operator on duty, or not');

export type DeskJson = z.infer<typeof deskSchema>;

/** The desk's status as the API names it: a leg on its way to the caller still counts as offered. */
export function deskStatus(desk: Desk): DeskJson['status'] {
  return shownDeskStatus(desk.status);
}

/** A status by its name inside, as the API names it: who listens to a colleague's talk takes no callers for now. */
export function shownDeskStatus(inside: Desk['status']): DeskJson['status'] {
  switch (inside) {
    case 'joining':
    case 'called':
      return 'offered';
    case 'called-to-listen':
      return 'ringing';
    case 'listening':
      return 'away';
    default:
      return inside;
  }
}

/** A desk as colleagues see it. */
export function deskView(desk: Desk): DeskJson {
  const since = sinceOf(desk);
  return {
    operator: desk.operator,
    displayName: desk.displayName,
    status: deskStatus(desk),
    mode: desk.mode,
    leg: desk.legKind ?? 'open-line',
    ringsAt: isRung(desk) ? isoTime(desk.ringsAt ?? since ?? 0) : null,
    since: since === null ? null : isoTime(since),
    contactId: 'contact' in desk ? (desk.contact?.contactId ?? null) : null,
    listensTo: 'listens' in desk ? desk.listens.contactId : null,
    held: heldBy(desk).map(({ contactId }) => contactId),
    lastContactId: desk.last ?? null,
    queues: desk.queues,
    reason: desk.status === 'away' ? desk.reason : desk.status === 'closed' ? desk.why : null,
    consoleGone: desk.status === 'holding' && desk.consoleGoneAt !== undefined,
    renews: desk.status === 'ringing' && desk.renewal !== undefined,
    lineEndsAt: lineEndsAt(desk),
    until: 'until' in desk && !('listens' in desk) ? isoTime(desk.until) : null,
  };
}

function lineEndsAt(desk: Desk): string | null {
  const startedAt = 'leg' in desk ? (desk.leg?.startedAt ?? null) : null;
  return startedAt === null ? null : isoTime(startedAt + LONGEST_CALL_MS);
}

function sinceOf(desk: Desk): number | null {
  switch (desk.status) {
    case 'ringing':
      return desk.ringingSince;
    case 'free':
      return desk.freeSince;
    case 'offered':
    case 'called':
      return desk.offeredAt;
    case 'called-to-listen':
      return desk.calledAt;
    case 'wrap-up':
      return null;
    default:
      return desk.since;
  }
}
