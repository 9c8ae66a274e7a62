/** One event as a console gets it. */
export type Heard = { event: string; id: string | undefined; data: unknown };

export type Stream = {
  status: number;
  headers: Headers;
  /** The next event of this kind (of any, where none is named); others before it are passed over. Null at the end. */
  next(event?: string): Promise<Heard | null>;
  /** Hangs up. */
  close(): void;
};

/** Opens `/api/live` as a browser does, and reads it event by event. */
export async function openStream(url: string, cookie: string, lastEventId?: string): Promise<Stream> {
  const stop = new AbortController();
  const answer = await fetch(`${url}/api/live`, {
    headers: { cookie, ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) },
    signal: stop.signal,
  });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let unread = '';

  async function block(): Promise<string | null> {
    for (;;) {
      const end = unread.indexOf('\n\n');
      if (end >= 0) {
        const found = unread.slice(0, end);
        unread = unread.slice(end + 2);
        return found;
      }
      const chunk = await reader?.read();
      if (chunk === undefined || chunk.done) return null;
      unread += chunk.value;
    }
  }

  return {
    status: answer.status,
    headers: answer.headers,
    async next(event) {
      for (;;) {
        const text = await block();
        if (text === null) return null;
        const heard = parsed(text);
        if (heard !== null && (event === undefined || heard.event === event)) return heard;
      }
    },
    close: () => stop.abort(),
  };
}

function parsed(block: string): Heard | null {
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
  const event = fields.get('event');
  if (event === undefined) return null;
  return { event, id: fields.get('id'), data: JSON.parse(fields.get('data') ?? 'null') as unknown };
}
