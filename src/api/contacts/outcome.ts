import type { Desk } from '../../desk/desk.ts';
import type { Store } from '../../store/store.ts';
import type { Outcome } from '../../switchboard/switchboard.ts';
import { type ContactJson, contactView } from './contact-view.ts';
import { shownDeskStatus } from '../desk/desk-view.ts';
import { conflict, forbidden, notFound, type Problem } from '../problems.ts';

type Refused = Extract<Outcome, { kind: 'refused' }>;
type Done = Extract<Outcome, { kind: 'done' }>;

/** What was committed; throws the problem that a refused command is answered with. */
export function done(outcome: Outcome): Done {
  if (outcome.kind === 'refused') throw refusal(outcome);
  return outcome;
}

/** The committed contact of a command as the API shows it, with its position of now. */
export async function committedContact(
  outcome: Outcome,
  parts: { store: Store; now: number },
): Promise<ContactJson> {
  const { contact } = done(outcome);
  if (contact === null) throw new Error('Failed to show the contact: the command committed none.');
  // Only who stands in a line has a position to look up.
  const inLine = contact.status === 'waiting' || contact.status === 'offered';
  const position = inLine ? (await parts.store.readContact(contact.id, contact.queueId)).position : null;
  return contactView(contact, position, parts.now);
}

function refusal({ by, code, reason, status }: Refused): Problem {
  switch (code) {
    case 'state':
      return conflict('state', reason, shownStatus(by, status));
    case 'taken':
    case 'language':
      return conflict(code, reason, shownStatus(by, status));
    case 'not-yours':
      return forbidden('not-yours', reason);
    case 'not-found':
      return by === 'desk' ? conflict('state', reason, shownStatus(by, status)) : notFound(reason);
    default:
      return code satisfies never;
  }
}

/** Names that exist inside alone are shown as what they are to everyone else; a desk that never was is closed. */
function shownStatus(by: Refused['by'], status: string | null): string | undefined {
  if (status === null) return by === 'desk' ? 'closed' : undefined;
  if (by === 'desk') return shownDeskStatus(status as Desk['status']);
  return status === 'returning' ? 'held' : status;
}
