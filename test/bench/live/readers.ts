import { connect, type Socket } from 'node:net';

/** Consoles that are open at once. */
export interface Readers {
  /** Bytes that have arrived at all of them so far. */
  bytes(): number;
  close(): void;
}

/** A contact's id follows: the first field of its view. */
const CONTACT_EVENT = 'event: contact\ndata: {"id":"';
const SNAPSHOT = 'event: snapshot\n';
/** Enough for an event's beginning that is cut in two by the network. */
const TAIL_LENGTH = 200;

/**
 * Opens `count` event streams, each a connection of its own; resolves when each has its snapshot. They read as little of
 * an event as they can: the cost of a console is not what is measured.
 *
 * @param cookies of the sessions that they share evenly
 * @param heard called at once for each contact that a reader hears of
 */
export async function openReaders(
  port: number,
  cookies: readonly string[],
  count: number,
  heard: (reader: number, contactId: string) => void,
): Promise<Readers> {
  let bytes = 0;
  const sockets = await Promise.all(
    Array.from({ length: count }, (_, reader) =>
      openReader(port, cookies[reader % cookies.length] ?? '', {
        read: (length) => void (bytes += length),
        heard: (id) => heard(reader, id),
      }),
    ),
  );
  return {
    bytes: () => bytes,
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function openReader(
  port: number,
  cookie: string,
  tells: { read(length: number): void; heard(id: string): void },
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`GET /api/live HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\n\r\n`);
    });
    let unread = '';
    socket.setEncoding('latin1').on('data', (text: string) => {
      tells.read(text.length);
      if (unread === '' && text.startsWith('HTTP/1.1') && !text.startsWith('HTTP/1.1 200')) {
        reject(new Error(`Failed to open a stream: ${text.slice(0, 30)}. Look at the server's log.`));
      }
      unread += text;
      if (unread.includes(SNAPSHOT)) resolve(socket);
      let from = 0;
      for (;;) {
        const at = unread.indexOf(CONTACT_EVENT, from);
        const end = at < 0 ? -1 : unread.indexOf('"', at + CONTACT_EVENT.length);
        if (end < 0) break;
        tells.heard(unread.slice(at + CONTACT_EVENT.length, end));
        from = end;
      }
      unread = unread.slice(Math.max(from, unread.length - TAIL_LENGTH));
    });
    socket.on('error', reject);
    socket.on('close', () =>
      reject(new Error('Failed to keep a stream: the server closed it. Look at its log.')),
    );
  });
}
