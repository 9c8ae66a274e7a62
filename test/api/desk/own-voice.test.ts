import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StoreUnavailable } from '../../../src/store/store.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';
import { voiceWav } from '../../support/voice.ts';

let house: TestApp;
let anna: string;
beforeEach(async () => {
  house = await startTestApp();
  anna = await house.personSignedIn('anna', ['operator']);
});
afterEach(() => house.close());

const send = (method: 'get' | 'post' | 'put' | 'delete', path: string, body?: unknown, cookie = anna) => {
  const call = request(house.app)[method];
  return call(`/api${path}`)
    .set('Cookie', cookie)
    .send(body as object);
};
const record = (path: string, wav = voiceWav(2.4, -20), cookie = anna) => {
  const call = request(house.app)[path.endsWith('/voice') ? 'put' : 'post'];
  return call(`/api${path}`).set('Cookie', cookie).set('Content-Type', 'audio/wav').send(Buffer.from(wav));
};
const clipNamed = (url: string) => house.store.clip(url.replace('/media/notes/', '').replace('.wav', ''));

async function holding(): Promise<void> {
  await house.arrives('c1');
  await house.deskOpens('anna');
  await house.passes(3000);
  await send('post', '/desk/take', {}).expect(200);
  await house.legsMeet('anna', 'c1');
  await send('post', '/contacts/c1/hold', { backInSeconds: 120 }).expect(200);
}

describe('A note in own voice', () => {
  it('is kept and shown until it is told, and taken back until then', async () => {
    await holding();
    const wav = voiceWav(2.4, -20);
    const { body } = await record('/contacts/c1/voice-note', wav).expect(200);
    const { note } = (body as { hold: { note: { ownVoice: { url: string } } } }).hold;
    expect(note).toMatchObject({ text: '', told: false, ownVoice: { seconds: 2.4 } });
    expect(note.ownVoice.url).toMatch(/^\/media\/notes\/[\w-]{36}\.wav$/);
    expect(Buffer.from((await clipNamed(note.ownVoice.url)) ?? [])).toStrictEqual(Buffer.from(wav));
    const back = await send('delete', '/contacts/c1/note').expect(200);
    expect(back.body).toMatchObject({ hold: { note: null } });
    expect((await send('delete', '/contacts/c1/note').expect(409)).body).toMatchObject({ code: 'state' });
  });

  it('is refused with a plain word', async () => {
    await holding();
    const said = async (wav: Uint8Array) =>
      (await record('/contacts/c1/voice-note', wav).expect(422)).body as object;
    expect(await said(voiceWav(3, -60))).toMatchObject({
      code: 'invalid',
      errors: [
        {
          field: 'recording',
          message: 'is nearly silent: come closer to the microphone, or choose another one',
        },
      ],
    });
    expect(await said(voiceWav(3, 3))).toMatchObject({ detail: expect.stringContaining('is distorted') });
    expect(await said(voiceWav(0.3, -20))).toMatchObject({ detail: expect.stringContaining('too short') });
    expect(await said(new Uint8Array(5_000))).toMatchObject({ detail: expect.stringContaining('WAV file') });
    await record('/contacts/c1/voice-note', new Uint8Array(0)).expect(422);
    expect((await record('/contacts/c1/voice-note', new Uint8Array(110_000)).expect(413)).body).toMatchObject(
      { detail: 'The body is larger than 100 KiB.' },
    );
    await send('post', '/contacts/c1/voice-note', { text: 'x' }).expect(415);
    await record('/contacts/c1/note').expect(415);
    await record('/contacts/c1/voice-note?now=maybe').expect(422);
  });

  it('is for who serves the caller', async () => {
    const boris = await house.personSignedIn('boris', ['operator']);
    await holding();
    const kept = vi.spyOn(house.store, 'putClip');
    const statuses = [
      await record('/contacts/c1/voice-note', voiceWav(1, -20), boris),
      await send('delete', '/contacts/c1/note', undefined, boris),
      await record('/contacts/c2/voice-note'),
    ].map(({ status }) => status);
    expect(statuses).toStrictEqual([403, 403, 404]);
    // What was refused lies nowhere.
    const names = kept.mock.calls.map(([name]) => name);
    expect(await Promise.all(names.map((name) => house.store.clip(name)))).toStrictEqual([null, null]);
  });
});

describe('Phrases', () => {
  it('are an operator’s own: added, recorded, sent to a caller, deleted', async () => {
    await holding();
    const { body: phrase } = await send('post', '/me/phrases', {
      language: 'en',
      text: 'Still on it',
    }).expect(201);
    expect(phrase).toMatchObject({ language: 'en', text: 'Still on it', ownVoice: null });
    const { id } = phrase as { id: string };
    await send('post', '/contacts/c1/note', { phraseId: id }).expect(200);
    const recorded = await record(`/me/phrases/${id}/voice`).expect(200);
    const { url } = (recorded.body as { ownVoice: { url: string } }).ownVoice;
    expect((await send('get', '/me/phrases').expect(200)).body).toStrictEqual({
      phrases: [recorded.body],
      languages: ['de', 'en', 'ru'],
      most: 30,
    });
    const sent = await send('post', '/contacts/c1/note', { phraseId: id, now: true }).expect(200);
    expect(sent.body).toMatchObject({
      hold: { note: { text: 'Still on it', ownVoice: { url, seconds: 2.4 } } },
    });
    await send('delete', `/me/phrases/${id}`).expect(204);
    await send('delete', `/me/phrases/${id}`).expect(404);
    expect((await send('get', '/me/phrases').expect(200)).body).toMatchObject({ phrases: [] });
    // The caller may be about to hear it.
    expect(await clipNamed(url)).not.toBeNull();
    await house.passes(6 * 3_600_000 + 1);
    expect(await clipNamed(url)).toBeNull();
  });

  it('leave no recording behind where they could not be stored', async () => {
    await send('post', '/me/phrases', { language: 'en', text: 'Still on it' }).expect(201);
    const [phrase] = await house.store.phrases('anna');
    const kept = vi.spyOn(house.store, 'putClip');
    vi.spyOn(house.store, 'putPhrase').mockRejectedValueOnce(
      new StoreUnavailable('Failed to store a phrase.'),
    );
    await record(`/me/phrases/${phrase?.id}/voice`).expect(503);
    expect(kept).toHaveBeenCalledOnce();
    const name = kept.mock.calls[0]?.[0] ?? '';
    const recorded = await record(`/me/phrases/${phrase?.id}/voice`).expect(200);
    await house.passes(6 * 3_600_000 + 1);
    expect(await house.store.clip(name)).toBeNull();
    expect(await clipNamed((recorded.body as { ownVoice: { url: string } }).ownVoice.url)).not.toBeNull();
  });

  it('have limits, and are nobody else’s', async () => {
    const fields = async (body: object) =>
      (
        (await send('post', '/me/phrases', body).expect(422)).body as { errors: { field: string }[] }
      ).errors.map(({ field }) => field);
    expect(await fields({ language: 'xx', text: 'x' })).toStrictEqual(['language']);
    expect(await fields({ language: 'en', text: 'x'.repeat(141) })).toStrictEqual(['text']);
    for (let n = 0; n < 30; n++)
      await send('post', '/me/phrases', { language: 'ru', text: `${n}` }).expect(201);
    await send('post', '/me/phrases', { language: 'en', text: 'x' }).expect(409);
    const [first] = await house.store.phrases('anna');
    const boris = await house.personSignedIn('boris', ['operator']);
    expect((await send('get', '/me/phrases', undefined, boris).expect(200)).body).toMatchObject({
      phrases: [],
    });
    await send('delete', `/me/phrases/${first?.id}`, undefined, boris).expect(404);
    await send('post', '/contacts/c1/note', { phraseId: first?.id }, boris).expect(422);
    await send('post', '/contacts/c1/note', { phraseId: first?.id, text: 'x' }).expect(422);
  });

  it('go with the operator', async () => {
    await send('post', '/me/phrases', { language: 'en', text: 'x' }).expect(201);
    const chief = await house.personSignedIn('chief', ['admin']);
    await send('delete', '/operators/anna', undefined, chief).expect(204);
    expect(await house.store.phrases('anna')).toStrictEqual([]);
  });
});
