import { describe, expect, test } from 'vitest';
import { PLANTED_BUGS, tamperOf } from './planted-bugs.ts';
import { simulate } from './simulate.ts';

/** Within so many calls a bug must have been found. */
const CALLS = 360;
/** In the worlds from here on most of the bugs show early: what has been found costs no more. */
const SEED = 9;

describe('bugs that are planted are found', () => {
  test.each(PLANTED_BUGS)('$bug', async (planted) => {
    const { failure } = await simulate({
      contacts: CALLS,
      contactsPerWorld: 120,
      seed: planted.seed ?? SEED,
      troubles: planted.troubles ?? [],
      tamper: tamperOf(planted),
      ...(planted.ageingSeconds === undefined ? {} : { ageingSeconds: planted.ageingSeconds }),
    });
    expect(planted.breaks, failure?.violation.message ?? 'nothing was found').toContain(
      failure?.violation.invariant,
    );
  });
});
