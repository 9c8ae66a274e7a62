import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { Operator } from '../../store/store.ts';
import { isoTime, type Route, route } from '../contract.ts';
import { conflict, Problem } from '../problems.ts';

/** What makes a browser an operator's phone; null where nothing does. */
export type BrowserPhones =
  | { kind: 'twilio'; token: (identity: string, ttlSeconds: number) => string }
  /** The emulator's phones, at its `url`. */
  | { kind: 'stand-in'; url: string }
  | null;

/** Long enough that a renewal may fail for minutes, short enough for who signs out or is dismissed. */
const TOKEN_SECONDS = 3_600;
const CLIENT = 'client:';

const phoneSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('twilio'),
      identity: z.string(),
      token: z.string().describe("For Twilio's voice SDK. It lets the browser be called, and nothing else."),
      expiresAt: z.iso.datetime(),
    }),
    z.strictObject({ kind: z.literal('stand-in'), identity: z.string(), url: z.string() }),
  ])
  .describe('How this browser becomes the phone of the operator who is signed in');

/** The operator's name as a client of the phone network; null where their phone on file is no browser. */
export function clientOf({ address }: Operator): string | null {
  return address?.startsWith(CLIENT) === true ? address.slice(CLIENT.length) : null;
}

/** The browser as an operator's phone. */
export function phoneRoutes(parts: { browserPhones: BrowserPhones; clock: Clock }): Route[] {
  const { browserPhones, clock } = parts;
  return [
    route({
      method: 'post',
      path: '/phone/token',
      name: 'phoneToken',
      summary:
        'What a page needs to be the phone of who is signed in, where theirs on file is client:NAME. 404 where browsers are not set up ' +
        'as phones, 409 where the phone on file is another.',
      access: 'operator',
      success: { status: 200, body: phoneSchema },
      problems: [404, 409],
      async handle({ caller }) {
        if (browserPhones === null) {
          throw new Problem(404, {
            code: 'no-browser-phones',
            detail: 'Browsers are not set up as phones here: TWILIO_API_KEY_SID is not set.',
          });
        }
        const identity = clientOf(caller().operator);
        if (identity === null) {
          throw conflict(
            'not-a-browser',
            'Your phone on file is no browser. An admin can set it to client:NAME.',
          );
        }
        if (browserPhones.kind === 'stand-in') return { body: { ...browserPhones, identity } };
        const expiresAt = isoTime(clock.now() + TOKEN_SECONDS * 1_000);
        const token = browserPhones.token(identity, TOKEN_SECONDS);
        return { body: { kind: 'twilio', identity, token, expiresAt } };
      },
    }),
  ];
}
