import type { NetworkRest } from './rest.ts';
import type { Page } from './page.ts';
import type { WireParams } from './params.ts';
import { notFound, RestError } from './rest-error.ts';
import { toWirePage, toWireResource } from './wire.ts';

/** An answer of the REST API: JSON, a WAV file, or nothing. */
export type RestAnswer =
  | { status: number; json: Record<string, unknown> }
  | { status: number; wav: Buffer }
  | { status: 204 };

export type RestRequest = { method: string; path: string; query: string; params: WireParams };

type Route = {
  method: 'GET' | 'POST' | 'DELETE';
  /** Below the account, without ".json"; a `*` is a sid. */
  path: string;
  /** The key of a list. */
  list?: string;
  status?: number;
  run(sids: string[], params: WireParams): object | Page<object> | Buffer | void;
};

/**
 * Answers a request to `/2010-04-01/Accounts/{Sid}…`, faults included. Rejects with a RestError, or with a
 * ConnectionError where the connection is to break. Unknown paths are 20404, unknown methods 20004.
 */
export function restRoutes(
  rest: NetworkRest,
  accountSid: string,
): (request: RestRequest) => Promise<RestAnswer> {
  const routes = routesOf(rest);
  const root = `/2010-04-01/Accounts/${accountSid}`;
  return async ({ method, path, query, params }) => {
    if (!path.startsWith(root)) throw notFound(path);
    const below = path.slice(root.length);
    // A recording's media has its own ending, or none.
    const media = /^\/Recordings\/([^/.]+)(?:\.wav)?$/.exec(below);
    if (media?.[1] !== undefined && method === 'GET')
      return { status: 200, wav: await rest.recordingMedia(media[1]) };
    const segments = below.replace(/\.json$/, '').split('/');
    const known = routes.filter((route) => matches(route.path, segments));
    if (known.length === 0 || !(below.endsWith('.json') || method === 'DELETE')) throw notFound(path);
    const route = known.find((each) => each.method === method);
    if (route === undefined) throw new RestError(405, 20004, 'Method not allowed');
    const sids = segments.filter((_segment, index) => route.path.split('/')[index] === '*');
    const result = await rest.perform(() => route.run(sids, params));
    if (result === undefined || result instanceof Buffer) return { status: 204 };
    const status = route.status ?? 200;
    if (route.list === undefined) return { status, json: toWireResource(result) };
    return { status, json: toWirePage(route.list, result as Page<object>, path, query) };
  };
}

function routesOf({ calls, conferences, account }: NetworkRest): Route[] {
  return [
    { method: 'GET', path: '', run: () => account.fetch() },
    { method: 'GET', path: '/Balance', run: () => account.balance() },
    { method: 'POST', path: '/Calls', status: 201, run: (_sids, params) => calls.create(params) },
    { method: 'GET', path: '/Calls', list: 'calls', run: (_sids, params) => calls.list(params) },
    { method: 'GET', path: '/Calls/*', run: (sids) => calls.fetch(one(sids)) },
    { method: 'POST', path: '/Calls/*', run: (sids, params) => calls.update(one(sids), params) },
    {
      method: 'GET',
      path: '/Conferences',
      list: 'conferences',
      run: (_sids, params) => conferences.list(params),
    },
    { method: 'GET', path: '/Conferences/*', run: (sids) => conferences.fetch(one(sids)) },
    { method: 'POST', path: '/Conferences/*', run: (sids, params) => conferences.update(one(sids), params) },
    {
      method: 'GET',
      path: '/Conferences/*/Participants',
      list: 'participants',
      run: (sids, params) => conferences.listParticipants(one(sids), params),
    },
    {
      method: 'GET',
      path: '/Conferences/*/Participants/*',
      run: (sids) => conferences.fetchParticipant(one(sids), one(sids, 1)),
    },
    {
      method: 'POST',
      path: '/Conferences/*/Participants/*',
      run: (sids, params) => conferences.updateParticipant(one(sids), one(sids, 1), params),
    },
    {
      method: 'DELETE',
      path: '/Conferences/*/Participants/*',
      run: (sids) => conferences.removeParticipant(one(sids), one(sids, 1)),
    },
    {
      method: 'GET',
      path: '/IncomingPhoneNumbers',
      list: 'incoming_phone_numbers',
      run: (_sids, params) => account.listNumbers(params),
    },
    { method: 'GET', path: '/IncomingPhoneNumbers/*', run: (sids) => account.fetchNumber(one(sids)) },
    {
      method: 'POST',
      path: '/IncomingPhoneNumbers/*',
      run: (sids, params) => account.updateNumber(one(sids), params),
    },
    {
      method: 'GET',
      path: '/Recordings',
      list: 'recordings',
      run: (_sids, params) => account.listRecordings(params),
    },
    { method: 'GET', path: '/Recordings/*', run: (sids) => account.fetchRecording(one(sids)) },
    { method: 'DELETE', path: '/Recordings/*', run: (sids) => account.removeRecording(one(sids)) },
    { method: 'GET', path: '/Queues', list: 'queues', run: (_sids, params) => account.listQueues(params) },
  ];
}

function matches(path: string, segments: readonly string[]): boolean {
  const parts = path.split('/');
  return (
    parts.length === segments.length && parts.every((part, index) => part === '*' || part === segments[index])
  );
}

function one(sids: readonly string[], index = 0): string {
  return sids[index] ?? '';
}
