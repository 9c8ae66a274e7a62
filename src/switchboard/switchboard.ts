import type { ContactEvent } from '../contact/contact-event.ts';
import type { Contact } from '../contact/contact.ts';
import type { Refusal } from '../contact/decision.ts';
import { type Desk, type DeskEvent, isRung } from '../desk/desk.ts';
import { mayTakeMore } from '../desk/held-callers.ts';
import type { OutboxEntry } from '../store/store.ts';
import type { LegAsks } from '../twiml/instructions.ts';
import { comesIn, type ContactAnswer, ownerOf, placeToKeep } from './contact-answer.ts';
import { match } from './match.ts';
import { isUnanswered, type Settlement, settle, type SettleParts, type Told } from './settle.ts';
import { briefOf, candidatesFor, canBeTaken, newTalk } from './taking.ts';

/** What came of a command. `done` carries the committed records. */
export type Outcome =
  | { kind: 'done'; contact: Contact | null; desk: Desk | null }
  | { kind: 'refused'; by: 'contact' | 'desk'; code: Refusal; reason: string; status: string | null };

/** The way into the core: decide, commit, and leave effects to the outbox. All methods reject with StoreUnavailable. */
export interface Switchboard {
  /** Tells a contact something; refused where the contact is unknown. */
  tellContact(id: string, event: ContactEvent): Promise<Outcome>;
  /** Tells a desk something; `open` creates it. */
  tellDesk(operator: string, event: DeskEvent): Promise<Outcome>;
  /** Connects the longest-waiting contact of the queues (of the operator's, where none is named); retried against others for up to 2 s. */
  take(operator: string, queueId: string | null): Promise<Outcome>;
  /** Connects this contact, wherever in the line it stands; refused where somebody was faster. */
  pick(operator: string, contactId: string): Promise<Outcome>;
  /**
   * Takes over a contact that a colleague has on hold; `mayAlways` where the operator need not wait until the colleague
   * is far over time.
   */
  lookIn(operator: string, contactId: string, mayAlways: boolean): Promise<Outcome>;
  /** Accepts the announced contact. */
  accept(operator: string): Promise<Outcome>;
  /** The operator comes back to a held contact in person. */
  comeBack(operator: string, contactId: string): Promise<Outcome>;

  /**
   * A new caller; a call that is known already changes nothing. `place` is where one stands whom the store had lost.
   * False where the call has just become somebody's: who is calling has to be looked up anew.
   */
  arrive(event: ContactEvent & { type: 'arrived' }, place: number | null): Promise<boolean>;
  /** Who calls again takes the kept place with the new leg. Null where it is kept no more, or others were faster. */
  calledAgain(id: string, event: ContactEvent & { type: 'called-again' }): Promise<ContactAnswer | null>;
  /** A contact's leg asks what to do next. Null where the contact is unknown. */
  contactAsks(id: string, queueId: string, asks: LegAsks): Promise<ContactAnswer | null>;
  /** A desk's leg asks what to do next. Null where there is no such desk. */
  deskAsks(operator: string, asks: LegAsks): Promise<Desk | null>;
  /** Announces waiting contacts to free desks in `auto` mode until one of them runs out. */
  match(): Promise<void>;
}

export type SwitchboardParts = SettleParts & {
  /** Called with the effects of each commit; must not wait for them. */
  perform: (effects: OutboxEntry[]) => void;
};

/** Attempts against other commits before an event is given up; each conflict means that somebody else got on. */
const MOST_ATTEMPTS = 25;
/** From a question to the first words in line: through the door, and into the line. */
const MOST_DOORS = 3;
/** How long `take` tries candidates that others win. */
const TAKE_FOR_MS = 2_000;

/** The switchboard over a store. Several may work on one store, in one process or many. */
export function createSwitchboard(parts: SwitchboardParts): Switchboard {
  const { store, now } = parts;

  /** Settles and commits; a conflict decides anew on what is true now. */
  async function handle(told: Told): Promise<Settlement> {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      const settlement = await handleOnce(told);
      if (settlement !== null) return settlement;
    }
    throw new Error('Failed to commit an event: others were faster every time. Try again.');
  }

  /** Null where others were faster. */
  async function handleOnce(told: Told): Promise<Settlement | null> {
    const settlement = await settle(told, parts);
    if (settlement.kind !== 'settled') return settlement;
    const result = await store.commit(settlement.commit);
    if (result.outcome === 'conflict') return null;
    if (result.effects.length > 0) parts.perform(result.effects);
    return settlement;
  }

  async function command(told: Told): Promise<Outcome> {
    const settlement = await handle(told);
    switch (settlement.kind) {
      case 'refused':
        return settlement;
      case 'unchanged':
        return { kind: 'done', contact: settlement.contact?.contact ?? null, desk: settlement.desk };
      case 'settled':
        return {
          kind: 'done',
          contact: [...settlement.contacts.values()][0]?.contact ?? null,
          desk: [...settlement.desks.values()][0]?.desk ?? null,
        };
    }
  }

  async function take(operator: string, queueId: string | null): Promise<Outcome> {
    const until = now() + TAKE_FOR_MS;
    for (;;) {
      const desk = await store.readDesk(operator);
      // A desk whose phone rings refuses in its own words.
      if (desk !== null && (desk.status === 'offered' || isRung(desk))) return accept(operator);
      const queues = queueId === null ? (desk?.queues ?? []) : [queueId];
      const contact = canBeTaken(await store.takeable(queues, candidatesFor(desk)), desk, now());
      if (contact === undefined) {
        // A desk that could not take anybody says so first.
        return desk === null || (desk.status !== 'free' && desk.status !== 'wrap-up' && !mayTakeMore(desk))
          ? notFree(desk)
          : {
              kind: 'refused',
              by: 'contact',
              code: 'not-found',
              reason: 'Nobody is waiting.',
              status: desk.status,
            };
      }
      const event = { type: 'take', contact: await briefOf(contact, parts), talk: newTalk(parts) } as const;
      const outcome = await command({ to: 'desk', operator, event });
      if (outcome.kind === 'done' || outcome.by === 'desk') return outcome;
      if (now() >= until) {
        return { ...outcome, code: 'state', reason: 'Others were faster each time. Try again.' };
      }
    }
  }

  async function pick(operator: string, contactId: string): Promise<Outcome> {
    const { contact } = await store.readContact(contactId, '');
    if (contact === null) return unknownContact();
    const event = { type: 'take', contact: await briefOf(contact, parts), talk: newTalk(parts) } as const;
    return command({ to: 'desk', operator, event });
  }

  async function lookIn(operator: string, contactId: string, mayAlways: boolean): Promise<Outcome> {
    const { contact } = await store.readContact(contactId, '');
    if (contact === null) return unknownContact();
    const talk = newTalk(parts);
    if (contact.status !== 'held') {
      // The contact's own refusal says what it does instead.
      const server = { operator, displayName: '' };
      const event = { type: 'look-in', server, talk, mayAlways } as const;
      return command({ to: 'contact', id: contactId, queueId: '', event });
    }
    const { server, heldAt } = contact;
    const brief = await briefOf(contact, parts);
    const from = { displayName: server.displayName, heldMs: now() - heldAt, mayAlways };
    const event = { type: 'take', contact: { ...brief, lookIn: from }, talk } as const;
    return command({ to: 'desk', operator, event });
  }

  function accept(operator: string): Promise<Outcome> {
    return command({ to: 'desk', operator, event: { type: 'accept' } });
  }

  return {
    tellContact: (id, event) => command({ to: 'contact', id, queueId: '', event }),
    tellDesk: (operator, event) => command({ to: 'desk', operator, event }),
    take,
    pick,
    lookIn,
    accept,
    async comeBack(operator, contactId) {
      const { contact } = await store.readContact(contactId, '');
      if (contact === null) return unknownContact();
      const served = contact.status === 'held' || contact.status === 'returning';
      if (!served || contact.server.operator !== operator) {
        // The contact's own refusal names whose it is, or what it does instead.
        return command({
          to: 'contact',
          id: contactId,
          queueId: '',
          event: { type: 'return', operator, talk: '' },
        });
      }
      return command({ to: 'desk', operator, event: { type: 'return', contactId, talk: newTalk(parts) } });
    },

    async calledAgain(id, event) {
      const settlement = await handleOnce({ to: 'contact', id, queueId: '', event });
      const record = settlement?.kind === 'settled' ? settlement.contacts.get(id) : undefined;
      if (record?.contact == null) return null;
      return { contact: record.contact, place: placeToKeep(record) };
    },
    async arrive(event, place) {
      const told = { to: 'contact', id: event.id, queueId: event.queueId, event, place } as const;
      return (await handleOnce(told)) !== null;
    },
    async contactAsks(id, queueId, asks) {
      let settlement = await handle({ to: 'contact', id, queueId, event: asks });
      // The door to a line lies between the last question and the first words there: each step sees its own queue, and
      // what was keyed or said belonged to the first.
      const { type, callSid, step, from, digits: spent } = asks;
      const event = { type, callSid, step, from, digits: '', spent };
      for (let steps = 0; steps < MOST_DOORS && isAtTheDoor(settlement, id, asks); steps++) {
        settlement = await handle({ to: 'contact', id, queueId, event });
      }
      if (settlement.kind === 'refused') return null;
      // A code may have led the leg to another visit: the answer is that of whoever has the leg now.
      const record =
        settlement.kind === 'settled' ? ownerOf(settlement, id, asks.callSid) : settlement.contact;
      if (record?.contact == null) return null;
      if (settlement.kind === 'unchanged' && settlement.why === 'ignored') await note(id, settlement.reason);
      // The commit itself ranks who comes into the line: behind those who came in while they were asked something.
      const view = comesIn(record) ? await store.readContact(record.contact.id, '') : record.view;
      return { contact: record.contact, place: placeToKeep({ ...record, view }) };
    },
    async deskAsks(operator, asks) {
      const settlement = await handleKey(operator, asks);
      if (settlement.kind === 'refused') return null;
      return settlement.kind === 'settled' ? (settlement.desks.get(operator)?.desk ?? null) : settlement.desk;
    },
    match: () => match(parts, command),
  };

  /**
   * A leg is always answered. Where a contact refuses what a key asks for, somebody else was faster: that is decided
   * anew on what is true now, and in the end without the key.
   */
  async function handleKey(operator: string, asks: LegAsks): Promise<Settlement> {
    for (let attempt = 1; ; attempt++) {
      const digits = attempt === MOST_ATTEMPTS ? '' : asks.digits;
      const settlement = await handle({ to: 'desk', operator, event: { ...asks, digits } });
      if (settlement.kind !== 'refused' || settlement.by === 'desk' || digits === '') return settlement;
    }
  }

  async function note(id: string, reason: string): Promise<void> {
    await store.note(id, [{ at: now(), kind: 'ignored', data: { reason } }]);
  }
}

function unknownContact(): Outcome {
  const reason = 'There is no such contact.';
  return { kind: 'refused', by: 'contact', code: 'not-found', reason, status: null };
}

function notFree(desk: Desk | null): Outcome {
  const status = desk?.status ?? 'closed';
  return { kind: 'refused', by: 'desk', code: 'state', reason: `Your desk is ${status}.`, status };
}

/** Whether the leg has not been answered, since its contact has only just become what it is to be answered from. */
function isAtTheDoor(settlement: Settlement, id: string, asks: LegAsks): boolean {
  if (settlement.kind === 'refused') return false;
  const contact =
    settlement.kind === 'settled' ? settlement.contacts.get(id)?.contact : settlement.contact?.contact;
  return contact !== null && contact !== undefined && isUnanswered(contact, asks);
}
