import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultQueueSettings } from '../../../src/waiting/queue-settings.ts';
import type { Tally } from '../../../src/waiting/tally.ts';
import { commitOf } from '../../store/samples.ts';
import { START_AT, startTestApp, type TestApp } from '../../support/test-app.ts';
import { fieldsOf, get, talking } from '../as-operator.ts';

const DAY_MS = 86_400_000;
let house: TestApp;
let chief: string;
beforeEach(async () => {
  house = await startTestApp();
  chief = await house.personSignedIn('chief', ['admin']);
});
afterEach(() => house.close());

/** Monday, 5 January 2026 in Berlin, ten in the morning. */
async function inBerlin(): Promise<void> {
  const queue = defaultQueueSettings('support', 'Support');
  const weekly = [{ day: 1, from: '09:00', to: '17:00' }];
  await house.store.putQueue({ ...queue, hours: { timeZone: 'Europe/Berlin', weekly, exceptions: [] } });
}

/** @param at minutes from now */
async function counted(at: number, add: Tally['add'], longestWaitMs: number | null = null): Promise<void> {
  const quarterAt = START_AT + at * 60_000;
  await house.store.commit(commitOf({ tallies: [{ queueId: 'support', quarterAt, add, longestWaitMs }] }));
}

const csv = (query: string) => get(house, chief, `/reports/half-hours.csv?${query}`);

describe('A queue’s report', () => {
  it('tells of a talk that it was taken within the seconds that are asked for', async () => {
    const anna = await house.personSignedIn('anna', ['operator']);
    await talking(house, anna);
    const { body } = await get(house, chief, '/queues/support/report').expect(200);
    expect(body.line).toMatchObject({
      calls: 1,
      taken: 1,
      withinSeconds: 20,
      takenWithin: 0,
      serviceShare: 0,
    });
    expect(body.line.meanWaitSeconds).toBeGreaterThanOrEqual(60);
    const { body: slower } = await get(house, chief, '/queues/support/report?withinSeconds=90').expect(200);
    expect(slower.line).toMatchObject({ withinSeconds: 90, takenWithin: 1, serviceShare: 1 });
  });

  it('has nothing where nothing was counted, and says since when', async () => {
    await inBerlin();
    const { body } = await get(house, chief, '/queues/support/report?period=7-days').expect(200);
    expect(body).toMatchObject({
      from: '2025-12-29T23:00:00.000Z',
      until: '2026-01-05T09:00:00.000Z',
      timeZone: 'Europe/Berlin',
      days: { from: '2025-12-30', to: '2026-01-05' },
      line: { calls: 0, serviceShare: null, meanWaitSeconds: null, longestWaitSeconds: null },
      ranges: { told: 0, cameTrue: 0, longer: 0, shorter: 0 },
      checkIns: { made: 0, late: 0 },
      feedback: { right: { yes: 0, no: 0 }, often: { tooOften: 0, justRight: 0, tooRarely: 0 } },
      rhythms: [],
      timesOfDay: [],
    });
  });

  it('looks back as far as the period, in days of the queue', async () => {
    await inBerlin();
    const ago = (days: number) => -days * 24 * 60;
    for (const days of [0, 1, 6, 7, 34]) await counted(ago(days), { calls: 10 ** Math.min(days, 8) });
    const calls = async (period: string) =>
      (await get(house, chief, `/queues/support/report?period=${period}`).expect(200)).body.line.calls;
    expect(await calls('today')).toBe(1);
    expect(await calls('7-days')).toBe(1_000_011);
    expect(await calls('kept')).toBe(111_000_011);
  });

  it('tells at which times of the day callers came, by the clocks of the queue, all days together', async () => {
    await inBerlin();
    const yesterday = -24 * 60;
    await counted(-45, { calls: 2, taken: 1, 'waited-ms': 30_000 });
    await counted(yesterday - 30, { calls: 3, taken: 3, 'waited-ms': 210_400 });
    await counted(yesterday + 30, { 'abandoned-in-line': 1 });
    await counted(yesterday, { 'check-ins': 4 });
    const { body } = await get(house, chief, '/queues/support/report?period=7-days').expect(200);
    expect(body.timesOfDay).toStrictEqual([
      { at: '09:00', calls: 2, taken: 1, abandonedInLine: 0, meanWaitSeconds: 30 },
      { at: '09:30', calls: 3, taken: 3, abandonedInLine: 0, meanWaitSeconds: 70 },
      { at: '10:00', calls: 0, taken: 0, abandonedInLine: 0, meanWaitSeconds: null },
      { at: '10:30', calls: 0, taken: 0, abandonedInLine: 1, meanWaitSeconds: null },
    ]);
  });

  it('tells what was said of each rhythm, and which of them is that of now', async () => {
    await counted(0, { 'often:45-60-60-60:too-rarely': 2, 'often:45-60-60-60:just-right': 1, 'right:no': 3 });
    await counted(0, { 'often:90-120-60-60:too-rarely': 7, 'often:news-only:too-often': 1 });
    const { body } = await get(house, chief, '/queues/support/report').expect(200);
    expect(body.rhythms).toStrictEqual([
      {
        cadence: 'queue',
        inLine: { firstAfterSeconds: 90, everySeconds: 120 },
        onHold: { firstAfterSeconds: 60, everySeconds: 60 },
        isNow: false,
        often: { tooOften: 0, justRight: 0, tooRarely: 7 },
      },
      {
        cadence: 'queue',
        inLine: { firstAfterSeconds: 45, everySeconds: 60 },
        onHold: { firstAfterSeconds: 60, everySeconds: 60 },
        isNow: true,
        often: { tooOften: 0, justRight: 1, tooRarely: 2 },
      },
      {
        cadence: 'news-only',
        inLine: null,
        onHold: null,
        isNow: false,
        often: { tooOften: 1, justRight: 0, tooRarely: 0 },
      },
    ]);
    const said = { right: { yes: 0, no: 3 }, often: { tooOften: 1, justRight: 1, tooRarely: 9 } };
    expect(body.feedback).toStrictEqual(said);
    const promises = await get(house, chief, '/queues/support/promises').expect(200);
    expect(promises.body).toStrictEqual({ promises: null, feedback: said });
  });

  it('is for admins, of a queue that there is, and names a field that is wrong', async () => {
    const sue = await house.personSignedIn('sue', ['supervisor']);
    await get(house, sue, '/queues/support/report').expect(403);
    await get(house, sue, '/reports/half-hours.csv?queueId=support').expect(403);
    await get(house, chief, '/queues/nothing/report').expect(404);
    const wrong = await get(house, chief, '/queues/support/report?period=ever&withinSeconds=21').expect(422);
    expect(fieldsOf(wrong.body)).toStrictEqual(['period', 'withinSeconds']);
  });
});

describe('The export of half-hours', () => {
  it('has a row for each that has begun, in UTC and in the queue’s own time', async () => {
    await inBerlin();
    await counted(-15, { calls: 3, taken: 1, 'taken-in-20': 1, 'waited-ms': 11_400 }, 11_400);
    await counted(-30, { taken: 1, 'taken-in-90': 1, 'waited-ms': 80_000, 'abandoned-in-line': 1 }, 80_000);
    await counted(-60, {
      'callbacks-promised': 2,
      'abandoned-on-hold': 1,
      'check-ins': 9,
      'check-ins-late': 1,
      'handed-on': 4,
      'handed-back': 1,
      'old-line-minutes': 17,
    });
    const answer = await csv('queueId=support&withinSeconds=20').expect(200);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe(
      'attachment; filename=support-2026-01-05-2026-01-05.csv',
    );
    const lines = answer.text.split('\r\n');
    expect(lines[0]).toBe(
      'queue,start_utc,start_local,calls,taken,within_seconds,taken_within,service_level,mean_wait_seconds,longest_wait_seconds,abandoned_in_line,abandoned_on_hold,callbacks_promised,callbacks_kept,sent_on,ended_without_place,ranges_told,ranges_true,check_ins,check_ins_late,handed_on,handed_back,old_line_minutes',
    );
    expect(lines[1]).toBe(
      'support,2026-01-04T23:00Z,2026-01-05T00:00+01:00,0,0,20,0,,,,0,0,0,0,0,0,0,0,0,0,0,0,0',
    );
    expect(lines.slice(-4)).toStrictEqual([
      'support,2026-01-05T08:00Z,2026-01-05T09:00+01:00,0,0,20,0,,,,0,1,2,0,0,0,0,0,9,1,4,1,17',
      'support,2026-01-05T08:30Z,2026-01-05T09:30+01:00,3,2,20,1,0.333,46,80,1,0,0,0,0,0,0,0,0,0,0,0,0',
      'support,2026-01-05T09:00Z,2026-01-05T10:00+01:00,0,0,20,0,,,,0,0,0,0,0,0,0,0,0,0,0,0,0',
      '',
    ]);
    expect(lines).toHaveLength(1 + 21 + 1);
  });

  it('tells the two hours apart that the clocks show twice in the night in which they go back', async () => {
    await inBerlin();
    const night = Date.parse('2026-10-26T12:00:00Z') - START_AT;
    await house.passes(night);
    chief = await house.signIn('chief');
    await counted((night - 2 * DAY_MS) / 60_000 + 12 * 60 + 30, { calls: 1 });
    await counted((night - 2 * DAY_MS) / 60_000 + 13 * 60 + 30, { calls: 2 });
    const answer = await csv('queueId=support&from=2026-10-25&to=2026-10-25').expect(200);
    const lines = answer.text.trimEnd().split('\r\n').slice(1);
    expect(lines).toHaveLength(50);
    expect(lines.filter((line) => /T02:30[+]/.test(line)).map((line) => line.slice(0, 51))).toStrictEqual([
      'support,2026-10-25T00:30Z,2026-10-25T02:30+02:00,1,',
      'support,2026-10-25T01:30Z,2026-10-25T02:30+01:00,2,',
    ]);
  });

  it('refuses days that are none, are in the wrong order, to come, or kept no more', async () => {
    await csv('').expect(422);
    await csv('queueId=nothing').expect(404);
    const fields = async (query: string) =>
      fieldsOf((await csv(`queueId=support&${query}`).expect(422)).body);
    expect(await fields('from=yesterday&to=2026-13-01&more=1')).toStrictEqual(['from', 'to', 'more']);
    expect(await fields('from=2025-12-01')).toStrictEqual(['from']);
    expect(await fields('from=2026-01-06')).toStrictEqual(['from']);
    expect(await fields('to=2026-01-06')).toStrictEqual(['to']);
    expect(await fields('from=2026-01-04&to=2026-01-03')).toStrictEqual(['to']);
    expect((await csv('queueId=support&from=2025-12-02').expect(200)).text.split('\r\n')).toHaveLength(
      34 * 48 + 19 + 2,
    );
  });
});
