import { z } from 'zod';
import type { Store } from '../store/store.ts';
import { type Route, route } from './contract.ts';
import { hashPassword, isPassword } from './passwords.ts';
import { pinSchema } from './pins.ts';
import { invalid } from './problems.ts';
import type { SignInLimit } from './sign-in-limit.ts';

const change = z.strictObject({
  password: z.string({ error: 'must be your password' }).max(1000, { error: 'must be your password' }),
  pin: pinSchema.nullable().describe('Six digits; null takes it away.'),
});

/** The PIN with which an operator opens their desk by phone; a page left open by somebody does not do to set it. */
export function ownPinRoutes({ store, signInLimit }: { store: Store; signInLimit: SignInLimit }): Route[] {
  return [
    route({
      method: 'put',
      path: '/me/pin',
      name: 'setOwnPin',
      summary: "Sets one's own PIN for opening the desk by phone. Wrong passwords count as failed sign-ins.",
      access: 'operator',
      body: change,
      success: { status: 204, body: null },
      problems: [429],
      async handle({ body, caller, req }) {
        const { operator } = caller();
        const ip = req.ip ?? '';
        await signInLimit.check(operator.name, ip);
        if (!(await isPassword(body.password, operator.passwordHash))) {
          await signInLimit.failed(operator.name, ip);
          throw invalid([{ field: 'password', message: 'is not yours' }]);
        }
        await signInLimit.check(operator.name, ip);
        const pinHash = body.pin === null ? null : await hashPassword(body.pin);
        // As it is now: an admin may have changed it meanwhile, or removed it.
        const now = await store.operator(operator.name);
        if (now !== null) await store.putOperator({ ...now, pinHash, version: now.version + 1 });
        return { body: null };
      },
    }),
  ];
}
