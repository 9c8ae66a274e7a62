import type { LegAsks } from '../../twiml/instructions.ts';
import { answered } from '../../twiml/leg.ts';
import type { Line } from '../../voice-script/moments.ts';
import type { Connected, Offered, Returning } from '../contact.ts';
import { visitOf } from '../visit.ts';

/** The operator is in the talk: whatever the caller's leg asked for, it is led there after `lines`. */
export function intoTalk(contact: Offered | Returning, asks: LegAsks, lines: Line[], now: number): Connected {
  const { server, talk, leg } = contact;
  return {
    ...visitOf(contact),
    status: 'connected',
    server,
    talk,
    leg: answered(leg, asks, { kind: 'join-talk', talk, side: 'caller', lines, leadIn: 'tone' }, now),
    connectedAt: now,
    left: { caller: null, operator: null, polls: 0 },
  };
}
