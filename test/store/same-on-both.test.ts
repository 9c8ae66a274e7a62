import fc from 'fast-check';
import { expect, it } from 'vitest';
import { systemClock, virtualClock } from '../../src/clock.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { createRedisStore } from '../../src/store/redis/redis-store.ts';
import type { Commit, ContactWrite, DeskWrite, Standing, Store } from '../../src/store/store.ts';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import { QUARTER_MS, quarterOf, type Tally } from '../../src/waiting/tally.ts';
import { testRedis } from '../support/test-redis.ts';
import { START, commitOf, contactWrite, desk, deskWrite, ended, waiting } from './samples.ts';

const CONTACTS = ['c1', 'c2', 'c3', 'c4'];
const OPERATORS = ['anna', 'ben'];
const QUEUES = ['support', 'sales'];
const QUARTER_AT = quarterOf(START);
const LABELS = ['code:1', 'code:2', 'number:h1'];

type Step = (store: Store, versions: Map<string, number>, now: number) => Promise<unknown>;
type Part = (versions: Map<string, number>, now: number) => { contact?: ContactWrite; desk?: DeskWrite };

const standing: fc.Arbitrary<(now: number) => Standing> = fc.oneof(
  fc.constantFrom('out' as const, 'keep' as const).map((value) => () => value),
  fc.record({ steps: fc.nat(9), early: fc.nat(50) }).map(({ steps, early }) => (now: number) => {
    return { newcomer: { headStartMs: steps * 600_000, arrivedAt: now - early } };
  }),
  fc.nat(3).map((place) => () => ({ place: START + place })),
);
/** Mostly the version that is there; sometimes one too many, so that conflicts happen. */
const ahead = fc.nat(9).map((n) => (n === 0 ? 1 : 0));
const soon = fc.option(fc.nat(200), { nil: null });

const contactPart: fc.Arbitrary<Part> = fc
  .record({
    id: fc.constantFrom(...CONTACTS),
    queueId: fc.constantFrom(...QUEUES),
    leavesQueueId: fc.option(fc.constantFrom(...QUEUES), { nil: null }),
    over: fc.nat(9).map((n) => n === 0),
    standing,
    ahead,
    takeable: fc.boolean(),
    served: fc.boolean(),
    labels: fc.record({ add: fc.subarray(LABELS), remove: fc.subarray(LABELS) }),
    owed: fc.boolean(),
    soon,
    callSid: fc.option(fc.constantFrom('CA1', 'CA2', 'CA3'), { nil: null }),
    takesLeg: fc.boolean(),
    texts: fc.array(fc.string({ unit: 'binary' }), { maxLength: 2 }),
  })
  .map((drawn) => (versions, now) => {
    const { id, queueId, takeable, served, labels, owed, callSid, takesLeg } = drawn;
    const version = (versions.get(`contact:${id}`) ?? 0) + drawn.ahead + 1;
    const contact = drawn.over ? { ...ended(id, version), queueId } : waiting(id, version, { queueId });
    return {
      contact: contactWrite(contact, {
        ...(drawn.leavesQueueId === null || drawn.leavesQueueId === queueId
          ? {}
          : { leavesQueueId: drawn.leavesQueueId }),
        standing: drawn.standing(now),
        takeable,
        served,
        labels,
        owed,
        callSid,
        takesLeg,
        dueAt: drawn.soon === null ? null : now + drawn.soon,
        timeline: drawn.texts.map((text) => ({ at: now, kind: 'said', data: { text } })),
      }),
    };
  });

const deskPart: fc.Arbitrary<Part> = fc
  .record({
    operator: fc.constantFrom(...OPERATORS),
    onDutyFor: fc.subarray(QUEUES),
    speaks: fc.subarray(['en', 'ru']),
    ahead,
    freeFor: soon,
    soon,
    callSid: fc.option(fc.constantFrom('CA3', 'CA4'), { nil: null }),
    intentId: fc.option(fc.constantFrom('i1', 'i2'), { nil: null }),
  })
  .map((drawn) => (versions, now) => {
    const { operator, onDutyFor, speaks, callSid, intentId } = drawn;
    const version = (versions.get(`desk:${operator}`) ?? 0) + drawn.ahead + 1;
    const freeSince = drawn.freeFor === null ? null : now - drawn.freeFor;
    const dueAt = drawn.soon === null ? null : now + drawn.soon;
    return {
      desk: deskWrite(desk(operator, version), { onDutyFor, speaks, freeSince, dueAt, callSid, intentId }),
    };
  });

const tally: fc.Arbitrary<Tally> = fc.record({
  queueId: fc.constantFrom(...QUEUES),
  quarterAt: fc.nat(3).map((n) => QUARTER_AT + n * QUARTER_MS),
  add: fc.dictionary(fc.constantFrom('calls', 'taken', 'right:yes'), fc.integer({ min: -2, max: 9 })),
  longestWaitMs: fc.option(fc.nat(99_999), { nil: null }),
});

const commitStep: fc.Arbitrary<Step> = fc
  .record({
    eventId: fc.option(fc.constantFrom('e1', 'e2', 'e3', 'e4', 'e5'), { nil: null }),
    parts: fc.array(fc.oneof({ weight: 3, arbitrary: contactPart }, { weight: 1, arbitrary: deskPart }), {
      maxLength: 3,
    }),
    effects: fc.nat(2),
    tallies: fc.array(tally, { maxLength: 2 }),
  })
  .map(({ eventId, parts, effects, tallies }) => async (store, versions, now) => {
    const drawn = parts.map((part) => part(versions, now));
    const commit: Commit = commitOf({
      now,
      eventId,
      contacts: drawn.flatMap(({ contact }) => contact ?? []),
      desks: drawn.flatMap((part) => part.desk ?? []),
      effects: Array.from({ length: effects }, () => ({ type: 'match' as const })),
      tallies,
    });
    return store.commit(commit).catch((error: unknown) => String(error));
  });

const otherStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ lease: fc.integer({ min: 1, max: 100 }), limit: fc.nat(3) }).map(
    ({ lease, limit }): Step =>
      (store, _, now) => {
        return store.claimDue(now, lease, limit);
      },
  ),
  fc
    .record({
      later: fc.nat(4_000),
      limit: fc.nat(3),
      afterwards: fc.constantFrom('finish', 'retry', 'nothing'),
    })
    .map(
      ({ later, limit, afterwards }): Step =>
        async (store, _, now) => {
          const entries = await store.claimEffects(now + later, 500, limit);
          for (const entry of entries) {
            if (afterwards === 'finish') await store.finishEffect(entry.id);
            if (afterwards === 'retry') await store.retryEffect(entry, now + later);
          }
          return entries;
        },
    ),
  fc.record({ id: fc.constantFrom(...CONTACTS), text: fc.string() }).map(
    ({ id, text }): Step =>
      (store, _, now) => {
        return store.note(id, [{ at: now, kind: 'note', data: { text } }]);
      },
  ),
  fc.constantFrom('k1', 'k2', 'k3').map(
    (key): Step =>
      (store) =>
        store.once(key, 600_000),
  ),
  fc.constantFrom('k1', 'k2').map(
    (key): Step =>
      (store) =>
        store.count(key, 600_000),
  ),
  fc
    .record({
      key: fc.constantFrom('k1', 'k2'),
      value: fc.option(fc.string({ unit: 'binary' }), { nil: null }),
    })
    .map(
      ({ key, value }): Step =>
        (store) =>
          value === null ? store.forget(key) : store.remember(key, value, 600_000),
    ),
  fc.constantFrom(...OPERATORS).map(
    (name): Step =>
      (store, versions) => {
        versions.delete(`desk:${name}`);
        return store.forgetDesk(name);
      },
  ),
  fc.record({ id: fc.constantFrom(...QUEUES), name: fc.string(), onlyIfNew: fc.boolean() }).map(
    ({ id, name, onlyIfNew }): Step =>
      (store) =>
        store.putQueue(defaultQueueSettings(id, name), { onlyIfNew }),
  ),
);

it('given any sequence of steps, the memory store and the Redis store tell the same', {
  timeout: 120_000,
}, async () => {
  const { url, prefix } = testRedis();
  let runs = 0;
  const steps = fc.array(
    fc.record({
      step: fc.oneof({ weight: 3, arbitrary: commitStep }, { weight: 1, arbitrary: otherStep }),
      passes: fc.nat(40),
    }),
    { maxLength: 40, size: 'max' },
  );
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      runs += 1;
      const memory = createMemoryStore(virtualClock(START));
      const redis = createRedisStore({
        url,
        prefix: `${prefix}${runs}:`,
        clock: systemClock(),
        commandTimeoutMs: 5_000,
      });
      try {
        const versions = new Map<string, number>();
        let now = START;
        for (const { step, passes } of sequence) {
          now += passes;
          const answers = [await step(memory, versions, now), await step(redis, versions, now)];
          expect(answers[1]).toStrictEqual(answers[0]);
          const seen = await everything(memory, versions);
          expect(await everything(redis, new Map())).toStrictEqual(seen);
        }
      } finally {
        await redis.close();
      }
    }),
    { numRuns: 40 },
  );
});

/** All that can be read of a store; on the way the versions that are there. */
async function everything(store: Store, versions: Map<string, number>): Promise<unknown> {
  const views = await Promise.all(CONTACTS.map((id) => store.readContact(id, 'support')));
  for (const { contact } of views)
    if (contact !== null) versions.set(`contact:${contact.id}`, contact.version);
  const desks = await Promise.all(OPERATORS.map((name) => store.readDesk(name)));
  for (const found of desks) if (found !== null) versions.set(`desk:${found.operator}`, found.version);
  return Promise.all([
    views,
    desks,
    ...CONTACTS.map((id) => store.readTimeline(id)),
    ...QUEUES.map((id) => store.line(id, 9)),
    ...QUEUES.map((id) => store.lineLength(id)),
    ...QUEUES.map((id) => store.lineNow(id)),
    store.takeable(QUEUES, 3),
    store.served(9),
    store.owed(3),
    ...LABELS.map((label) => store.labelled(label)),
    store.past(waiting('c1', 1).caller ?? ''),
    store.recall('k1'),
    store.recall('k2'),
    store.freeDesks(),
    store.allDesks(),
    store.knownLegs(['CA1', 'CA2', 'CA3', 'CA4', 'CA5']),
    store.deskOfIntent('i1'),
    store.deskOfIntent('i2'),
    ...QUEUES.map((id) => store.quarters(id, QUARTER_AT, QUARTER_AT + 9 * QUARTER_MS)),
    store.queues(),
  ]);
}
