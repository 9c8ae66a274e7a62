import { QUARTER_MS } from '../waiting/tally.ts';
import type { Commit } from './store.ts';

/**
 * Refuses a commit that no store may begin to write: a version that is not the successor of the one that was read, a
 * record that occurs twice, a number that cannot be a score, a label that a key may not hold. Both stores ask before
 * they touch anything, because a Redis script that fails half-way keeps what it wrote.
 *
 * @throws RangeError naming the field; never a value, which may be personal.
 */
export function checkCommit(commit: Commit): void {
  checkNumber(commit.now, 'now');
  const seen = new Set<string>();
  for (const { contact, expectedVersion, standing, dueAt, labels } of commit.contacts) {
    checkRecord(seen, `contact:${contact.id}`, contact.version, expectedVersion);
    checkNumber(dueAt, 'dueAt');
    for (const label of [...labels.add, ...labels.remove]) checkLabel(label);
    if (typeof standing === 'string') continue;
    if ('place' in standing) {
      checkNumber(standing.place, 'place');
    } else {
      checkNumber(standing.newcomer.arrivedAt, 'arrivedAt');
      checkNumber(standing.newcomer.headStartMs, 'headStartMs');
    }
  }
  for (const { quarterAt, add, longestWaitMs } of commit.tallies) {
    checkWhole(quarterAt / QUARTER_MS, 'quarterAt');
    checkWhole(longestWaitMs, 'longestWaitMs');
    for (const by of Object.values(add)) checkWhole(by, 'tally');
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

/** Labels become names of keys: what a number, a name or an address is written with has no place there. */
function checkLabel(label: string): void {
  if (/^[a-z-]+:[\w-]{1,64}$/.test(label)) return;
  throw new RangeError(
    'Failed to commit: a label is not of the form kind:value. Use a hash or a code, never what it stands for.',
  );
}

/** Redis counts whole numbers. */
function checkWhole(value: number | null, field: string): void {
  if (value === null || Number.isSafeInteger(value)) return;
  throw new RangeError(`Failed to commit: ${field} is not a whole number. Check what counted it.`);
}

/** Redis scores are exact up to 2^53. */
function checkNumber(value: number | null, field: string): void {
  if (value === null || Math.abs(value) <= Number.MAX_SAFE_INTEGER) return;
  throw new RangeError(`Failed to commit: ${field} is not a number below 2^53. Check what computed it.`);
}
