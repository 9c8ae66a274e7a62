import { answersMessage } from '../contact/place-kept/answer-message.ts';
import type { CallingBack, Contact, InLineContact, OnHoldContact, PlaceKept } from '../contact/contact.ts';
import { droppedOnHold } from '../contact/place-kept/keep-place.ts';
import type { QueueSettings } from '../waiting/queue-settings.ts';
import {
  type CountName,
  type HeardRhythm,
  oftenName,
  quarterOf,
  queueRhythm,
  type Tally,
  takenIn,
} from '../waiting/tally.ts';

/** A count that goes up, or down where what was counted has come to nothing; now and in its own queue, unless said. */
type Entry = { name: CountName; by?: number; at?: number; queueId?: string };

/**
 * What a change of a contact adds to what is counted of its queue. It is read off the state before and after and
 * committed with it, so each thing counts once, however often its event is decided.
 *
 * @param queue the settings of the queue that the contact was in
 */
export function talliesOf(
  before: Contact | null,
  after: Contact,
  queue: QueueSettings,
  now: number,
): Tally[] {
  const entries = [
    ...visits(before, after),
    ...waits(before, after, now),
    ...holds(before, after),
    ...callbacks(before, after),
    ...checkIns(before, after),
    ...answers(before, after, queue),
  ];
  if (entries.length === 0) return [];
  const tallies = new Map<string, Tally & { add: Record<string, number> }>();
  for (const { name, by = 1, at = now, queueId = before?.queueId ?? after.queueId } of entries) {
    const quarterAt = quarterOf(at);
    const key = `${queueId} ${quarterAt}`;
    const tally = tallies.get(key) ?? { queueId, quarterAt, add: {}, longestWaitMs: null };
    tally.add[name] = (tally.add[name] ?? 0) + by;
    if (name === 'waited-ms') tally.longestWaitMs = by;
    tallies.set(key, tally);
  }
  return [...tallies.values()];
}

/** Who came to a queue, and went on from there or was never given a place. */
function visits(before: Contact | null, after: Contact): Entry[] {
  const entries: Entry[] = [];
  if (before === null) entries.push({ name: 'calls' });
  else if (before.queueId !== after.queueId)
    entries.push({ name: 'sent-on' }, { name: 'calls', queueId: after.queueId });
  if (after.status !== 'ended') return entries;
  // Who comes back to an earlier place is one visit with it.
  if (before?.status !== 'ended' && after.by === 'joined-earlier-place')
    entries.push({ name: 'calls', by: -1, at: after.arrivedAt });
  else if (before === null || before.status === 'greeting') entries.push({ name: 'no-place' });
  return entries;
}

/** How a wait in line came to its end. */
function waits(before: Contact | null, after: Contact, now: number): Entry[] {
  if (before?.status === 'place-kept' && before.why === 'dropped' && after.status === 'waiting')
    return [
      {
        name: droppedOnHold(before) ? 'abandoned-on-hold' : 'abandoned-in-line',
        by: -1,
        at: before.since,
      },
    ];
  if (!isInLine(before) || isInLine(after)) return [];
  const range = rangeOutcome(before, after, now).map((name) => ({ name }));
  if (after.status !== 'connected') return gaveUp(after) ? [{ name: 'abandoned-in-line' }, ...range] : range;
  const waitedMs = waitOf(before, now);
  const within = takenIn(waitedMs);
  return [
    { name: 'taken' },
    ...(within === null ? [] : [{ name: within }]),
    { name: 'waited-ms', by: waitedMs },
    ...range,
  ];
}

function holds(before: Contact | null, after: Contact): Entry[] {
  return isOnHold(before) && gaveUp(after) ? [{ name: 'abandoned-on-hold' }] : [];
}

/** Calls back: promised, kept, or not wanted any more. A call that answers a message was never promised. */
function callbacks(before: Contact | null, after: Contact): Entry[] {
  const promised = before?.callback ?? null;
  if (promised === null)
    return after.callback !== null && before?.status !== 'ended' ? [{ name: 'callbacks-promised' }] : [];
  if (!isAway(before) || answersMessage(before) || after.callback !== null || after.status === 'ended')
    return [];
  // The caller was reached; or has taken the promise back, or called again before it was kept.
  return before.status === 'calling-back'
    ? [{ name: 'callbacks-kept' }]
    : [{ name: 'callbacks-promised', by: -1, at: promised.askedAt }];
}

function answers(before: Contact | null, after: Contact, queue: QueueSettings): Entry[] {
  if (before?.status !== 'feedback' || after.status !== 'ended' || after.answers === null) return [];
  const { right, often } = after.answers;
  return [
    ...(right === null ? [] : [{ name: right ? 'right:yes' : 'right:no' } as const]),
    ...(often === null ? [] : [{ name: oftenName(rhythmOf(after, queue), often) }]),
  ];
}

/** How the first range that was told came out, where that can be seen: nobody knows of who left before its end. */
function rangeOutcome(before: InLineContact, after: Contact, now: number): CountName[] {
  const told = before.told.wait?.first;
  // What was told in an earlier call was judged when that call ended.
  if (told === undefined || told.at < (before.leg.startedAt ?? 0)) return [];
  const minutes = (now - told.at) / 60_000;
  if (told.high !== null && minutes > told.high) return ['ranges', 'ranges-longer'];
  if (after.status !== 'connected') return ['ranges'];
  return ['ranges', minutes < told.low ? 'ranges-shorter' : 'ranges-true'];
}

/** How long this wait has lasted in this call, whole ms: for who called again or was called, since then. */
function waitOf({ waitingSince, leg }: InLineContact, now: number): number {
  return Math.max(0, Math.round(now - Math.max(waitingSince, leg.startedAt ?? 0)));
}

/** The caller hung up or left. A dropped line counts at once, and is taken back where its caller comes back. */
function gaveUp(after: Contact): boolean {
  if (after.status === 'ended') return after.by === 'caller' || after.by === 'left';
  return after.status === 'place-kept' && after.why === 'dropped';
}

/**
 * Check-ins that this change made, and those among them that were late: the leg did not ask for its words in time, so
 * that it had to be asked after, or something else kept it meanwhile. Words that were taken back unheard are taken back.
 */
function checkIns(before: Contact | null, after: Contact): Entry[] {
  const isSameWait =
    (isInLine(before) && isInLine(after) && before.waitingSince === after.waitingSince) ||
    (isOnHold(before) && isOnHold(after) && before.heldAt === after.heldAt);
  if (!isSameWait) return [];
  const { leg } = before;
  const isMissed =
    leg.step > 0 &&
    after.leg.callSid === leg.callSid &&
    after.leg.step > leg.step &&
    (leg.checkedAt !== null || after.leg.step > leg.step + 1);
  const made = after.checkIns - before.checkIns;
  if (isMissed) return [{ name: 'check-ins', by: Math.max(1, made) }, { name: 'check-ins-late' }];
  return made === 0 ? [] : [{ name: 'check-ins', by: made }];
}

function rhythmOf({ cadence }: Contact, { inLine, onHold }: QueueSettings): HeardRhythm {
  return cadence === 'queue' ? queueRhythm({ inLine, onHold }) : { cadence };
}

function isInLine(contact: Contact | null): contact is InLineContact {
  return contact?.status === 'waiting' || contact?.status === 'offered';
}

function isOnHold(contact: Contact | null): contact is OnHoldContact {
  return contact?.status === 'held' || contact?.status === 'returning';
}

function isAway(contact: Contact | null): contact is PlaceKept | CallingBack {
  return contact?.status === 'place-kept' || contact?.status === 'calling-back';
}
