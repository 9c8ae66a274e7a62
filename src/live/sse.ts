import type { Request, Response } from 'express';
import type { Sessions } from '../api/access/auth.ts';
import { type Caller, isoTime, mayCall } from '../api/contract.ts';
import type { CancelTimer, Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { markSign } from '../store/presence-marks.ts';
import { type Store, StoreUnavailable } from '../store/store.ts';
import type { PhoneNetworkState } from '../switchboard/telephony.ts';
import type { Feed, LiveEvent } from './feed.ts';

/** Answers with server-sent events. Rejects with StoreUnavailable, before anything is sent, where the feed cannot begin. */
export type OpenLiveStream = (req: Request, res: Response, caller: Caller) => Promise<void>;

/** Browsers do not notice that an open stream has died, so a console takes two missed heartbeats for it. */
export const HEARTBEAT_MS = 2500;
/** Every so many heartbeats it is remembered that this operator's console is open. */
const BEATS_PER_MARK = 6;
/** What may lie unread for one client, beside what was said last, before it is cut: it comes back and resumes. */
export const MOST_UNREAD_BYTES = 1_000_000;
/**
 * Streams of one session at this server. The tabs of a browser share one; the others are such whose client is gone
 * without a word, or a program's. One more ends the oldest: who opens a console sees the line.
 */
export const MOST_OF_A_SESSION = 8;
/** Consoles come back spread over this time after a restart. */
const COME_BACK_MS = { least: 500, spread: 1500 };

/**
 * Streams from the feed to whoever is signed in, for as long as they are. An open stream keeps its session from idling:
 * somebody is on duty before it.
 */
export function liveStreams(parts: {
  feed: Feed;
  phoneNetwork: () => PhoneNetworkState;
  store: Store;
  sessions: Sessions;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
}): OpenLiveStream {
  const { feed, phoneNetwork, store, sessions, clock, log, metrics } = parts;
  let open = 0;
  /** How to end the streams of each session, the oldest first. */
  const endings = new Map<string, Set<() => void>>();

  return async (req, res, caller) => {
    let ended = false;
    let beats = 0;
    let heartbeat: CancelTimer | null = null;
    let leave: (() => void) | null = null;
    /** Of what lies unread, the longest that was said at once, bytes. */
    let longest = 0;

    function end(why: 'slow' | 'session' | 'shutdown' | 'many' | 'left'): void {
      if (ended) return;
      ended = true;
      release();
      heartbeat?.();
      // Whoever does not read would not read the end either.
      if (why === 'slow') res.destroy();
      else if (why !== 'left') {
        begin(res);
        res.end();
      }
      if (leave === null) return;
      leave();
      open -= 1;
      metrics.streamsAre(open);
      if (why !== 'left') metrics.streamCut(why);
    }

    function write(text: string): void {
      if (ended) return;
      res.write(text);
      // A snapshot of many lines may be long, and nobody has read it yet when it has just been said.
      longest = Math.max(longest, Buffer.byteLength(text));
      if (res.writableLength - longest > MOST_UNREAD_BYTES) end('slow');
    }

    function beat(): void {
      if (beats % BEATS_PER_MARK === 0) void mark(caller.operator.name);
      beats += 1;
      heartbeat = clock.setTimer(HEARTBEAT_MS, () => {
        const data = { now: isoTime(clock.now()), fresh: feed.isFresh(), phones: phoneNetwork() };
        write(formatted({ event: 'heartbeat', data }));
        void mayStay(caller.sessionHash).then((stays) => {
          if (!stays) end('session');
          else if (!ended) beat();
        });
      });
    }

    if (req.method === 'HEAD') {
      begin(res);
      res.end();
      return;
    }
    const release = take(caller.sessionHash, () => end('many'));
    res.once('close', () => end('left'));
    res.on('drain', () => {
      longest = 0;
    });
    const first = await feed.listen(req.get('last-event-id') ?? null, {
      hear: (events) => {
        begin(res);
        if (events.length > 0) write(events.map(formatted).join(''));
      },
      closed: () => end('shutdown'),
    });
    if (ended || res.destroyed) {
      first();
      return;
    }
    leave = first;
    open += 1;
    metrics.streamsAre(open);
    beat();
  };

  /** Makes room for one more stream of the session, and gives back how to leave it. */
  function take(sessionHash: string, endIt: () => void): () => void {
    const own = endings.get(sessionHash) ?? new Set();
    endings.set(sessionHash, own.add(endIt));
    const [oldest] = own;
    if (own.size > MOST_OF_A_SESSION) oldest?.();
    return () => {
      own.delete(endIt);
      if (own.size === 0) endings.delete(sessionHash);
    };
  }

  /** Never rejects: a mark that is missed is made with the next. */
  async function mark(operator: string): Promise<void> {
    try {
      await markSign(store, operator, 'console', clock.now());
    } catch (error) {
      if (!(error instanceof StoreUnavailable))
        log.error({ err: error }, 'It could not be remembered that a console is open.');
    }
  }

  /** A stream outlives the request that was allowed, so it asks again. While the store is away nothing new is shown. */
  async function mayStay(sessionHash: string): Promise<boolean> {
    try {
      const caller = await sessions.callerBy(sessionHash);
      return caller !== null && mayCall('operator', caller.operator.roles);
    } catch (error) {
      // That the store is away the feed has said already, once for all streams.
      if (!(error instanceof StoreUnavailable)) {
        log.error({ err: error }, 'A live stream could not ask whether its session stands.');
      }
      return true;
    }
  }
}

function begin(res: Response): void {
  if (res.headersSent) return;
  res.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    // nginx would hold the words back otherwise.
    'X-Accel-Buffering': 'no',
  });
  res.flushHeaders();
  res.write(`retry: ${COME_BACK_MS.least + Math.floor(Math.random() * COME_BACK_MS.spread)}\n\n`);
}

/** Every stream is given the same events: each is written out once. */
const written = new WeakMap<LiveEvent, string>();

/** One event on the wire (WHATWG HTML, server-sent events). JSON has no line breaks in it. */
function formatted(one: LiveEvent): string {
  const known = written.get(one);
  if (known !== undefined) return known;
  const { event, data, id } = one;
  const text = `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
  written.set(one, text);
  return text;
}
