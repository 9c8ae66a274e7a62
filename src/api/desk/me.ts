import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { Contact } from '../../contact/contact.ts';
import { MOST_SERVED, type Store } from '../../store/store.ts';
import { contactSchema, contactView } from '../contacts/contact-view.ts';
import { type Route, route } from '../contract.ts';
import { mayPick } from './desk.ts';
import { deskStatus, myDeskSchema } from './desk-view.ts';
import { type BrowserPhones, clientOf } from './phone.ts';
import { whoSchema } from '../access/session.ts';

/** Who I am, my desk, and the contacts that are mine. */
export function meRoutes(parts: { store: Store; clock: Clock; browserPhones: BrowserPhones }): Route[] {
  const { store, clock, browserPhones } = parts;
  return [
    route({
      method: 'get',
      path: '/me',
      name: 'me',
      summary: 'Who is signed in, their desk, and the contacts that they have now.',
      access: 'signed-in',
      success: {
        status: 200,
        body: whoSchema.extend({
          queues: z.array(z.string()).describe('Which they serve, or supervise.'),
          mayPick: z.boolean().describe('Whether they may choose whom they take next.'),
          mostHeld: z.int().describe('How many callers they may have on hold at once.'),
          browserPhone: z
            .boolean()
            .describe('Whether a browser can be their phone: POST /api/phone/token tells how.'),
          desk: myDeskSchema.nullable(),
          contacts: z.array(contactSchema),
        }),
      },
      async handle({ caller }) {
        const { operator } = caller();
        const { name, displayName, roles, queues } = operator;
        const [desk, served] = await Promise.all([store.readDesk(name), store.served(MOST_SERVED)]);
        const now = clock.now();
        const mine = served.filter((contact) => serverOf(contact) === name);
        const positions = await Promise.all(
          mine.map(async ({ id, queueId, status }) =>
            status === 'offered' ? (await store.readContact(id, queueId)).position : null,
          ),
        );
        return {
          body: {
            name,
            displayName,
            roles,
            queues,
            mayPick: mayPick(operator),
            mostHeld: operator.mostHeld ?? 1,
            browserPhone: browserPhones !== null && clientOf(operator) !== null,
            desk: desk === null ? null : { status: deskStatus(desk), mode: desk.mode },
            contacts: mine.map((contact, i) => contactView(contact, positions[i] ?? null, now)),
          },
        };
      },
    }),
  ];
}

function serverOf(contact: Contact): string | null {
  return 'server' in contact ? contact.server.operator : null;
}
