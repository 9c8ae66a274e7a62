import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LogEvent, readLogEvent } from '../../src/estimate-replay/event-log.ts';
import { presenceInLog } from '../../src/estimate-replay/presence.ts';
import { replayedLine } from '../../src/estimate-replay/replayed-line.ts';
import { generatedLog } from '../bench/estimates/generated-log.ts';
import { scenarios } from '../bench/estimates/scenarios.ts';

const run = promisify(execFile);
const log = generatedLog({ ...(scenarios(11)[1] as ReturnType<typeof scenarios>[0]), length: 6 * 3600 });
const csv = [
  't,kind,cid,aux',
  ...log.events.map(({ at, kind, caller, aux }) => `${at},${kind},${caller},${aux}`),
].join('\n');

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'estimate-replay-'));
  writeFileSync(join(directory, 'events.csv.gz'), gzipSync(csv));
  writeFileSync(join(directory, 'events.csv'), csv);
  writeFileSync(join(directory, 'cut.csv.gz'), gzipSync(csv).subarray(0, 2000));
  writeFileSync(join(directory, 'odd.csv'), 't,kind,cid,aux\n1.5,ENQ,1,1.5\nsoon,ENQ,2,2\n');
});
afterAll(() => rmSync(directory, { recursive: true }));

const replay = (...args: string[]) =>
  run(process.execPath, ['--import', 'tsx', 'src/estimate-replay/main.ts', ...args], { maxBuffer: 1 << 26 });
const failed = async (...args: string[]): Promise<{ code: number; stderr: string }> => {
  const outcome: unknown = await replay(...args).catch((error: unknown) => error);
  return outcome as { code: number; stderr: string };
};

const event = (at: number, kind: LogEvent['kind'], aux: string, caller = '1'): LogEvent => ({
  at,
  kind,
  caller,
  aux,
});

describe('estimate:replay', () => {
  test('given a gzipped log, then one row for every caller who has to wait, in the scorer’s columns', async () => {
    const { stdout } = await replay(join(directory, 'events.csv.gz'));
    const [header, ...rows] = stdout.trimEnd().split('\n');
    expect(header).toBe('cid,mean,q10,q50,q90,say_lo,say_hi');
    const joined = log.events.filter(({ kind }) => kind === 'ENQ').map(({ caller }) => caller);
    expect(rows.map((row) => row.split(',')[0])).toStrictEqual(joined);
    for (const row of rows) {
      const [, mean = 0, q10 = 0, q50 = 0, q90 = 0, low = 0, high = 0] = row.split(',').map(Number);
      expect(q10 > 0 && q10 <= q50 && q50 <= q90 && low < high && mean > 0).toBe(true);
    }
  });

  test('given the same log unpacked, then the same rows', async () => {
    const [packed, plain] = await Promise.all([
      replay(join(directory, 'events.csv.gz')),
      replay(join(directory, 'events.csv')),
    ]);
    expect(plain.stdout).toBe(packed.stdout);
  });

  test.each([
    ['no file', 'none.csv.gz', 'Failed to read'],
    ['half a file', 'cut.csv.gz', 'unexpected end of file'],
    ['a line that is no event', 'odd.csv', 'Failed to read line 3 of the event log'],
  ])('given %s, then it fails and says why', async (_, file, message) => {
    const { code, stderr } = await failed(join(directory, file));
    expect(code).toBe(1);
    expect(stderr).toContain(message);
  });

  test('given no argument, then it says how to use it', async () => {
    const { code, stderr } = await failed();
    expect(code).toBe(2);
    expect(stderr).toContain('estimate:replay');
  });
});

describe('a log', () => {
  test('given header, empty and event lines, then events alone are read', () => {
    expect(readLogEvent('t,kind,cid,aux', 1)).toBe(null);
    expect(readLogEvent('', 2)).toBe(null);
    expect(readLogEvent('12.5,END,0,3:1\r', 3)).toStrictEqual(event(12.5, 'END', '3:1', '0'));
    expect(() => readLogEvent('12.5,GONE,0,', 4)).toThrow('Failed to read line 4');
  });

  test('given no STAFF events, then who talks or has ended a call within 30 s is there, unless they left with it', () => {
    const presence = presenceInLog();
    presence.follow(event(0, 'IMM', 'a'));
    presence.follow(event(1, 'IMM', 'b', '2'));
    expect(presence.at(100)).toBe(2);
    presence.follow(event(100, 'END', 'a:1'));
    expect([presence.at(129.9), presence.at(130)]).toStrictEqual([2, 1]);
    presence.follow(event(140, 'END', 'b:0'));
    expect(presence.at(141)).toBe(0);
  });

  test('given STAFF events, then they tell', () => {
    const presence = presenceInLog();
    presence.follow(event(0, 'STAFF', '7'));
    presence.follow(event(1, 'IMM', 'a'));
    expect(presence.at(2)).toBe(7);
  });

  test('given head starts, then callers stand in order of their keys', () => {
    const line = replayedLine();
    line.follow(event(0, 'STAFF', '2'));
    const ahead = (at: number, key: number, caller: string) =>
      line.follow(event(at, 'ENQ', String(key), caller))?.ahead;
    expect([
      ahead(100, 100, 'x'),
      ahead(101, 101, 'y'),
      ahead(102, 12, 'z'),
      ahead(103, 101, 'w'),
    ]).toStrictEqual([0, 1, 0, 3]);
    line.follow(event(110, 'START', 's', 'x'));
    line.follow(event(111, 'ABN', '', 'z'));
    line.follow(event(111, 'ABN', '', 'nobody'));
    expect(ahead(112, 112, 'v')).toBe(2);
  });
});
