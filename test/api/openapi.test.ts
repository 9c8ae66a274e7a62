import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/test-app.ts';

type Json = Record<string, unknown>;
type Operation = Json & {
  operationId: string;
  summary: string;
  parameters: { name: string; in: string; required: boolean; schema: Json }[];
  requestBody?: { content: Record<string, { schema: Json }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: Json }> }>;
};
type Document = {
  openapi: string;
  info: { description: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json>; securitySchemes: Json };
};

describe('The OpenAPI document', () => {
  let house: TestApp;
  let document: Document;
  let operations: [string, Operation][];
  beforeAll(async () => {
    house = await startTestApp();
    document = (await request(house.app).get('/api/openapi.json').expect(200).expect('content-type', /json/))
      .body as Document;
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [
        `${method} ${path}`,
        operation,
      ]),
    );
  });
  afterAll(() => house.close());

  it('is 3.1.1, says where it is served and how writes are protected', () => {
    expect(document.openapi).toBe('3.1.1');
    expect(document.servers).toStrictEqual([{ url: 'http://127.0.0.1:3000/api' }]);
    expect(document.info.description).toContain('Content-Type: application/json');
    expect(Object.keys(document.components.securitySchemes)).toStrictEqual(['session']);
  });

  it('refers only to what it has, and names what is shared', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref ?? '');
    const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect(refs.filter((ref) => !known.includes(ref))).toStrictEqual([]);
    expect(known.filter((ref) => !refs.includes(ref))).toStrictEqual([]);
    expect(JSON.stringify(document)).not.toMatch(/"\$(schema|id|defs)"/);
  });

  it('has unique names, words, and every parameter of every path', () => {
    expect(new Set(operations.map(([, { operationId }]) => operationId)).size).toBe(operations.length);
    for (const [name, operation] of operations) {
      expect(operation.summary, name).not.toBe('');
      const inPath = [...name.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
      expect(
        operation.parameters.filter((one) => one.in === 'path').map((one) => one.name),
        name,
      ).toStrictEqual(inPath);
      expect(
        operation.parameters.every((one) => Object.keys(one.schema).length > 0),
        name,
      ).toBe(true);
    }
  });

  it('describes every answer: one success, and problems as RFC 9457', () => {
    for (const [name, { responses }] of operations) {
      const statuses = Object.keys(responses).map(Number);
      expect(
        statuses.filter((status) => status < 400),
        name,
      ).toHaveLength(1);
      expect(statuses, name).toContain(503);
      for (const [status, { content }] of Object.entries(responses)) {
        if (Number(status) < 400) continue;
        expect(content, `${name} ${status}`).toStrictEqual({
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        });
      }
    }
  });

  it('tells what is asked from what is answered: a default may be left out of one and is always in the other', () => {
    const open = document.paths['/desk/open']?.['post'];
    const body = open?.requestBody?.content['application/json']?.schema;
    expect(body).toMatchObject({ type: 'object', additionalProperties: false });
    expect(body?.['required']).toBeUndefined();
    const queue = document.components.schemas['Queue'];
    expect(queue?.['required']).toContain('inLine');
    expect(queue).toMatchObject({ properties: { inLine: { $ref: '#/components/schemas/Rhythm' } } });
    expect(document.components.schemas['Rhythm']).toMatchObject({
      properties: { everySeconds: { type: 'integer', minimum: 10, maximum: 1800 } },
    });
  });

  it('has the listing by query', () => {
    const parameters = document.paths['/contacts']?.['get']?.parameters ?? [];
    expect(parameters.map(({ name, required }) => [name, required])).toStrictEqual([
      ['status', false],
      ['queueId', false],
      ['limit', false],
    ]);
  });
});
