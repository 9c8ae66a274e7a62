import { bandOf } from '../../waiting/line.ts';
import { LONGEST_WAIT, QUARTER_MS } from '../../waiting/tally.ts';
import { spokenOn } from '../duty.ts';
import type { Keys } from './keys.ts';
import { pastOf } from '../past.ts';
import { writeContact, writeDesk, writeEntry } from '../records.ts';
import {
  CHANGES_LENGTH,
  EFFECT_LEASE_MS,
  EVENT_REMEMBERED_MS,
  KEPT_MS,
  LABEL_KEPT_MS,
  PAST_AT_MOST,
  TALLY_KEPT_MS,
  TIMELINE_LENGTH,
} from '../retention.ts';
import type { Commit, ContactWrite, DeskWrite } from '../store.ts';

/** A commit as commit.lua takes it; the order of the arguments stands at its head. */
export function commitArguments(keys: Keys, commit: Commit): { keys: string[]; args: string[] } {
  const names: string[] = [
    keys.lastRanks,
    keys.served,
    keys.deadlines,
    keys.outbox,
    keys.effects,
    keys.lastEffect,
    keys.changes,
    keys.desks,
    keys.freeDesks,
    keys.duties,
    keys.onDuty,
    keys.owed,
    keys.speakers,
  ];
  /** The argument by which the script finds a key; 0 is none. */
  const index = (key: string | null): string => String(key === null ? 0 : names.push(key));
  const ifAny = (id: string | null, key: (id: string) => string): string =>
    index(id === null ? null : key(id));

  const args = [
    String(commit.now),
    ifAny(commit.eventId, keys.event),
    String(EVENT_REMEMBERED_MS),
    String(KEPT_MS),
    String(commit.now + EFFECT_LEASE_MS),
    String(LABEL_KEPT_MS),
    String(PAST_AT_MOST),
    String(CHANGES_LENGTH),
    String(TIMELINE_LENGTH),
    keys.spoken(''),
    String(TALLY_KEPT_MS),
    LONGEST_WAIT,
  ];
  args.push(String(commit.contacts.length));
  for (const write of commit.contacts) {
    const { contact, queueId, timeline, labels } = write;
    const left = write.leavesQueueId ?? null;
    args.push(
      contact.id,
      index(keys.contact(contact.id)),
      String(write.expectedVersion),
      writeContact(contact),
    );
    args.push(flag(contact.status === 'ended' && !write.owed), index(keys.timeline(contact.id)));
    args.push(index(keys.line(queueId)), index(keys.takeable(queueId)));
    args.push(ifAny(left, keys.line), ifAny(left, keys.takeable));
    args.push(...standingArguments(write), queueId, flag(write.takeable));
    args.push(flag(write.served), flag(write.owed), orEmpty(write.dueAt), ifAny(write.callSid, keys.leg));
    args.push(flag(write.takesLeg), ifAny(pastOf(contact), keys.past));
    args.push(...listed(timeline.map(writeEntry)));
    args.push(...listed(labels.remove.map((label) => index(keys.label(label)))));
    args.push(...listed(labels.add.map((label) => index(keys.label(label)))));
  }
  args.push(String(commit.desks.length));
  for (const write of commit.desks) {
    args.push(write.desk.operator, String(write.expectedVersion), writeDesk(write.desk));
    args.push(dutyOf(write), spokenOf(write));
    args.push(orEmpty(write.freeSince), orEmpty(write.dueAt));
    args.push(ifAny(write.callSid, keys.leg), ifAny(write.intentId, keys.intent));
  }
  args.push(...listed(commit.effects.map((effect) => JSON.stringify(effect))));
  args.push(String(commit.tallies.length));
  for (const { queueId, quarterAt, add, longestWaitMs } of commit.tallies) {
    const counts = Object.entries(add);
    args.push(index(keys.tally(queueId, quarterAt / QUARTER_MS)), orEmpty(longestWaitMs));
    args.push(String(counts.length), ...counts.flatMap(([name, by]) => [name, String(by)]));
  }
  return { keys: names, args };
}

/** Standing, place (of a newcomer: the band), arrival. */
function standingArguments({ standing }: ContactWrite): [string, string, string] {
  if (typeof standing === 'string') return [standing, '', ''];
  if ('place' in standing) return ['place', String(standing.place), ''];
  const { headStartMs, arrivedAt } = standing.newcomer;
  return ['newcomer', String(bandOf(headStartMs)), String(arrivedAt)];
}

function dutyOf(write: DeskWrite): string {
  return [...new Set(write.onDutyFor)].join(',');
}

function spokenOf(write: DeskWrite): string {
  return spokenOn(write)
    .map(({ queueId, language }) => `${queueId}:${language}`)
    .join(',');
}

/** A list as the script reads it: led by its length. */
function listed(items: string[]): string[] {
  return [String(items.length), ...items];
}

function flag(value: boolean): string {
  return value ? '1' : '0';
}

function orEmpty(value: number | null): string {
  return value === null ? '' : String(value);
}
