import type { Clock } from '../../clock.ts';
import type { Contact } from '../../contact/contact.ts';
import { completeQueue, type QueueSettings } from '../../waiting/queue-settings.ts';
import { createChangeReader } from './change-reader.ts';
import { checkCommit } from '../check-commit.ts';
import { commitArguments } from './commit-arguments.ts';
import { onDutyOf } from '../duty.ts';
import { DEFAULT_PREFIX, storeKeys } from './keys.ts';
import {
  readContact,
  readDesk,
  readDue,
  readEffect,
  readEntry,
  writeEffect,
  writeEntry,
} from '../records.ts';
import { redisClips } from './redis-clips.ts';
import { openRedis } from './redis-connection.ts';
import { redisItself } from './redis-itself.ts';
import { redisScratch } from './redis-scratch.ts';
import { redisSettings } from './redis-settings.ts';
import { redisTallies } from './redis-tallies.ts';
import { CHANGES_LENGTH, LABELLED_AT_MOST, PAST_AT_MOST, TIMELINE_LENGTH } from '../retention.ts';
import { scripts } from './scripts.ts';
import type { Commit, CommitResult, Due, Store } from '../store.ts';

export type RedisStoreOptions = {
  /** `redis://` or, encrypted, `rediss://`, with user and password where needed. */
  url: string;
  clock: Clock;
  /** Led by a hash tag; `{stillhere}:` where nothing else is said. */
  prefix?: string;
  /** How long a command may take; 400 where nothing else is said. Much less than Twilio waits for a webhook. */
  commandTimeoutMs?: number;
  /** Told of connection errors; they carry no data. */
  onError?: (error: Error) => void;
};

/** What read-contact.lua answers. */
type ViewReply = [
  record: string | null,
  place: string | null,
  rank: number | null,
  queue: string | null,
  onDuty: string | null,
  waiting: number,
  foretells: string | null,
  spoken: string[],
];

/** Never read more at once: Redis serves nobody else meanwhile. */
const PAGE = 500;
/** Queues' settings kept as they were read last. */
const MOST_SETTINGS = 1_000;

/**
 * The store that the product runs on. It connects by itself and for ever; while Redis is away every method fails within
 * half a second with StoreUnavailable (a second right after the start).
 */
export function createRedisStore(options: RedisStoreOptions): Store {
  const { url, clock, prefix = DEFAULT_PREFIX, commandTimeoutMs = 400, onError = () => {} } = options;
  const keys = storeKeys(prefix);
  const redis = openRedis({ url, clock, commandTimeoutMs, onError });
  const { run, runScript } = redis;
  const changes = createChangeReader({ url, stream: keys.changes, clock, onError });

  async function contactsOf(ids: readonly string[]): Promise<(Contact | null)[]> {
    const found: (Contact | null)[] = [];
    for (let from = 0; from < ids.length; from += PAGE) {
      const page = ids.slice(from, from + PAGE).map(keys.contact);
      const records = await run('read contacts', (client) => client.mget(page));
      found.push(...records.map((record) => (record === null ? null : readContact(record))));
    }
    return found;
  }

  /** The first members of a sorted set, a page at a time. */
  async function firstOf(key: string, limit: number): Promise<string[]> {
    const members: string[] = [];
    while (members.length < limit) {
      const from = members.length;
      const to = Math.min(limit, from + PAGE) - 1;
      const page = await run('read a line', (client) => client.zrange(key, from, String(to)));
      members.push(...page);
      if (page.length < PAGE) break;
    }
    return members;
  }

  /** The first contacts of a sorted set of ids. */
  async function listed(key: string, limit: number): Promise<Contact[]> {
    const contacts = await contactsOf(await firstOf(key, limit));
    return contacts.filter((contact) => contact !== null);
  }

  async function commit(wanted: Commit): Promise<CommitResult> {
    checkCommit(wanted);
    const { keys: names, args } = commitArguments(keys, wanted);
    const [outcome, ...ids] = (await runScript('commit', scripts.commit, names, args)) as string[];
    if (outcome !== 'committed') return { outcome: outcome as 'conflict' | 'duplicate' };
    const effects = wanted.effects.map((effect, i) => {
      return { id: ids[i] as string, effect, attempt: 0, createdAt: wanted.now };
    });
    return { outcome, effects };
  }

  /** Every webhook reads its queue's settings, which hardly ever change: a text that was read before is known. */
  const settingsOf = new Map<string, QueueSettings>();
  function settingsIn(text: string): QueueSettings {
    const known = settingsOf.get(text);
    if (known !== undefined) return known;
    if (settingsOf.size >= MOST_SETTINGS) settingsOf.clear();
    const settings = completeQueue(JSON.parse(text) as QueueSettings);
    settingsOf.set(text, settings);
    return settings;
  }

  return {
    ...redisSettings(redis, keys, clock),
    ...redisScratch(redis, keys),
    ...redisClips(redis, keys),
    ...redisTallies(redis, keys),
    ...redisItself(redis, keys),
    async readContact(id, queueId) {
      const names = [keys.contact(id), keys.queues, keys.onDuty, keys.foretells];
      const args = [id, queueId, keys.line(''), keys.spoken('')];
      const reply = await runScript('read a contact', scripts.readContact, names, args);
      const [record, place, rank, queue, onDuty, waiting, foretells, spoken] = reply as ViewReply;
      return {
        contact: record === null ? null : readContact(record),
        position: rank === null ? null : rank + 1,
        place: place === null ? null : Number(place),
        queue: queue === null ? null : settingsIn(queue),
        onDuty: onDutyOf(Number(onDuty ?? 0), counts(pairs(spoken))),
        waiting,
        foretells: foretells === null ? null : withoutVersion(foretells),
      };
    },
    async lineNow(queueId) {
      const [all, spoken, waiting] = await Promise.all([
        run('read a duty', (client) => client.hget(keys.onDuty, queueId)),
        run('read a duty', (client) => client.hgetall(keys.spoken(queueId))),
        run('measure a line', (client) => client.zcard(keys.line(queueId))),
      ]);
      return { onDuty: onDutyOf(Number(all ?? 0), counts(Object.entries(spoken))), waiting };
    },
    async readEstimate(queueId) {
      const [foretells, learnsWith] = await Promise.all([
        run('read an estimate', (client) => client.hget(keys.foretells, queueId)),
        run('read an estimate', (client) => client.hget(keys.learnsWith, queueId)),
      ]);
      if (foretells === null || learnsWith === null) return null;
      return { version: Number.parseInt(foretells, 10), foretells: withoutVersion(foretells), learnsWith };
    },
    async writeEstimate(queueId, { foretells, learnsWith }, expectedVersion) {
      const args = [queueId, String(expectedVersion), String(expectedVersion + 1), foretells, learnsWith];
      return (
        (await runScript(
          'write an estimate',
          scripts.putEstimate,
          [keys.foretells, keys.learnsWith],
          args,
        )) === 1
      );
    },
    async readDesk(operator) {
      const record = await run('read a desk', (client) => client.hget(keys.desks, operator));
      return record === null ? null : readDesk(record);
    },
    async forgetDesk(operator) {
      const { desks, freeDesks, duties, onDuty, deadlines, speakers } = keys;
      const names = [desks, freeDesks, duties, onDuty, deadlines, keys.changes, speakers];
      const args = [operator, CHANGES_LENGTH, keys.spoken('')];
      await runScript('forget a desk', scripts.forgetDesk, names, args);
    },
    async ownerOfLeg(callSid) {
      const member = await run('find a leg', (client) => client.get(keys.leg(callSid)));
      return member === null ? null : readDue(member);
    },
    deskOfIntent: (intentId) => run('find an intent', (client) => client.get(keys.intent(intentId))),
    labelled: (label) => listed(keys.label(label), LABELLED_AT_MOST),
    past: async (caller) => (await listed(keys.past(caller), PAST_AT_MOST)).toReversed(),
    async forgetPast(caller) {
      await run("forget a caller's past", (client) => client.del(keys.past(caller)));
    },
    commit,
    async note(contactId, entries) {
      if (entries.length === 0) return;
      const names = [keys.contact(contactId), keys.timeline(contactId)];
      const args = [TIMELINE_LENGTH, ...entries.map(writeEntry)];
      await runScript('add to a timeline', scripts.note, names, args);
    },
    async readTimeline(contactId) {
      const texts = await run('read a timeline', (client) => client.lrange(keys.timeline(contactId), 0, -1));
      return texts.map(readEntry);
    },
    async claimDue(now, leaseMs, limit) {
      const args = [now, now + leaseMs, limit];
      const members = await runScript('claim what is due', scripts.claim, [keys.deadlines], args);
      return (members as string[]).map(readDue);
    },
    async claimEffects(now, leaseMs, limit) {
      const names = [keys.outbox, keys.effects];
      const args = [now, now + leaseMs, limit];
      const flat = (await runScript('claim effects', scripts.claim, names, args)) as (string | null)[];
      return pairs(flat).flatMap(([id, record]) => (record === null ? [] : [readEffect(id, record)]));
    },
    async finishEffect(id) {
      await runScript('finish an effect', scripts.finishEffect, [keys.outbox, keys.effects], [id]);
    },
    async retryEffect(entry, at) {
      await runScript(
        'put off an effect',
        scripts.retryEffect,
        [keys.outbox, keys.effects],
        [entry.id, at, writeEffect(entry)],
      );
    },
    async once(key, ttlMs) {
      return (await runScript('set a guard', scripts.once, [keys.guard(key)], [ttlMs])) === 1;
    },
    async takeable(queueIds, limit) {
      if (limit <= 0) return [];
      const perQueue = await Promise.all(
        [...new Set(queueIds)].map((queueId) =>
          run('read who can be taken', (client) =>
            client.zrange(keys.takeable(queueId), 0, String(limit - 1), 'WITHSCORES'),
          ),
        ),
      );
      const inOrder = perQueue
        .flatMap((flat) => pairs(flat).map(([id, score]) => ({ id, place: Number(score) })))
        .toSorted((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1));
      const found = await contactsOf(inOrder.slice(0, limit).map(({ id }) => id));
      return found.filter((contact) => contact !== null);
    },
    async freeDesks() {
      const operators = await run('read the free desks', (client) => client.zrange(keys.freeDesks, 0, '-1'));
      if (operators.length === 0) return [];
      const records = await run('read the free desks', (client) => client.hmget(keys.desks, ...operators));
      return records.flatMap((record) => (record === null ? [] : [readDesk(record)]));
    },
    async allDesks() {
      const records = await run('read the desks', (client) => client.hvals(keys.desks));
      return records.map(readDesk).toSorted((a, b) => (a.operator < b.operator ? -1 : 1));
    },
    async line(queueId, limit) {
      const contacts = await contactsOf(await firstOf(keys.line(queueId), limit));
      return contacts.flatMap((contact, i) => (contact === null ? [] : [{ contact, position: i + 1 }]));
    },
    lineLength: (queueId) => run('measure a line', (client) => client.zcard(keys.line(queueId))),
    served: (limit) => listed(keys.served, limit),
    owed: (limit) => listed(keys.owed, limit),
    async knownLegs(callSids) {
      const known = new Map<string, Due>();
      for (let from = 0; from < callSids.length; from += PAGE) {
        const page = callSids.slice(from, from + PAGE);
        const owners = await run('find legs', (client) => client.mget(page.map(keys.leg)));
        for (const [i, owner] of owners.entries()) {
          if (owner !== null) known.set(page[i] as string, readDue(owner));
        }
      }
      return known;
    },
    onChange: (listener) => changes.listen(listener),
    async close() {
      changes.close();
      await redis.close();
    },
  };
}

/** A flat reply of names and values, two by two. */
function pairs<Value>(flat: (string | Value)[]): [string, Value][] {
  const found: [string, Value][] = [];
  for (let i = 0; i < flat.length; i += 2) found.push([flat[i] as string, flat[i + 1] as Value]);
  return found;
}

function counts(texts: [string, string][]): [string, number][] {
  return texts.map(([language, count]) => [language, Number(count)]);
}

/** `version {json}` without the version. */
function withoutVersion(text: string): string {
  return text.slice(text.indexOf(' ') + 1);
}
