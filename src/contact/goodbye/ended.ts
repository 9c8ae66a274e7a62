import type { Leg } from '../../twiml/instructions.ts';
import type { Ended } from '../contact.ts';
import { type Visit, visitOf } from '../visit.ts';

/** The visit is over. @param leg where one is left, which has its last words to hear */
export function ended(contact: Visit, by: Ended['by'], now: number, leg: Leg | null = null): Ended {
  return { ...visitOf(contact), status: 'ended', endedAt: now, by, leg, answers: null };
}
