import { z } from 'zod';
import type { Metrics } from '../../metrics.ts';
import type { Store } from '../../store/store.ts';
import type { Sessions } from './auth.ts';
import { type Route, route } from '../contract.ts';
import { rolesSchema } from '../settings/operators.ts';
import { isPassword } from './passwords.ts';
import { Problem } from '../problems.ts';
import type { SignInLimit } from './sign-in-limit.ts';

const credentials = z.strictObject({
  name: z.string({ error: 'must be a user name' }).max(200, { error: 'must be a user name' }),
  password: z.string({ error: 'must be a password' }).max(1000, { error: 'must be a password' }),
});

export const whoSchema = z
  .strictObject({ name: z.string(), displayName: z.string(), roles: rolesSchema })
  .describe('Who is signed in');

/** Signing in and out. */
export function sessionRoutes(parts: {
  store: Store;
  sessions: Sessions;
  signInLimit: SignInLimit;
  metrics: Metrics;
}): Route[] {
  const { store, sessions, signInLimit, metrics } = parts;
  return [
    route({
      method: 'post',
      path: '/session',
      name: 'signIn',
      summary: 'Signs in; the session is a cookie. Failures are limited by name and address.',
      access: 'anyone',
      body: credentials,
      success: { status: 200, body: whoSchema },
      problems: [401, 429],
      async handle({ body, req, res }) {
        const { name, password } = body;
        const ip = req.ip ?? '';
        await signInLimit.check(name, ip);
        const operator = await store.operator(name);
        if (!(await isPassword(password, operator?.passwordHash ?? null)) || operator === null) {
          await signInLimit.failed(name, ip);
          metrics.signInFailed();
          throw new Problem(401, { code: 'wrong-sign-in', detail: 'Name or password is wrong.' });
        }
        // Once more after the work: many guesses sent at once all passed the first check.
        await signInLimit.check(name, ip);
        await sessions.begin(operator, req, res);
        return { body: { name: operator.name, displayName: operator.displayName, roles: operator.roles } };
      },
    }),
    route({
      method: 'delete',
      path: '/session',
      name: 'signOut',
      summary: 'Signs out; also where nobody is signed in.',
      access: 'anyone',
      success: { status: 204, body: null },
      async handle({ req, res }) {
        await sessions.end(req, res);
        return { body: null };
      },
    }),
  ];
}
