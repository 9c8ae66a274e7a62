import { describe, expect, test } from 'vitest';
import { PLANTED_BUGS, tamperOf } from './planted-bugs.ts';
import { simulate } from './simulate.ts';

/** Within so many calls a bug must have been found. */
const CALLS = 360;

describe('bugs that are planted are found', () => {
  test.each(PLANTED_BUGS)('$bug', async (planted) => {
    const { failure } = await simulate({
      contacts: CALLS,
      contactsPerWorld: 120,
      seed: planted.seed ?? 1,
      troubles: planted.troubles ?? [],
      tamper: tamperOf(planted),
    });
    expect(planted.breaks, failure?.violation.message ?? 'nothing was found').toContain(
      failure?.violation.invariant,
    );
  });
});
