import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { type LineSettings, type Store, UNSET_LINE } from '../../store/store.ts';
import { phoneNumberSchema } from '../../waiting/ranking.ts';
import { type Route, route } from '../contract.ts';
import { invalid } from '../problems.ts';
import { onRecord } from './recorded.ts';
import { entityTag, mustBeAsSeen, settleSetting, tagged } from './settle-setting.ts';

const GONE_RANGE = 'must be whole seconds from 30 to 3600, or null';
const lineSchema = z
  .strictObject({
    operatorNumber: phoneNumberSchema
      .nullable()
      .describe('Called by operators with a phone alone, who open their desk there with a PIN; null: none.'),
    consoleGoneSeconds: z
      .int({ error: GONE_RANGE })
      .min(30, { error: GONE_RANGE })
      .max(3_600, { error: GONE_RANGE })
      .nullable()
      .default(UNSET_LINE.consoleGoneSeconds)
      .describe(
        'After how long without a console or a key on the phone a free operator is away; null: never.',
      ),
  })
  .describe('What is set for the line as a whole');

/** Settings of the whole line, for admins. `phoneNumber` is the line's own number. */
export function lineRoutes(parts: { store: Store; phoneNumber: string; clock: Clock }): Route[] {
  const { store, phoneNumber, clock } = parts;
  const shared = {
    access: 'admin',
    path: '/line',
    success: { status: 200, body: lineSchema },
  } as const;
  return [
    route({
      ...shared,
      method: 'get',
      name: 'getLine',
      summary: 'What is set for the line as a whole.',
      handle: async () => tagged(await store.lineSettings()),
    }),
    route({
      ...shared,
      method: 'put',
      name: 'setLine',
      summary: "Sets it. The operators' number may not be one that callers call.",
      body: lineSchema,
      problems: [412],
      async handle({ body, caller, req }) {
        await settleSetting(store, async (write) => {
          const before = await store.lineSettings();
          mustBeAsSeen(req, entityTag(before));
          await mustNotBeCalled(body, store, phoneNumber);
          const who = { by: caller().operator.name, at: clock.now() };
          const change = onRecord({ kind: 'line', id: '' }, who, { before, after: body });
          return (await store.putLineSettings(body, { ...write, ...change })) || null;
        });
        return tagged(body);
      },
    }),
  ];
}

/** A number leads to a queue or to the operators' entrance. */
async function mustNotBeCalled(
  { operatorNumber }: LineSettings,
  store: Store,
  phoneNumber: string,
): Promise<void> {
  if (operatorNumber === null) return;
  if (operatorNumber === phoneNumber)
    throw invalid([{ field: 'operatorNumber', message: 'is the number that callers call' }]);
  const queue = (await store.queues()).find(({ numbers }) => numbers.includes(operatorNumber));
  if (queue !== undefined)
    throw invalid([{ field: 'operatorNumber', message: `leads to the queue ${queue.id} already` }]);
}
