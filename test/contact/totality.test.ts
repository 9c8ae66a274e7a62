import { expect, test } from 'vitest';
import type { ContactEvent } from '../../src/contact/contact-event.ts';
import type { Contact } from '../../src/contact/contact.ts';
import { decide } from '../../src/contact/decide.ts';
import { circumstances } from './given.ts';
import { EVENTS, STATUSES } from './statuses-and-events.ts';

const LETTER = { changed: 'C', repeated: '=', ignored: '.', refused: 'x' } as const;

test('every event in every status is handled (C), known already (=), ignored (.) or refused (x)', () => {
  const rows = Object.entries(EVENTS).map(([name, event]) => {
    const letters = Object.values(STATUSES).map(
      (contact) => LETTER[decide(contact, event, circumstances()).kind],
    );
    return `${letters.join(' ')}  ${name}`;
  });
  expect(`\n${rows.join('\n')}\n`).toMatchInlineSnapshot(`
    "
    C = = = = = = = = = = = = = = = = = = = = = = = = = = = = = = =  arrived
    x C C C C C C C C C C C C = = C C C C C C C . . C . C C C C C C  asks at the end
    x = = = = = = = = = = = = = = = = = = = = = . . = . C = = = = =  asks again
    x C C C C = = = C C C C = = = C C = = = = = . . = . C = = C = =  late key
    x C C C C C C C C C C C C = = C C C C C C C . . C . C C C C C C  asks after words
    x C C C C C C C C C C C C = = C C C C C C C . . C . C C C C C C  asks out of a talk
    x C C C C C C C C C C C C = = C C C C C C C . . C . C C C C C C  key 1
    x C C C C C C C C C C C C = = C C C C C C C . . C . C C C C C C  key 2
    x C C C C C C C C C C C C = = C C C C C C C . . C . C C C C C C  key 4
    x C C C C C C C C C C C C = = C C C C C C C . . C . C C C C C C  key 6
    x C C C C C C C C C C C C = = C C C C C C C . . C . C C C C C C  key *
    x C C C C C C C C C C C C = = C C C C C C C . . C . C C C C C C  key 9
    x C C C C C C C C C C C C = = C C C C C C C . . C . C C C C C C  key 0
    x . . . . . . . . . . . = = = . . . . . . . . . . . C . . . . .  other leg asks
    x C C C C C C C C C C C C = = C C C C C C C . . C . . C C C C C  leg-ended
    x . . . . . . . . . . . = = = . . . . . . . . . . . . . . . . .  other leg-ended
    x . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . .  due
    x C x x x x x x x x x x x x x C x x x x x x x x x x x x x x x x  offer
    x C x x x x x x x x x x x x x C x x x x x x x x x x x x x x x x  take
    x x C = = x x x x x x x x x x x = x x x x x x x x x x x x x x x  accept
    x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x  other accept
    x x C C C x x x x x C C x x x x x x x x x x x x x x x x x x x x  operator-joined
    x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x  other operator-joined
    x . C C C . . . . . . . . . . . C . . . . . . . . . . . . . . .  withdraw-offer
    x . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . .  other withdraw-offer
    x . . . . C C C . . C C . . . . . . . . . . . . . . . . C . . .  operator-left-talk
    x . . . . C C C . . C C . . . . . . . . . . . . . . . . C . . .  operator-left-talk for good
    x . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . .  other operator-left-talk
    x . . . . C . . . . . . . . . . . . . . . . . . . . . . C . . .  not-met
    x . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . .  other not-met
    x . C C C C C C C C C C . . . . C . . . . . . . . . . . C C . .  operator-lost
    x . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . .  other operator-lost
    x . . . . . . . C C C C . . . . . . . . . . . . . . . . . C . .  operator-back
    x x x x x C C C x x x x x x x x x x x x x x x x x x x x C x x x  hold
    x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x  other hold
    x x x x x x x x C C x x x x x x x x x x x x x x x x x x x C x x  return
    x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x  other return
    x x x x x x x x C C C C x x x x x x x x x x x x x x x x x C x x  note
    x x x x x x x x C C C C x x x x x x x x x x x x x x x x x C x x  note now
    x x x x x x x x C C C C x x x x x x x x x x x x x x x x x C x x  note in own voice
    x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x  take-back-note
    x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x  other take-back-note
    x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x  other note
    x x x x x x x x C C C C x x x x x x x x x x x x x x x x x C x x  longer
    x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x  other longer
    x x x x x C C C C C C C x x x x x x x x x x x x x x x x C C x x  transfer
    x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x  other transfer
    x x x x x C C C C C C C x x x x x x x x x x C C C C C C C C x x  end
    x x x x x x x x x x x x x x x x x x x x x x C C C C C C x x x x  called-again
    x x x x x x x x x x x x x x x x x x x x x x x C x x x x x x x x  call-back
    x x x x x x x x x x x x x x x x x x x x x x x C x C x x x x x x  call-back by its operator
    x x x x x x x x x x x x x x x x x x x x x x x C x x x x x x x x  call-back by another
    x . . . . . . . . . . . . . . . . . . . . . . . . . C . . . . .  ring-planned
    x . . . . . . . . . . . . . . . . . . . . . . . . . C = . . . .  ring-started
    x . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . .  other ring-started
    x . . . . . . . . . . . . . . . . . . . . . . . . . C C . . . .  ring-failed
    x . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . .  other ring-failed
    x x x x x x x x x x x x x x x x x x x x x x x C x C x x x x x x  call-back by an admin
    x C C C C C C C C C C C C C C C C C C C C C C C C C C C C C C C  recorded
    x = = = = = = = = = = = = = C C = = = = = = = = = = = = = = = =  words-deleted
    x . . . . . . . . . . . = = C . . . . . . . = = = C = = . . . .  seen-to
    x C . . . . . . . . . . . . . C . . . . . . . . . . . . . . . .  place-dropped
    x . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . .  news
    x C . . . . . . . . . . . . . C . . . . . . . . . . . . . . . .  news with words
    x x x x x x x x x x x x x x x x x x x x x x C C C C C C x x x x  other end
    x x x x x x x x C C x x x x x x x x x x x x x x x x x x x C x x  look-in
    x x x x x x x x x C x x x x x x x x x x x x x x x x x x x x x x  early look-in
    x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x  own look-in
    x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x C C  outcome
    x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x  other outcome
    x x x x x C C C x x x x x x x x x x x x x x x x x x x x C C x x  listen
    x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x  listen to own
    x x x x x C C C x x x x x x x x x x x x x x x x x x x x x x x x  other listen
    x . . . . . . . . . . . . . . . . . . . . . . . . . . . = . . .  listener-in
    x . . . . . . . . . . . . . . . . . . . . . . . . . . . C = . .  listener-out
    x . . . . . . . . . . . . . . . . . . . . . . . . . . . C C . .  listener-leaving
    x . . . . . . . . . . . . . . . . . . . . . . . . . . . C C . .  listener-gone
    x . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . .  other listener-gone
    "
  `);
});

test('every event type of the union is in the table', () => {
  const types: Record<ContactEvent['type'], true> = {
    arrived: true,
    'leg-asks': true,
    'leg-ended': true,
    due: true,
    offer: true,
    accept: true,
    take: true,
    'operator-joined': true,
    'withdraw-offer': true,
    'operator-left-talk': true,
    'not-met': true,
    'operator-lost': true,
    'operator-back': true,
    hold: true,
    return: true,
    note: true,
    'take-back-note': true,
    longer: true,
    transfer: true,
    end: true,
    'called-again': true,
    'call-back': true,
    'ring-planned': true,
    'ring-started': true,
    'ring-failed': true,
    recorded: true,
    'words-deleted': true,
    'seen-to': true,
    'place-dropped': true,
    news: true,
    outcome: true,
    'look-in': true,
    listen: true,
    'listener-in': true,
    'listener-out': true,
    'listener-leaving': true,
    'listener-gone': true,
  };
  const tested = new Set(Object.values(EVENTS).map(({ type }) => type));
  expect([...tested].toSorted()).toEqual(Object.keys(types).toSorted());
});

test('every status of the union is in the table', () => {
  const statuses: Record<Contact['status'], true> = {
    waiting: true,
    offered: true,
    connected: true,
    held: true,
    returning: true,
    ended: true,
    greeting: true,
    'place-kept': true,
    'calling-back': true,
    feedback: true,
  };
  const tested = new Set(Object.values(STATUSES).flatMap((contact) => contact?.status ?? []));
  expect([...tested].toSorted()).toEqual(Object.keys(statuses).toSorted());
});
