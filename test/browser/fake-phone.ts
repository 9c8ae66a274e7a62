import type { ServerResponse } from 'node:http';

/** The emulator's phone of `client:anna`, as far as the console talks to it. */
export type FakePhone = {
  /** What the page asked of it: `answer`, `press 1`, `hang-up`. */
  asked: string[];
  /** A call comes in. */
  rings(): void;
  /** Something is heard on the call. */
  says(text: string): void;
  /** The other side hangs up. */
  ends(): void;
  /** Breaks the page's connection to the phone network, which refuses new ones until the next reset. */
  goesAway(): void;
  /** True where the request was for the phone. */
  serves(res: ServerResponse, path: string, body: unknown): boolean;
  reset(): void;
};

const BASE = '/emulator/phones/client%3Aanna/';

export function createFakePhone(): FakePhone {
  const streams = new Set<ServerResponse>();
  const asked: string[] = [];
  let call: { sid: string; direction: string; answeredAt: number | null; endedAt: number | null } | null =
    null;
  let away = false;
  let calls = 0;

  function send(event: string, data: object): void {
    for (const stream of streams) stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }
  function change(next: Partial<NonNullable<typeof call>>): void {
    if (call === null) return;
    call = { ...call, ...next };
    send('call', { call });
  }
  function stop(): void {
    for (const stream of streams) stream.end();
    streams.clear();
  }

  return {
    asked,
    rings() {
      call = { sid: `CA${(calls += 1)}`, direction: 'outbound-api', answeredAt: null, endedAt: null };
      send('call', { call });
    },
    says: (text) => send('segment', { sid: call?.sid, segment: { kind: 'speech', text, until: null } }),
    ends: () => change({ endedAt: Date.now() }),
    goesAway() {
      away = true;
      stop();
    },
    serves(res, path, body) {
      if (!path.startsWith(BASE)) return false;
      const what = path.slice(BASE.length);
      if (away) res.writeHead(503).end();
      else if (what === 'events') {
        res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
        streams.add(res);
        res.once('close', () => streams.delete(res));
        res.write(`retry: 200\nevent: call\ndata: ${JSON.stringify({ call })}\n\n`);
      } else {
        const { keys = '' } = (body ?? {}) as { keys?: string };
        asked.push(`${what} ${keys}`.trim());
        if (what === 'answer') change({ answeredAt: Date.now() });
        if (what === 'hang-up') change({ endedAt: Date.now() });
        res.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
      }
      return true;
    },
    reset() {
      stop();
      asked.length = 0;
      call = null;
      away = false;
    },
  };
}
