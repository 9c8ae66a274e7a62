import { describe, expect, test } from 'vitest';
import type { CalledToListen } from '../../src/desk/listening.ts';
import { nextOf, NOW, perCall, toContact, when } from './given.ts';

const called: CalledToListen = {
  ...perCall,
  status: 'called-to-listen',
  leg: null,
  listens: { contactId: 'c1', mode: 'listen' },
  afterwards: { status: 'closed' },
  calledAt: NOW - 5_000,
  until: NOW + 55_000,
};

describe('given a phone that rings so that its operator can listen', () => {
  test.each(['talk', 'hold'] as const)(
    'when the talk is on (%s), then it rings on: what is then will count',
    (to) => {
      expect(when(called, { type: 'listened', contactId: 'c1', to })).toEqual({
        kind: 'ignored',
        reason: 'the phone still rings',
      });
    },
  );

  test('when another talk is over, then it rings on', () => {
    expect(when(called, { type: 'listened', contactId: 'c2', to: 'over' }).kind).toBe('ignored');
  });

  test('when the talk is over, then it is as before, and the contact is told', () => {
    const decision = when(called, { type: 'listened', contactId: 'c1', to: 'over' });
    expect(nextOf(decision)).toMatchObject({ status: 'closed', why: 'closed' });
    expect(decision).toMatchObject({
      messages: [toContact({ type: 'listener-gone', operator: 'anna' })],
    });
  });
});
