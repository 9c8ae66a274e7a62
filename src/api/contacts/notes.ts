import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { checkNote, type NoteFault } from '../../audio/voice-note.ts';
import type { Clock } from '../../clock.ts';
import type { ContactEvent } from '../../contact/contact-event.ts';
import { NOTE_KEPT_MS } from '../../store/retention.ts';
import type { Phrase, Store } from '../../store/store.ts';
import type { Outcome, Switchboard } from '../../switchboard/switchboard.ts';
import type { Clip } from '../../voice-script/clip.ts';
import { contactSchema } from './contact-view.ts';
import { recordingBody, type Route, route, spokenText } from '../contract.ts';
import { committedContact } from './outcome.ts';
import { invalid } from '../problems.ts';

const now = z.boolean({ error: 'must be true or false' }).default(false);
const noting = z
  .strictObject({
    text: spokenText(1, 280).optional(),
    phraseId: z.string({ error: 'must be the id of one of your phrases' }).optional(),
    now,
  })
  .refine((note) => (note.text === undefined) !== (note.phraseId === undefined), {
    path: ['text'],
    error: 'is needed, or a phraseId in its place',
  });
const when = z.strictObject({
  now: z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .default('false')
    .meta({ description: 'Played at once instead of at the next check-in.' }),
});

const FAULTS: Readonly<Record<NoteFault, string>> = {
  'not-phone-wav': 'must be a WAV file of mu-law, 8,000 samples a second, one channel',
  'too-short': 'is too short: half a second at least',
  'too-long': 'is too long: ten seconds at most',
  silent: 'is nearly silent: come closer to the microphone, or choose another one',
  clipped: 'is distorted: speak softer, or further from the microphone',
  'too-loud': 'is too loud: speak softer, or further from the microphone',
};

/** News of an operator for a caller on hold: typed, one of their phrases, or in their own voice. */
export function noteRoutes(parts: { store: Store; switchboard: Switchboard; clock: Clock }): Route[] {
  const { store, switchboard, clock } = parts;
  const command = {
    access: 'operator',
    success: { status: 200, body: contactSchema },
    problems: [404, 409],
  } as const;
  const shown = async (outcome: Outcome) => ({
    body: await committedContact(outcome, { store, now: clock.now() }),
  });
  const tell = async (id: string | undefined, event: ContactEvent) =>
    shown(await switchboard.tellContact(id ?? '', event));

  return [
    route({
      ...command,
      method: 'post',
      path: '/contacts/{id}/note',
      name: 'leaveNote',
      summary:
        'News that the next check-in tells, with `now` at once: typed, or one of your phrases, which is played where you have recorded it.',
      body: noting,
      async handle({ body, params, caller }) {
        const operator = caller().operator.name;
        const { text, clip } =
          body.phraseId === undefined
            ? { text: body.text ?? '', clip: null }
            : await phraseOf(store, operator, body.phraseId);
        const played = clip === null ? {} : { clip };
        return tell(params['id'], { type: 'note', operator, text, now: body.now, ...played });
      },
    }),
    route({
      ...command,
      method: 'post',
      path: '/contacts/{id}/voice-note',
      name: 'leaveVoiceNote',
      summary:
        'News in your own voice, played in the place of the machine: a WAV file of mu-law, 8 kHz, mono, half a second to ten.',
      accepts: 'audio/wav',
      query: when,
      body: recordingBody,
      async handle({ body, query, params, caller }) {
        const clip = await keepRecording(store, body);
        const operator = caller().operator.name;
        const note = { type: 'note', operator, text: '', now: query.now === 'true', clip } as const;
        const outcome = await switchboard.tellContact(params['id'] ?? '', note);
        if (outcome.kind === 'refused') await store.forgetClip(clip.name, 0);
        return shown(outcome);
      },
    }),
    route({
      ...command,
      method: 'delete',
      path: '/contacts/{id}/note',
      name: 'takeBackNote',
      summary: 'Takes the latest news back; 409 where it has been told, or is on its way.',
      handle: ({ params, caller }) =>
        tell(params['id'], { type: 'take-back-note', operator: caller().operator.name }),
    }),
  ];
}

/**
 * Checks a recording and keeps it for as long as a call may play it, under a name that nobody can guess. Throws 422 where
 * it may not be played.
 */
export async function keepRecording(store: Store, bytes: Uint8Array): Promise<Clip> {
  const checked = checkNote(bytes);
  if ('fault' in checked) throw invalid([{ field: 'recording', message: FAULTS[checked.fault] }]);
  const name = randomUUID();
  await store.putClip(name, bytes, NOTE_KEPT_MS);
  return { name, durationMs: checked.durationMs };
}

async function phraseOf(store: Store, operator: string, id: string): Promise<Phrase> {
  const phrase = (await store.phrases(operator)).find((one) => one.id === id);
  if (phrase === undefined)
    throw invalid([{ field: 'phraseId', message: 'is not the id of one of your phrases' }]);
  return phrase;
}
