import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { loudnessOf } from '../../src/audio/loudness.ts';
import { fromMuLaw } from '../../src/audio/mu-law.ts';
import { readWav } from '../../src/audio/wav.ts';
import type { FakeApi } from './fake-api.ts';
import { deskOf, held, inSeconds } from './fake-state.ts';
import type { PageOpener } from './open-page.ts';

/** Notes in the operator's own voice, by the browser's false microphone, in which somebody always speaks. */
export function voiceSuite(opener: PageOpener): void {
  const holding = () =>
    opener.open(({ state }) => {
      state.contacts.set('c1', held('c1', {}, { nextCheckInAt: inSeconds(40) }));
      state.desks.set('anna', deskOf('holding'));
    });

  it('given the key V, records; given it again, sends at an even loudness, with Shift to be played at once; given U, takes it back', async () => {
    const { page, fake } = await holding();
    await page.getByText('to next check-in').waitFor();
    await page.keyboard.press('v');
    await spoken(page);
    await page.keyboard.press('v');
    await page.getByText(/^Will be played at the next check-in \(in 0:3\d\)$/).waitFor();
    const [sent] = fake.made;
    expect(sent?.call).toBe('POST /api/contacts/c1/voice-note');
    const wav = readWav(sent?.body as Uint8Array);
    const { speechDb, fullScaleShare } = loudnessOf(fromMuLaw(wav?.data ?? new Uint8Array()), 8_000);
    expect(Math.abs(speechDb + 20)).toBeLessThan(2);
    expect(fullScaleShare).toBe(0);
    await page.keyboard.press('u');
    await page.getByText('Will be played').waitFor({ state: 'detached' });
    expect(fake.made.map(({ call }) => call).slice(1)).toEqual(['DELETE /api/contacts/c1/note']);
    await expect.poll(() => page.getByRole('button', { name: 'Say it yourself' }).isEnabled()).toBe(true);
    await page.keyboard.press('v');
    await spoken(page);
    const atOnce = page.waitForRequest((asked) =>
      asked.url().endsWith('/api/contacts/c1/voice-note?now=true'),
    );
    await page.keyboard.press('Shift+V');
    await atOnce;
  });

  it('given a recording that is discarded, or too short, sends nothing and says why', async () => {
    const { page, fake } = await holding();
    await page.getByText('to next check-in').waitFor();
    await page.keyboard.press('v');
    await page.getByText('Speak now').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Speak now').waitFor({ state: 'detached' });
    await page.keyboard.press('v');
    await page.getByText('Speak now').waitFor();
    await page.keyboard.press('v');
    await page
      .getByRole('alert')
      .getByText(/^(Too short|Nearly silent)/)
      .waitFor();
    expect(fake.made).toEqual([]);
  });

  it('given no leave to use the microphone, says so, and the typed word remains', async () => {
    const { page, fake } = await holding();
    await page.getByText('to next check-in').waitFor();
    await page.evaluate(
      `navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))`,
    );
    await page.keyboard.press('v');
    await page.getByRole('alert').getByText('may not use the microphone').waitFor();
    await page.keyboard.press('m');
    await page.keyboard.type('found it');
    await page.keyboard.press('Enter');
    await page.getByText('Will be spoken at the next check-in').waitFor();
    expect(fake.made.map(({ call }) => call)).toEqual(['POST /api/contacts/c1/note']);
    await page.reload();
  });

  it('given phrases, a number key sends the one of the caller’s language; they are added, recorded and deleted in a dialog', async () => {
    const { page, fake } = await opener.open((fresh) => {
      arrangePhrases(fresh);
      fresh.state.contacts.set('c1', held('c1', {}, { nextCheckInAt: inSeconds(40) }));
      fresh.state.desks.set('anna', deskOf('holding'));
    });
    await page.getByRole('button', { name: 'still on it' }).waitFor();
    await page.keyboard.press('1');
    await page.getByText('Will be spoken at the next check-in').waitFor();
    expect(fake.made.at(-1)?.body).toEqual({ phraseId: 'p2' });
    await page.getByRole('button', { name: 'My phrases' }).last().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Phrase').fill('nearly there');
    await dialog.getByLabel('Language').selectOption('ru');
    await dialog.getByRole('button', { name: 'Add' }).click();
    await dialog.getByRole('button', { name: 'Record: nearly there' }).click();
    await spoken(page);
    await dialog.getByRole('button', { name: 'Stop' }).click();
    await dialog.getByRole('button', { name: 'Listen to “nearly there”' }).waitFor();
    await dialog.getByRole('button', { name: 'Delete “still on it”' }).click();
    await dialog.getByText('still on it').waitFor({ state: 'detached' });
    expect(fake.made.map(({ call }) => call)).toEqual([
      'POST /api/contacts/c1/note',
      'POST /api/me/phrases',
      'PUT /api/me/phrases/p3/voice',
      'DELETE /api/me/phrases/p2',
    ]);
  });
}

/** Two phrases, one in each language. */
export function arrangePhrases({ state }: FakeApi): void {
  state.phrases = [
    {
      id: 'p1',
      language: 'ru',
      text: 'ещё занимаюсь',
      ownVoice: { url: '/media/notes/x.wav', seconds: 2.1 },
    },
    { id: 'p2', language: 'en', text: 'still on it', ownVoice: null },
  ];
}

/** A second has been recorded: three were to go, and two are. */
async function spoken(page: Page): Promise<void> {
  await page.getByText('Speak now').waitFor();
  await page.getByText('2', { exact: true }).waitFor();
}
