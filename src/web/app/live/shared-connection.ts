import { type ConnectionEvents, keepConnected, SILENT_AFTER_MS } from './connection.ts';

/** What the tabs of one browser tell each other. */
type Between =
  /** An event of the stream. */
  | { kind: 'event'; name: string; data: unknown }
  | { kind: 'trust'; trusted: boolean }
  | { kind: 'refused' }
  /** The tab that leads lives, though its line may not. */
  | { kind: 'trying' }
  /** A tab has opened and wants to know how things stand. */
  | { kind: 'hello' }
  | { kind: 'picture'; picture: unknown; trusted: boolean };

export type SharedEvents = Omit<ConnectionEvents, 'onTry'> & {
  /** All that the stream has told this tab, for one that opens later; null before the first snapshot. */
  picture: () => unknown;
  /** What `picture` gave in the tab that leads. */
  onPicture: (picture: unknown) => void;
};

const CHECK_EVERY_MS = 250;

/**
 * Keeps one event stream to `url` for all tabs of this browser: over HTTP/1.1 a browser opens six connections to a
 * server in all, so six tabs with a stream each would leave none for commands. Whichever tab has the lock leads, and
 * passes on what it hears; when it closes, the browser gives the lock to the next. A leader that is not heard for 5 s
 * (a tab in the background may be frozen) loses the lead to a tab that is looked at.
 * @param name who signed in: tabs share only what was told to the same person
 * @returns leaves the others for good
 */
export function shareConnection(url: string, name: string, events: SharedEvents): () => void {
  // Web Locks are there in secure contexts alone.
  if (navigator.locks === undefined) return keepConnected(url, { ...events, onTry: () => undefined });
  // The name of this file holds the hash of its build: tabs of different builds do not have to understand each other.
  const shared = `stillhere ${new URL(import.meta.url).pathname} ${name}`;
  const channel = new BroadcastChannel(shared);
  const over = new AbortController();
  let stopLeading: (() => void) | null = null;
  let heardAt = performance.now();
  let trusted: boolean | null = null;

  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has its own origin only
  const tell = (message: Between) => channel.postMessage(message);
  const trust = (value: boolean) => {
    if (trusted === value) return;
    trusted = value;
    events.onTrust(value);
  };

  function lead(): Promise<void> {
    return new Promise((resolve) => {
      const disconnect = keepConnected(url, {
        onMessage(event, data) {
          events.onMessage(event, data);
          tell({ kind: 'event', name: event, data });
        },
        onTrust(value) {
          trust(value);
          tell({ kind: 'trust', trusted: value });
        },
        onRefused() {
          events.onRefused();
          tell({ kind: 'refused' });
        },
        onTry: () => tell({ kind: 'trying' }),
      });
      stopLeading = () => {
        stopLeading = null;
        disconnect();
        resolve();
      };
    });
  }

  /** Leads once the browser gives this tab the lock, until it is over or another tab has taken the lead. */
  async function request(options: LockOptions): Promise<void> {
    try {
      await navigator.locks.request(shared, options, () => (over.signal.aborted ? undefined : lead()));
    } catch (lost) {
      if (!(lost instanceof DOMException && lost.name === 'AbortError')) throw lost;
      heardAt = performance.now();
      stopLeading?.();
    }
  }

  async function queue(): Promise<void> {
    while (!over.signal.aborted) await request({ signal: over.signal });
  }

  channel.addEventListener('message', ({ data: message }: MessageEvent<Between>) => {
    if (message.kind === 'hello') {
      const picture = stopLeading === null ? null : events.picture();
      if (picture !== null) tell({ kind: 'picture', picture, trusted: trusted === true });
      return;
    }
    if (stopLeading !== null) return;
    heardAt = performance.now();
    switch (message.kind) {
      case 'event':
        return events.onMessage(message.name, message.data);
      case 'trust':
        return trust(message.trusted);
      case 'refused':
        return events.onRefused();
      case 'picture':
        events.onPicture(message.picture);
        return trust(message.trusted);
      case 'trying':
        return;
    }
  });
  const watchdog = setInterval(() => {
    if (stopLeading !== null || performance.now() - heardAt < SILENT_AFTER_MS) return;
    trust(false);
    if (document.visibilityState !== 'visible') return;
    heardAt = performance.now();
    // A request that steals cannot be called off; it is granted at once, and the one in the queue stays there.
    void request({ steal: true });
  }, CHECK_EVERY_MS);

  void queue();
  tell({ kind: 'hello' });
  return () => {
    over.abort();
    clearInterval(watchdog);
    stopLeading?.();
    channel.close();
  };
}
