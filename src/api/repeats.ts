import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { COMMAND_REMEMBERED_MS } from '../store/retention.ts';
import { type Store, StoreUnavailable } from '../store/store.ts';
import { canonical } from '../waiting/settings-compared.ts';
import type { Answer, Route } from './contract.ts';
import { conflict, invalid, Problem } from './problems.ts';

/** What the first was answered, and to what. */
type Told = { print: string } & (
  | { answer: Exclude<Answer, 'streaming'> }
  | { problem: { status: number; details: Problem['details'] } }
);

/** Commands of the desk and of contacts, which ring phones and move callers, may be sent again with the same key. */
export function isRepeatable({ method, path }: Pick<Route, 'method' | 'path'>): boolean {
  return method === 'post' && /^\/(desk|contacts)\//.test(path);
}

/**
 * Does a command once for each `Idempotency-Key` (IETF draft-ietf-httpapi-idempotency-key-header): sent again within ten
 * minutes it is answered as the first was. Throws 409 where nobody knows yet what became of the first, or it was another
 * command; 422 where the key is none.
 *
 * @param operator sign-in name: keys of different people have nothing to do with one another
 */
export async function onceByKey(
  { req, operator, body }: { req: Request; operator: string; body: unknown },
  store: Store,
  perform: () => Promise<Answer>,
): Promise<Answer> {
  const key = keyOf(req);
  if (key === null) return perform();
  const id = digest(`${operator} ${key}`);
  const print = digest(`${req.originalUrl} ${body instanceof Uint8Array ? digest(body) : canonical(body)}`);
  if (!(await store.once(`command:${id}`, COMMAND_REMEMBERED_MS)))
    return asBefore(await store.recall(`answer:${id}`), print);
  const tell = async (told: Told) => {
    try {
      await store.remember(`answer:${id}`, JSON.stringify(told), COMMAND_REMEMBERED_MS);
    } catch (error) {
      // It is done, and whoever sent it is told so; only a repeat could not be.
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  };
  try {
    const answer = await perform();
    if (answer !== 'streaming') await tell({ print, answer });
    return answer;
  } catch (error) {
    if (error instanceof Problem)
      await tell({ print, problem: { status: error.status, details: error.details } });
    throw error;
  }
}

function asBefore(text: string | null, print: string): Answer {
  if (text === null)
    throw conflict(
      'under-way',
      'This was sent before, and what became of it is not known yet. Look at how things stand.',
    );
  const told = JSON.parse(text) as Told;
  if (told.print !== print)
    throw conflict(
      'key-reused',
      'Another command was sent with this Idempotency-Key. Take a new one for each.',
    );
  if ('problem' in told) throw new Problem(told.problem.status, told.problem.details);
  return told.answer;
}

/** With the quotes that the draft has, or without; null where there is none. */
function keyOf(req: Request): string | null {
  const header = req.get('idempotency-key');
  if (header === undefined) return null;
  const [, key] = /^"?([\w-]{8,100})"?$/.exec(header.trim()) ?? [];
  if (key !== undefined) return key;
  throw invalid([{ field: 'Idempotency-Key', message: 'must be 8 to 100 of a-z, 0-9, - and _' }]);
}

function digest(value: string | Uint8Array): string {
  return createHash('sha256').update(value).digest('base64url');
}
