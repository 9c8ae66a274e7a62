import { z } from 'zod';
import { contactSchema } from './contacts/contact-view.ts';
import type { Access, Route } from './contract.ts';
import { CSRF_RULE } from './csrf.ts';
import { deskSchema } from './desk/desk-view.ts';
import { operatorSchema } from './settings/operators.ts';
import { problemSchema } from './problems.ts';
import { isRepeatable } from './repeats.ts';
import { queueSettingsSchema, rhythmSchema } from '../waiting/queue-settings.ts';

type Json = Record<string, unknown>;

/** Schemas that get a name of their own in the document. */
const NAMED: readonly [string, z.ZodType][] = [
  ['Contact', contactSchema],
  ['Desk', deskSchema],
  ['Operator', operatorSchema],
  ['Problem', problemSchema],
  ['Queue', queueSettingsSchema],
  ['Rhythm', rhythmSchema],
];

const PROBLEM_MEANINGS: Readonly<Record<number, string>> = {
  400: 'Unreadable JSON, or an unreadable address',
  401: 'Not signed in, or the sign-in is wrong',
  403: 'The role is missing, the thing is not yours, or the write came from another site',
  404: 'No such thing',
  409: 'Not possible in the state of now, which `state` names',
  412: 'Changed since it was read, as If-Match (or If-None-Match) tells; ETag has what it is now',
  413: 'The body is too large',
  415: 'Not sent as the type that is read here',
  422: 'A field is wrong; `errors` has one entry for each',
  429: 'Too many failed sign-ins; Retry-After says when to come back',
  502: 'Twilio did not give what was asked for',
  503: 'The store does not answer; Retry-After says when to come back',
};

/** The OpenAPI 3.1.1 document of the routes: made from the same table and schemas that serve them. */
export function openApiDocument(routes: readonly Route[], publicUrl: string): Json {
  const paths: Record<string, Json> = {};
  const schemas = namedSchemas();
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operation(route, schemas.refs) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Stillhere',
      version: '1',
      description:
        'A phone line that waits with the caller. Times are ISO 8601 in UTC, errors are RFC 9457 problems, commands answer once committed. ' +
        CSRF_RULE,
    },
    servers: [{ url: `${publicUrl}/api` }],
    paths,
    components: {
      schemas: schemas.components,
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: publicUrl.startsWith('https:') ? '__Host-stillhere' : 'stillhere',
          description: 'Set by POST /session.',
        },
      },
    },
  };
}

function operation(route: Route, refs: Refs): Json {
  const problems = [...new Set([...problemsOfAny(route), ...route.problems])].toSorted((a, b) => a - b);
  return {
    operationId: route.name,
    summary: route.summary,
    description: accessInWords(route.access),
    'x-access': route.access,
    security: route.access === 'anyone' ? [] : [{ session: [] }],
    parameters: [...pathParameters(route), ...queryParameters(route, refs), ...headerParameters(route)],
    ...(route.body === null
      ? {}
      : {
          requestBody: {
            required: needsBody(route.body),
            content: { [route.accepts]: { schema: refs.input(route.body) } },
          },
        }),
    responses: {
      [String(route.success.status)]: success(route, refs),
      ...Object.fromEntries(problems.map((status) => [String(status), problem(status)])),
    },
  };
}

function success({ success: { status, body, contentType } }: Route, refs: Refs): Json {
  const description =
    { 200: 'Done', 201: 'Created', 202: 'Committed; a phone follows', 204: 'Done' }[status] ?? 'Done';
  if (contentType !== undefined)
    return { description, content: { [contentType]: { schema: { type: 'string' } } } };
  return body === null
    ? { description }
    : { description, content: { 'application/json': { schema: refs.output(body) } } };
}

function problem(status: number): Json {
  return {
    description: PROBLEM_MEANINGS[status] ?? 'Problem',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

/** What the checks in front of every handler may answer. */
function problemsOfAny(route: Route): number[] {
  return [
    ...(route.access === 'anyone' ? [] : [401, 403]),
    // What stands in the path may be no text at all.
    ...(route.method === 'get' && !route.path.includes('{') ? [] : [400]),
    ...(route.method === 'get' ? [] : [403, 413, 415]),
    ...(route.body === null && route.query === null && !isRepeatable(route) ? [] : [422]),
    ...(isRepeatable(route) ? [409] : []),
    503,
  ];
}

function accessInWords(access: Access): string {
  switch (access) {
    case 'anyone':
      return 'For anyone.';
    case 'signed-in':
      return 'For whoever is signed in.';
    case 'operator':
      return 'Needs the role operator or supervisor.';
    default:
      return `Needs the role ${access}.`;
  }
}

function pathParameters({ path }: Route): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters({ query }: Route, refs: Refs): Json[] {
  if (query === null) return [];
  return Object.entries(query.shape).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !schema.safeParse(undefined).success,
    schema: refs.input(schema as z.ZodType),
  }));
}

/** What a write was decided from, and what tells its repeat from another one. */
function headerParameters(route: Route): Json[] {
  const header = (name: string, description: string) => {
    return { name, in: 'header', required: false, schema: { type: 'string' }, description };
  };
  const seen = 'The ETag of what this write is made for; left out, it is made whatever is there.';
  const key = 'Sent again with the same key within ten minutes, it is not done again and answered as before.';
  return [
    ...(route.problems.includes(412) ? [header('If-Match', seen)] : []),
    ...(isRepeatable(route) ? [header('Idempotency-Key', key)] : []),
  ];
}

function needsBody(body: z.ZodType): boolean {
  return !body.safeParse({}).success;
}

type Refs = { input(schema: z.ZodType): Json; output(schema: z.ZodType): Json };

/**
 * zod writes a set of named schemas that refer to one another (JSON Schema 2020-12, which OpenAPI 3.1 speaks). What
 * comes in is written apart from what goes out: a default makes a field optional in one and certain in the other.
 */
function namedSchemas(): { components: Json; refs: Refs } {
  const named = z.registry<{ id: string }>();
  for (const [id, schema] of NAMED) named.add(schema, { id });
  const options = {
    uri: (id: string) => `#/components/schemas/${id}`,
    target: 'draft-2020-12',
    unrepresentable: 'any',
  } as const;
  const { schemas } = z.toJSONSchema(named, { ...options, io: 'output' });
  const write = (schema: z.ZodType, io: 'input' | 'output'): Json => {
    const name = NAMED.find(([, one]) => one === schema)?.[0];
    if (name !== undefined) return { $ref: options.uri(name) };
    // Together with the named ones, so that it refers to them instead of repeating them.
    const together = z.registry<{ id: string }>();
    for (const [id, one] of NAMED) together.add(one, { id });
    together.add(schema, { id: 'This' });
    return bare(z.toJSONSchema(together, { ...options, io }).schemas['This'] ?? {});
  };
  return {
    components: Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, bare(schema)])),
    refs: { input: (schema) => write(schema, 'input'), output: (schema) => write(schema, 'output') },
  };
}

/** Within a document a schema needs no address and no dialect of its own. */
function bare(schema: object): Json {
  const { $schema: _dialect, $id: _address, ...rest } = schema as Json;
  return rest;
}
