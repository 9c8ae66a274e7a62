import type { z } from 'zod';

/** What zod expects, as people call it. */
const KINDS: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'text',
};

/**
 * What is wrong with a field where its schema has no words of its own, in the words of those that have; handed to zod
 * with what is to be checked. Undefined leaves it to zod.
 */
export const unsaidFault: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      if ((issue.path ?? []).length === 0)
        return `the body must be ${KINDS[issue.expected] ?? issue.expected}`;
      return issue.input === undefined ? 'is missing' : `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return bound('least', issue.origin, issue.minimum);
    case 'too_big':
      return bound('most', issue.origin, issue.maximum);
    default:
      return undefined;
  }
};

function bound(which: 'least' | 'most', origin: string, limit: number | bigint): string {
  if (origin === 'array') return `must have at ${which} ${limit} ${limit === 1 ? 'entry' : 'entries'}`;
  if (origin === 'string')
    return `must have at ${which} ${limit} ${limit === 1 ? 'character' : 'characters'}`;
  return `must be at ${which} ${limit}`;
}
