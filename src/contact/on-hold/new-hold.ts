import { summoned } from '../../twiml/leg.ts';
import type { Connected, Held } from '../contact.ts';
import { visitOf } from '../visit.ts';

/** The hold of a contact that was in a talk. */
export function holdOf(contact: Connected, reason: string, expectedBackAt: number | null, now: number): Held {
  return {
    ...visitOf(contact),
    status: 'held',
    leg: summoned(contact.leg, now),
    silence: 1,
    wordsEndAt: now,
    nextCheckInAt: now,
    question: null,
    lastChoice: null,
    pending: [],
    unheard: null,
    server: contact.server,
    heldAt: now,
    reason,
    expectedBackAt,
    note: null,
    lastAnswer: null,
    checkIns: 0,
    remindAt: null,
    remindedAt: null,
    speakAt: null,
    memory: 'asked',
    operatorLostAt: null,
    asked: 'not-yet',
    ...(contact.insteadOf === undefined ? {} : { lookedInFor: contact.insteadOf }),
  };
}
