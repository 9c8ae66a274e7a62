import { useSyncExternalStore } from 'react';

/**
 * The server's clock as this page knows it. It runs on the page's monotonic clock, so a computer whose time is wrong,
 * or is set while the page is open, still shows right times.
 */
let serverMsAtZero = Date.now() - performance.now();

/** The server's time of now, epoch ms. */
export function serverNow(): number {
  return serverMsAtZero + performance.now();
}

/** Takes over the server's time from a message that has just arrived (`nowMs`: epoch ms). */
export function setServerNow(nowMs: number): void {
  const offset = nowMs - performance.now();
  // Network delay makes every reading a little late: small differences are noise, not news.
  if (Math.abs(offset - serverMsAtZero) > 400) serverMsAtZero = offset;
  // In a tab that is not looked at browsers let timers run once a minute: there the heartbeat turns the clocks.
  beat();
}

let tick = Math.floor(serverNow() / 1000) * 1000;
let frozen = false;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | null = null;

/** Stops every clock on the page while what it counts may be untrue; `false` lets them run again. */
export function freezeClocks(freeze: boolean): void {
  frozen = freeze;
  if (!freeze) beat();
}

/** The server's time in whole seconds (epoch ms), anew each second; all clocks of the page turn together. */
export function useSecond(): number {
  return useSyncExternalStore(subscribe, () => tick);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === null) beat();
  return () => {
    listeners.delete(listener);
  };
}

function beat(): void {
  if (timer !== null) clearTimeout(timer);
  const now = serverNow();
  timer = listeners.size === 0 ? null : setTimeout(beat, 1000 - (now % 1000) + 5);
  const second = Math.floor(now / 1000) * 1000;
  if (frozen || second === tick) return;
  tick = second;
  for (const listener of listeners) listener();
}
