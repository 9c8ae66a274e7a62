import type { LogEvent } from '../../../src/estimate-replay/event-log.ts';
import { randomFrom } from './random.ts';
import type { Scenario } from './scenarios.ts';

/** A log, and by caller who had to wait the seconds they waited or would have had to, had they stayed. */
export type GeneratedLog = {
  events: readonly LogEvent[];
  offered: ReadonlyMap<string, number>;
  /** Callers of the scenario's language. */
  speakers: ReadonlySet<string>;
  /** How many of the operators on duty can serve a caller. */
  ableOf: (caller: string, staff: number) => number;
};

type Caller = { id: string; key: number; at: number; leavesAt: number; special: boolean };
type Operator = { id: number; endsAt: number };

const HEAD_START = 90;

/** Plays a line by its scenario, the same log for the same seed, events in order of time. */
export function generatedLog(scenario: Scenario): GeneratedLog {
  const random = randomFrom(scenario.seed);
  const events: LogEvent[] = [];
  const offered = new Map<string, number>();
  const speakers = new Set<string>();
  const line: Caller[] = [];
  const ghosts: Caller[] = [];
  const operators: Operator[] = [];
  const shifts = [...scenario.shifts];
  const told = scenario.shifts.map((shift) => ({ ...shift, at: shift.at + scenario.toldLate }));
  let callers = 0;
  let nextCall = nextCallAfter(0);
  let staff = 0;

  function log(at: number, kind: LogEvent['kind'], caller: string, aux: string): void {
    events.push({ at, kind, caller, aux });
  }
  /** Calls come at `callsAt`, by thinning a steady stream of `mostCalls`. */
  function nextCallAfter(from: number): number {
    let at = from;
    do at += random.exponential(1 / scenario.mostCalls);
    while (at < scenario.length && random.uniform() * scenario.mostCalls > scenario.callsAt(at));
    return at;
  }
  function ableOf(caller: string, onDuty: number): number {
    return speakers.has(caller) ? Math.min(onDuty, scenario.language?.operators ?? 0) : onDuty;
  }
  function serves(operator: Operator, caller: Caller): boolean {
    return !caller.special || operator.id <= (scenario.language?.operators ?? 0);
  }
  /** Who gave up and stood before `key` would have been answered by now. */
  function releaseGhosts(at: number, key: number): void {
    for (let i = ghosts.length - 1; i >= 0; i -= 1) {
      const ghost = ghosts[i] as Caller;
      if (ghost.key >= key) continue;
      offered.set(ghost.id, at - ghost.at);
      ghosts.splice(i, 1);
    }
  }
  function takeNext(at: number, operator: Operator): void {
    operator.endsAt = Infinity;
    const next = line.findIndex((caller) => serves(operator, caller));
    const caller = line[next];
    if (caller === undefined) return line.length === 0 ? releaseGhosts(at, Infinity) : undefined;
    line.splice(next, 1);
    log(at, 'START', caller.id, String(operator.id));
    offered.set(caller.id, at - caller.at);
    releaseGhosts(at, caller.key);
    operator.endsAt = at + scenario.serviceTime(random);
  }
  function changeStaff(at: number, to: number): void {
    staff = to;
    for (const operator of operators.filter((one) => one.id > to && one.endsAt === Infinity)) leave(operator);
    for (let id = 1; id <= to; id += 1) {
      if (operators.some((one) => one.id === id)) continue;
      const operator = { id, endsAt: Infinity };
      operators.push(operator);
      takeNext(at, operator);
    }
  }
  function leave(operator: Operator): void {
    operators.splice(operators.indexOf(operator), 1);
  }
  function callEnds(at: number, operator: Operator): void {
    const stays = operator.id <= staff;
    log(at, 'END', '0', `${operator.id}:${stays ? 1 : 0}`);
    if (stays) takeNext(at, operator);
    else leave(operator);
  }
  function call(at: number): void {
    callers += 1;
    const special = scenario.language !== null && random.uniform() < scenario.language.share;
    const key = random.uniform() < scenario.priorityShare ? at - HEAD_START : at;
    const caller = { id: String(callers), key, at, leavesAt: at + scenario.patience(random), special };
    if (special) speakers.add(caller.id);
    const free = operators.findLast((operator) => operator.endsAt === Infinity && serves(operator, caller));
    if (free !== undefined) {
      log(at, 'IMM', caller.id, String(free.id));
      free.endsAt = at + scenario.serviceTime(random);
      return;
    }
    const behind = line.findIndex((other) => other.key > key);
    line.splice(behind === -1 ? line.length : behind, 0, caller);
    log(at, 'ENQ', caller.id, String(key));
  }
  function hangUp(at: number, caller: Caller): void {
    line.splice(line.indexOf(caller), 1);
    ghosts.push(caller);
    log(at, 'ABN', caller.id, '');
  }

  for (;;) {
    const ending = soonest(operators, (operator) => operator.endsAt);
    const leaving = soonest(line, (caller) => caller.leavesAt);
    const [shift, news] = [shifts[0], told[0]];
    const at = Math.min(
      nextCall,
      ending?.endsAt ?? Infinity,
      leaving?.leavesAt ?? Infinity,
      shift?.at ?? Infinity,
      news?.at ?? Infinity,
    );
    if (at > scenario.length) return { events, offered, speakers, ableOf };
    if (news?.at === at) log(at, 'STAFF', '0', String(told.shift()?.staff ?? 0));
    else if (shift?.at === at) changeStaff(at, shifts.shift()?.staff ?? 0);
    else if (ending?.endsAt === at) callEnds(at, ending);
    else if (leaving?.leavesAt === at) hangUp(at, leaving);
    else {
      call(at);
      nextCall = nextCallAfter(at);
    }
  }
}

function soonest<T>(all: readonly T[], when: (one: T) => number): T | undefined {
  return all.reduce<T | undefined>(
    (best, one) => (best === undefined || when(one) < when(best) ? one : best),
    undefined,
  );
}
