/** What a connection tells its owner. */
export type ConnectionEvents = {
  onMessage: (name: string, data: unknown) => void;
  /** Whether what was heard can be trusted to be of now. */
  onTrust: (trusted: boolean) => void;
  /** The stream could not be opened: the owner may want to know why (signed out?). */
  onRefused: () => void;
  /** The stream is about to be opened, for the first time or again. */
  onTry: () => void;
};

const EVENT_NAMES = ['snapshot', 'contact', 'desk', 'line', 'queue', 'gone', 'heartbeat'] as const;
/** The server's heart beats every 2.5 s; after two missed beats the picture is old. */
export const SILENT_AFTER_MS = 5_000;
const CHECK_EVERY_MS = 250;
const RETRY_FIRST_MS = 300;
const RETRY_MOST_MS = 2_000;

/**
 * Keeps one event stream to `url` open. A browser does not notice a line that is cut without a word (its EventSource
 * stays open for ever), so a watchdog listens for the server's heartbeat; a dead stream is replaced at once, then
 * after waits that grow to 2 s and are jittered, so that many consoles do not come back in the same moment.
 * @returns closes the connection for good
 */
export function keepConnected(url: string, events: ConnectionEvents): () => void {
  let source: EventSource | null = null;
  let heardAt = performance.now();
  let openedAt = heardAt;
  let attempts = 0;
  let trusted: boolean | null = null;
  let retryTimer: ReturnType<typeof setTimeout> | null = null;

  const trust = (value: boolean) => {
    if (trusted === value) return;
    trusted = value;
    events.onTrust(value);
  };
  const open = () => {
    retryTimer = null;
    openedAt = performance.now();
    events.onTry();
    const opened = new EventSource(url);
    source = opened;
    for (const name of EVENT_NAMES) {
      opened.addEventListener(name, (message: MessageEvent<string>) => {
        if (source !== opened) return;
        heardAt = performance.now();
        attempts = 0;
        events.onMessage(name, JSON.parse(message.data));
        if (name === 'snapshot') trust(true);
      });
    }
    opened.addEventListener('error', () => {
      if (source !== opened) return;
      events.onRefused();
      replace();
    });
  };
  const replace = () => {
    source?.close();
    source = null;
    if (retryTimer !== null) return;
    const most = Math.min(RETRY_MOST_MS, RETRY_FIRST_MS * 2 ** attempts);
    attempts += 1;
    retryTimer = setTimeout(open, most * (0.5 + Math.random() / 2));
  };
  const openNow = () => {
    if (source !== null && trusted) return;
    if (retryTimer !== null) clearTimeout(retryTimer);
    source?.close();
    open();
  };
  const watchdog = setInterval(() => {
    const now = performance.now();
    if (now - heardAt >= SILENT_AFTER_MS) trust(false);
    if (source !== null && now - Math.max(heardAt, openedAt) >= SILENT_AFTER_MS) replace();
  }, CHECK_EVERY_MS);

  window.addEventListener('online', openNow);
  open();
  return () => {
    clearInterval(watchdog);
    if (retryTimer !== null) clearTimeout(retryTimer);
    window.removeEventListener('online', openNow);
    source?.close();
    source = null;
  };
}
