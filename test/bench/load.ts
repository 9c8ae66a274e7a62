import { type Caller, redirectIn, webhookOf } from './caller.ts';
import { type HttpConnection, openConnection } from './http-connection.ts';
import type { ServerProcess } from './environment.ts';

/** What was seen in some time of load. */
export type Seen = { webhooks: number; seconds: number; latenciesMs: number[]; cpuMs: number | null };

/** Callers who go through their documents as fast as the server answers, over a fixed number of connections. */
export interface Load {
  /** Runs for `durationMs`; each webhook is the next step of its caller's last document. */
  run(durationMs: number): Promise<Seen>;
  /** The same at `perSecond` webhooks a second, counted from when each was due: a slow server delays none of them. */
  runAt(perSecond: number, durationMs: number): Promise<Seen>;
  /** The document of one more webhook. */
  lastDocument(): Promise<string>;
  close(): void;
}

/** @param advances whether each answer must lead one step further, as the product's do */
export async function openLoad(
  server: ServerProcess,
  callers: readonly Caller[],
  connectionCount: number,
  advances: boolean,
): Promise<Load> {
  const connections = await Promise.all(
    Array.from({ length: connectionCount }, () => openConnection(server.port)),
  );
  /** Who is between two webhooks. */
  const idle = [...callers];

  async function step(connection: HttpConnection): Promise<string> {
    const caller = idle.shift() as Caller;
    const { status, body } = await connection.send(webhookOf(caller));
    if (status !== 200) throw new Error(`Failed to measure: a webhook was answered ${status}.`);
    const next = redirectIn(body);
    if (advances && next === caller.next)
      throw new Error('Failed to measure: an answer led to the step that had asked.');
    caller.next = next;
    idle.push(caller);
    return body;
  }

  async function measured(run: (latenciesMs: number[]) => Promise<unknown>): Promise<Seen> {
    const latenciesMs: number[] = [];
    const cpuBefore = server.cpuMs();
    const startedAt = performance.now();
    await run(latenciesMs);
    const seconds = (performance.now() - startedAt) / 1000;
    const cpuAfter = server.cpuMs();
    return {
      webhooks: latenciesMs.length,
      seconds,
      latenciesMs,
      cpuMs: cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore,
    };
  }

  return {
    run: (durationMs) =>
      measured((latenciesMs) => {
        const until = performance.now() + durationMs;
        return Promise.all(
          connections.map(async (connection) => {
            for (let sentAt = performance.now(); sentAt < until; ) {
              await step(connection);
              const answeredAt = performance.now();
              latenciesMs.push(answeredAt - sentAt);
              sentAt = answeredAt;
            }
          }),
        );
      }),
    runAt: (perSecond, durationMs) =>
      measured(async (latenciesMs) => {
        const startedAt = performance.now();
        const total = Math.round((perSecond * durationMs) / 1000);
        let taken = 0;
        await Promise.all(
          connections.map(async (connection) => {
            for (let n = taken++; n < total; n = taken++) {
              const dueAt = startedAt + (n * 1000) / perSecond;
              const early = dueAt - performance.now();
              if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
              // A timer's own lateness is not the server's.
              const from = early > 0 ? performance.now() : dueAt;
              await step(connection);
              latenciesMs.push(performance.now() - from);
            }
          }),
        );
      }),
    lastDocument: () => step(connections[0] as HttpConnection),
    close() {
      for (const connection of connections) connection.close();
    },
  };
}

/** The latency that a share of `sorted` (ascending) stays within, ms. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Several rounds as one. */
export function together(rounds: readonly Seen[]): Seen {
  const cpu = rounds.map((round) => round.cpuMs);
  return {
    webhooks: rounds.reduce((sum, round) => sum + round.webhooks, 0),
    seconds: rounds.reduce((sum, round) => sum + round.seconds, 0),
    latenciesMs: rounds.flatMap((round) => round.latenciesMs).toSorted((a, b) => a - b),
    cpuMs: cpu.includes(null) ? null : cpu.reduce<number>((sum, ms) => sum + (ms ?? 0), 0),
  };
}
