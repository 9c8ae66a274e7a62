import type { Contact, ContactEvent } from '../contact/contact.ts';
import type { Desk, DeskEvent } from '../desk/desk.ts';

/** What came of a command. `done` carries the committed records. */
export type Outcome =
  | { kind: 'done'; contact: Contact | null; desk: Desk | null }
  | { kind: 'refused'; code: 'state' | 'not-yours' | 'not-found'; reason: string; status: string | null };

/** The way for commands into the core: decide, commit, and leave effects to the outbox. All reject with StoreUnavailable. */
export interface Switchboard {
  /** Tells a contact something; refused where the contact is unknown. */
  tellContact(id: string, event: ContactEvent): Promise<Outcome>;
  /** Tells a desk something; `open` creates it. */
  tellDesk(operator: string, event: DeskEvent): Promise<Outcome>;
  /** Connects the longest-waiting contact of the queues (of the operator's, where none is named); retried against others for up to 2 s. */
  take(operator: string, queueId: string | null): Promise<Outcome>;
  /** Accepts the announced contact. */
  accept(operator: string): Promise<Outcome>;
  /** The operator comes back to a held contact in person. */
  comeBack(operator: string, contactId: string): Promise<Outcome>;
}
