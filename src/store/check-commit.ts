import type { Commit } from './store.ts';

/**
 * Refuses a commit that no store may begin to write: a version that is not the successor of the one that was read, a
 * record that occurs twice, a number that cannot be a score. Both stores ask before they touch anything, because a
 * Redis script that fails half-way keeps what it wrote.
 *
 * @throws RangeError naming the field; never a value, which may be personal.
 */
export function checkCommit(commit: Commit): void {
  checkNumber(commit.now, 'now');
  const seen = new Set<string>();
  for (const { contact, expectedVersion, standing, dueAt } of commit.contacts) {
    checkRecord(seen, `contact:${contact.id}`, contact.version, expectedVersion);
    checkNumber(dueAt, 'dueAt');
    if (typeof standing === 'string') continue;
    if ('place' in standing) {
      checkNumber(standing.place, 'place');
    } else {
      checkNumber(standing.newcomer.arrivedAt, 'arrivedAt');
      checkNumber(standing.newcomer.priority, 'priority');
    }
  }
  for (const { desk, expectedVersion, freeSince, dueAt } of commit.desks) {
    checkRecord(seen, `desk:${desk.operator}`, desk.version, expectedVersion);
    checkNumber(freeSince, 'freeSince');
    checkNumber(dueAt, 'dueAt');
  }
}

function checkRecord(seen: Set<string>, key: string, version: number, expectedVersion: number): void {
  if (!Number.isSafeInteger(expectedVersion) || version !== expectedVersion + 1) {
    throw new RangeError(
      'Failed to commit: version is not expectedVersion + 1. Raise the version in decide.',
    );
  }
  if (seen.has(key)) {
    throw new RangeError('Failed to commit: a record occurs twice. Merge its writes into one.');
  }
  seen.add(key);
}

/** Redis scores are exact up to 2^53. */
function checkNumber(value: number | null, field: string): void {
  if (value === null || Math.abs(value) <= Number.MAX_SAFE_INTEGER) return;
  throw new RangeError(`Failed to commit: ${field} is not a number below 2^53. Check what computed it.`);
}
