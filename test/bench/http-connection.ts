import { connect, type Socket } from 'node:net';

/** One request under way at a time, as a load generator needs it: the cost of a client is not what is measured. */
export interface HttpConnection {
  /** Resolves with status and body of the answer; rejects where the connection breaks. */
  send(request: string): Promise<{ status: number; body: string }>;
  close(): void;
}

type Waiting = {
  resolve: (answer: { status: number; body: string }) => void;
  reject: (error: Error) => void;
};

const END_OF_HEAD = '\r\n\r\n';

/** Opens a kept-alive HTTP/1.1 connection to a server on this machine whose answers carry Content-Length. */
export async function openConnection(port: number): Promise<HttpConnection> {
  const socket = await connected(port);
  let waiting: Waiting | null = null;
  let received: Buffer = Buffer.alloc(0);
  let failure: Error | null = null;

  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const headEnd = received.indexOf(END_OF_HEAD);
    if (headEnd < 0) return;
    const head = received.toString('latin1', 0, headEnd);
    const bodyStart = headEnd + END_OF_HEAD.length;
    const bodyEnd = bodyStart + lengthIn(head);
    if (received.length < bodyEnd) return;
    const answer = { status: Number(head.slice(9, 12)), body: received.toString('utf8', bodyStart, bodyEnd) };
    received = received.subarray(bodyEnd);
    const { resolve } = waiting ?? {};
    waiting = null;
    resolve?.(answer);
  });
  socket.on('error', broken);
  socket.on('close', () => broken(new Error('The server closed the connection.')));

  function broken(error: Error): void {
    failure ??= error;
    waiting?.reject(error);
    waiting = null;
  }

  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        if (failure !== null) {
          reject(failure);
          return;
        }
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.off('error', reject);
      resolve(socket.setNoDelay(true));
    });
    socket.once('error', reject);
  });
}

function lengthIn(head: string): number {
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error('Failed to read an answer: it has no Content-Length.');
  return Number(length);
}
