/** RFC 9457: what the server says about a request that it refused. */
export type ProblemBody = {
  title?: string;
  detail?: string;
  code?: string;
  /** On 409: what the desk or the contact is in. */
  state?: string;
  errors?: { field: string; message: string }[];
};

/** A request that came to nothing. `status` is 0 where no answer came at all. */
export class Refused extends Error {
  override name = 'Refused';
  readonly status: number;
  readonly body: ProblemBody;
  /** Seconds after which to try again; null where the server did not say. */
  readonly retryAfterSeconds: number | null;

  constructor(status: number, body: ProblemBody, retryAfterSeconds: number | null) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.status = status;
    this.body = body;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Called whenever the server says that nobody is signed in (any more). */
type SignedOutListener = () => void;
let onSignedOut: SignedOutListener = () => undefined;
export function listenForSignOut(listener: SignedOutListener): () => void {
  onSignedOut = listener;
  return () => {
    onSignedOut = () => undefined;
  };
}

const TIMEOUT_MS = 15_000;

/** What a write is made for: the state with this entity tag, or that there is nothing yet. */
export type Seen = { 'If-Match': string } | { 'If-None-Match': '*' };

/**
 * Sends a request to the JSON API; bytes are sent as a recording.
 * @param seen a write is refused with 412 where there is something else by now
 * @returns the parsed body; undefined where there is none
 * @throws Refused for every answer that is not 2xx, and with status 0 where none came within 15 s
 */
export async function request<T>(method: string, path: string, body?: unknown, seen?: Seen): Promise<T> {
  return (await exchange<T>(method, path, body, seen)).value;
}

/** Reads something with its entity tag, to be changed from there. */
export async function readToChange<T>(path: string): Promise<{ value: T; seen: Seen }> {
  const { value, tag } = await exchange<T>('GET', path);
  return { value, seen: { 'If-Match': tag ?? '*' } };
}

async function exchange<T>(
  method: string,
  path: string,
  body?: unknown,
  seen?: Seen,
): Promise<{ value: T; tag: string | null }> {
  const isRecording = body instanceof Uint8Array;
  const isCommand = method === 'POST' && /^\/api\/(desk|contacts)\//.test(path);
  const headers = {
    ...seen,
    ...(isCommand ? { 'Idempotency-Key': randomKey() } : {}),
    ...(method === 'GET' ? {} : { 'Content-Type': isRecording ? 'audio/wav' : 'application/json' }),
  };
  const sent = isRecording ? new Blob([body as BlobPart]) : JSON.stringify(body ?? {});
  const ask = async () => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(path, {
      method,
      headers,
      signal,
      ...(method === 'GET' ? {} : { body: sent }),
    });
    return { response, text: await response.text() };
  };
  const { response, text } = await answered(ask, isCommand);
  const parsed = parse(text);
  if (response.ok) return { value: parsed as T, tag: response.headers.get('ETag') };
  if (response.status === 401 && path !== '/api/session') onSignedOut();
  throw new Refused(
    response.status,
    (parsed ?? {}) as ProblemBody,
    seconds(response.headers.get('Retry-After')),
  );
}

/** A command whose answer was lost is sent once more: by its key the server knows whether it was done, and answers anew. */
async function answered<Answer>(ask: () => Promise<Answer>, maySendAgain: boolean): Promise<Answer> {
  try {
    return await ask();
  } catch (lost) {
    const tooLate = lost instanceof DOMException && lost.name === 'TimeoutError';
    if (!maySendAgain || tooLate) throw new Refused(0, {}, null);
    return answered(ask, false);
  }
}

/** `randomUUID` is there on https alone. */
function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function seconds(header: string | null): number | null {
  if (header === null) return null;
  const value = Number(header);
  return Number.isFinite(value) ? value : null;
}
