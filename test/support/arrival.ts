import type { ContactEvent } from '../../src/contact/contact-event.ts';

export type Arrived = ContactEvent & { type: 'arrived' };

/** An arrival with nothing special about it but what is named. */
export function arrival(named: Partial<Arrived> & Pick<Arrived, 'id' | 'callSid' | 'arrivedAt'>): Arrived {
  return {
    type: 'arrived',
    queueId: 'support',
    from: '+15550000067',
    to: '+15550000100',
    language: 'en',
    caller: null,
    code: '0000',
    shared: false,
    earlier: { kind: 'none' },
    remembered: null,
    recovered: null,
    ...named,
  };
}
