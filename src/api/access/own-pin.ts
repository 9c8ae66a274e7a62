import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { Store } from '../../store/store.ts';
import { type Route, route } from '../contract.ts';
import { hashPassword, isPassword } from './passwords.ts';
import { pinSchema } from './pins.ts';
import { invalid } from '../problems.ts';
import { operatorOnRecord } from '../settings/recorded.ts';
import { settleSetting } from '../settings/settle-setting.ts';
import type { SignInLimit } from './sign-in-limit.ts';

const change = z.strictObject({
  password: z.string({ error: 'must be your password' }).max(1000, { error: 'must be your password' }),
  pin: pinSchema.nullable().describe('Six digits; null takes it away.'),
});

/** The PIN with which an operator opens their desk by phone; a page left open by somebody does not do to set it. */
export function ownPinRoutes(parts: { store: Store; signInLimit: SignInLimit; clock: Clock }): Route[] {
  const { store, signInLimit, clock } = parts;
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
        await settleSetting(store, async (write) => {
          // As it is now: an admin may have changed it meanwhile, or removed it.
          const before = await store.operator(operator.name);
          if (before === null) return true;
          const after = { ...before, pinHash, version: before.version + 1 };
          const onRecord = operatorOnRecord(before, after, { by: operator.name, at: clock.now() });
          return (await store.putOperator(after, { ...write, ...onRecord })) || null;
        });
        return { body: null };
      },
    }),
  ];
}
