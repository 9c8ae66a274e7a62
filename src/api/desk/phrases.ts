import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { NOTE_KEPT_MS } from '../../store/retention.ts';
import type { Phrase, Store } from '../../store/store.ts';
import { recordingBody, type Route, route, spokenText } from '../contract.ts';
import { keepRecording } from '../contacts/notes.ts';
import { ownVoiceSchema, ownVoiceView } from './own-voice.ts';
import { conflict, invalid, notFound } from '../problems.ts';

const MOST_PHRASES = 30;

const phraseSchema = z.strictObject({
  id: z.string(),
  language: z.string(),
  text: z.string(),
  ownVoice: ownVoiceSchema,
});

const phrasesSchema = z.strictObject({
  phrases: z.array(phraseSchema),
  languages: z.array(z.string()).describe('In which there can be phrases.'),
  most: z.int().describe('How many there can be.'),
});

const adding = z.strictObject({
  language: z.string({ error: 'must be a language that has a voice script' }),
  text: spokenText(1, 140),
});

/** What an operator says often, in their own list: sent to a held caller with one key. */
export function phraseRoutes(parts: { store: Store; clock: Clock; languages: readonly string[] }): Route[] {
  const { store, clock, languages } = parts;

  async function phraseOf(operator: string, id: string | undefined): Promise<Phrase> {
    const phrase = (await store.phrases(operator)).find((one) => one.id === id);
    if (phrase === undefined) throw notFound('You have no such phrase.');
    return phrase;
  }

  return [
    route({
      method: 'get',
      path: '/me/phrases',
      name: 'listPhrases',
      summary: 'Your own phrases, earliest first.',
      access: 'operator',
      success: { status: 200, body: phrasesSchema },
      async handle({ caller }) {
        const phrases = await store.phrases(caller().operator.name);
        return { body: { phrases: phrases.map(phraseView), languages: [...languages], most: MOST_PHRASES } };
      },
    }),
    route({
      method: 'post',
      path: '/me/phrases',
      name: 'addPhrase',
      summary: `Adds a phrase to your own; ${MOST_PHRASES} at most.`,
      access: 'operator',
      body: adding,
      success: { status: 201, body: phraseSchema },
      problems: [409],
      async handle({ body, caller }) {
        const { name } = caller().operator;
        if (!languages.includes(body.language)) {
          const message = `has no voice script; there are ${languages.join(', ')}`;
          throw invalid([{ field: 'language', message }]);
        }
        if ((await store.phrases(name)).length >= MOST_PHRASES)
          throw conflict('full', `You have ${MOST_PHRASES} phrases already. Delete one first.`);
        const phrase: Phrase = { id: randomUUID(), ...body, clip: null, addedAt: clock.now() };
        await store.putPhrase(name, phrase);
        return { body: phraseView(phrase) };
      },
    }),
    route({
      method: 'put',
      path: '/me/phrases/{id}/voice',
      name: 'recordPhrase',
      summary: 'The phrase in your own voice, from now on played in the place of the machine.',
      access: 'operator',
      accepts: 'audio/wav',
      body: recordingBody,
      success: { status: 200, body: phraseSchema },
      problems: [404],
      async handle({ body, params, caller }) {
        const { name } = caller().operator;
        const phrase = await phraseOf(name, params['id']);
        const clip = await keepRecording(store, body);
        const recorded: Phrase = { ...phrase, clip };
        await store.putPhrase(name, recorded);
        // Only now for good: of a phrase that could not be stored nothing stays.
        await store.putClip(clip.name, body, null);
        await forgetRecording(store, phrase);
        return { body: phraseView(recorded) };
      },
    }),
    route({
      method: 'delete',
      path: '/me/phrases/{id}',
      name: 'deletePhrase',
      summary: 'Deletes one of your phrases, and its recording as soon as no call can be about to play it.',
      access: 'operator',
      success: { status: 204, body: null },
      problems: [404],
      async handle({ params, caller }) {
        const { name } = caller().operator;
        await removePhrase(store, name, await phraseOf(name, params['id']));
        return { body: null };
      },
    }),
  ];
}

/** Deletes the phrases of an operator who is no more. */
export async function forgetPhrases(store: Store, operator: string): Promise<void> {
  for (const phrase of await store.phrases(operator)) await removePhrase(store, operator, phrase);
}

async function removePhrase(store: Store, operator: string, phrase: Phrase): Promise<void> {
  await store.deletePhrase(operator, phrase.id);
  await forgetRecording(store, phrase);
}

/** A held caller may be about to hear it. */
async function forgetRecording(store: Store, { clip }: Phrase): Promise<void> {
  if (clip !== null) await store.forgetClip(clip.name, NOTE_KEPT_MS);
}

function phraseView({ id, language, text, clip }: Phrase): z.infer<typeof phraseSchema> {
  return { id, language, text, ownVoice: clip === null ? null : ownVoiceView(clip) };
}
