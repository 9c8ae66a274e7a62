import { useSyncExternalStore } from 'react';
import { applyLive, type LiveEvent, type LiveState, NOTHING_YET } from './live-state.ts';
import { freezeClocks, serverNow, setServerNow } from './server-time.ts';
import { shareConnection } from './shared-connection.ts';

export type PhonesState = 'well' | 'away' | 'refuses';

let state: LiveState = NOTHING_YET;
let connected = true;
/** Whether the server itself could read its store lately. */
let fresh = true;
/** Whether the phone network does what the server asks of it. */
let phones: PhonesState = 'well';
const listeners = new Set<() => void>();

/** The one live picture of this page. */
export function useLive(): LiveState {
  return useSyncExternalStore(subscribe, () => state);
}

/** False while the picture may be old: the stream has been silent for 5 s, or the server says so itself. */
export function useTrusted(): boolean {
  return useSyncExternalStore(subscribe, () => connected && fresh);
}

/** Whether anybody can be connected; as the server knew it last. */
export function usePhonesState(): PhonesState {
  return useSyncExternalStore(subscribe, () => phones);
}

/** What a tab that opens later is told by one that knows already. */
type Picture = { state: LiveState; nowMs: number; fresh: boolean; phones: PhonesState };

/**
 * Follows the server's stream, which the tabs of this browser share.
 * @param name who signed in
 * @param onRefused called when the stream could not be opened
 * @returns ends it; what it told stays on the page
 */
export function startLive(name: string, onRefused: () => void): () => void {
  const stop = shareConnection('/api/live', name, {
    onMessage: (event, data) => {
      const now = nowIn(data);
      if (now !== null) setServerNow(now);
      if (event === 'heartbeat') heard(data);
      else change(applyLive(state, { type: event, data } as LiveEvent, serverNow()));
    },
    onTrust: (value) => trust(value, fresh),
    onRefused,
    picture: (): Picture | null => (state.known ? { state, nowMs: serverNow(), fresh, phones } : null),
    onPicture: (picture) => {
      const told = picture as Picture;
      setServerNow(told.nowMs);
      trust(connected, told.fresh);
      phones = told.phones;
      change(told.state);
    },
  });
  return () => {
    stop();
    trust(true, true);
  };
}

/** Another person signed in: what the page knows was not told to them. */
export function forgetLive(): void {
  change(NOTHING_YET);
}

function trust(isConnected: boolean, isFreshNow: boolean): void {
  if (connected === isConnected && fresh === isFreshNow) return;
  connected = isConnected;
  fresh = isFreshNow;
  freezeClocks(!(connected && fresh));
  emit();
}

/** What a heartbeat does not say is well. */
function heard(heartbeat: unknown): void {
  const told = (typeof heartbeat === 'object' && heartbeat !== null ? heartbeat : {}) as Record<
    string,
    unknown
  >;
  trust(connected, told['fresh'] !== false);
  const now = told['phones'] === 'away' || told['phones'] === 'refuses' ? told['phones'] : 'well';
  if (now === phones) return;
  phones = now;
  emit();
}

/** Snapshots, heartbeats and lines carry the server's time. */
function nowIn(data: unknown): number | null {
  if (typeof data !== 'object' || data === null || !('now' in data)) return null;
  const ms = typeof data.now === 'string' ? Date.parse(data.now) : Number(data.now);
  return Number.isFinite(ms) ? ms : null;
}

function change(next: LiveState): void {
  state = next;
  emit();
}

function emit(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
