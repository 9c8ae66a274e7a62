import { expect, test } from 'vitest';
import { anna, asks, CALL, ended, when } from '../given.ts';

test('the leg’s end closes it; nothing brings it back', () => {
  expect(when(ended(), { type: 'leg-ended', callSid: CALL })).toMatchObject({
    next: { status: 'ended', leg: null },
  });
  expect(when(ended({ leg: null }), asks('end'))).toStrictEqual({ kind: 'repeated' });
  expect(when(ended(), { type: 'take', server: anna, talk: 'talk-9' })).toStrictEqual({
    kind: 'refused',
    code: 'state',
    reason: 'The call is over.',
  });
});
