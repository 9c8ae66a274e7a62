import type { Response } from 'express';
import type { Leg } from '../leg.ts';
import type { PhoneNetwork } from '../network.ts';
import type { TapeSegment } from '../tape.ts';

/** Keeps proxies and browsers from taking a silent stream for a dead one. */
const HEARTBEAT_MS = 15_000;

/**
 * Streams what happens at one device as server-sent events: `call` (the call as it is now, or null), `segment`
 * (a stretch of the tape, again when it changes). A new stream begins with the call under way and its whole tape.
 * `attends` is false for a page that stands by: the person before it may leave the phone to others.
 * Every event carries the network's `now`, so that a page can run its clocks by it.
 */
export function phoneFeed(network: PhoneNetwork, address: string, response: Response, attends = true): void {
  const phone = network.phone(address);
  const known = new WeakSet<Leg>();
  let index = 0;
  const indexes = new WeakMap<TapeSegment, number>();
  const send = (event: string, data: Record<string, unknown>): void => {
    // A call may outlive the page that watched it.
    if (response.writableEnded || response.destroyed) return;
    response.write(`event: ${event}\ndata: ${JSON.stringify({ now: network.clock.now(), ...data })}\n\n`);
  };
  const sendCall = (leg: Leg): void => {
    const { sid, status, direction, from, to, createdAt, answeredAt, endedAt } = leg;
    send('call', { call: { sid, status, direction, from, to, createdAt, answeredAt, endedAt } });
  };
  const follow = (leg: Leg): void => {
    if (known.has(leg)) return;
    known.add(leg);
    index = 0;
    leg.onAnswer.push(sendCall);
    leg.onEnd.push(sendCall);
    sendCall(leg);
  };
  const sendSegment = (leg: Leg, segment: TapeSegment): void => {
    if (!indexes.has(segment)) {
      indexes.set(segment, index);
      index += 1;
    }
    // A segment that took no time was never heard; the page takes it away again.
    send('segment', { sid: leg.sid, index: indexes.get(segment), segment });
  };

  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const leg = phone.call;
  if (leg === null) send('call', { call: null });
  else {
    follow(leg);
    for (const segment of leg.tape.segments) sendSegment(leg, segment);
  }
  const stop = phone.listen((segment, _event, of) => {
    follow(of);
    sendSegment(of, segment);
  }, attends);
  const heartbeat = setInterval(() => response.write(': alive\n\n'), HEARTBEAT_MS);
  response.on('close', () => {
    stop();
    clearInterval(heartbeat);
  });
}
