import type { LegAsks } from '../../twiml/instructions.ts';
import { newLeg } from '../../twiml/leg.ts';
import { type ContactCircumstances, operatorsFor } from '../circumstances.ts';
import type { CallingBack, PlaceKept, Waiting } from '../contact.ts';
import { visitOf } from '../visit.ts';
import type { Effect } from '../effects.ts';

/** Nobody on the line, and the place is kept. */
export type Away = PlaceKept | CallingBack;

/** The contact in line again, where it stood; the leg that asks is its leg from now on. */
export function inLineAgain(contact: Away, asks: LegAsks, circumstances: ContactCircumstances): Waiting {
  const { now, position, opens } = circumstances;
  const { heard } = contact;
  const onDuty = operatorsFor(contact, circumstances) > 0;
  return {
    ...visitOf(contact),
    // Who is called, or has called again, need not hear that the line is open again.
    heard: opens === null && heard.closing === 'closed' ? { ...heard, closing: 'nothing' } : heard,
    callback: null,
    owes: null,
    status: 'waiting',
    leg: newLeg(asks.callSid, asks.step - 1, now),
    silence: 2,
    wordsEndAt: now,
    nextCheckInAt: now,
    question: null,
    lastChoice: null,
    pending: [],
    speakAt: null,
    memory: 'asked',
    waitingSince: contact.arrivedAt,
    told: { ...contact.told, position: position ?? contact.told.position, onDuty },
    checkIns: 2,
    looksAt: null,
    absentAt: null,
    unheard: null,
    forecasts: contact.forecasts,
    codeTold: 'on-demand',
    earlier: { kind: 'none' },
    prefers: contact.prefers,
  };
}

/** Ends the leg that is still there, where there is one. */
export function hangUpOf(contact: Away): Effect[] {
  return contact.leg === null ? [] : [{ type: 'hang-up-leg', callSid: contact.leg.callSid }];
}
