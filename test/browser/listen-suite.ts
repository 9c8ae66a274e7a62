import { expect, it } from 'vitest';
import type { FakeApi } from './fake-api.ts';
import { ANNA, caller, deskOf, inSeconds } from './fake-state.ts';
import type { PageOpener } from './open-page.ts';

/** Anna is a supervisor; Ben and Cleo talk. */
export function twoTalks({ state }: FakeApi): void {
  state.signedIn = { ...ANNA, roles: ['supervisor'] };
  state.desks.set('anna', deskOf('free', { mode: 'manual' }));
  for (const displayName of ['Ben', 'Cleo']) {
    const operator = displayName.toLowerCase();
    const contactId = `of-${operator}`;
    state.contacts.set(
      contactId,
      caller(contactId, { status: 'connected', operator, position: null, nextCheckInAt: null }),
    );
    state.desks.set(operator, deskOf('talking', { operator, displayName, contactId }));
  }
}

/** Anna talks, and Vera, a supervisor, whispers to her. */
export function whisperedTo({ state }: FakeApi): void {
  const since = inSeconds(-20);
  state.timeline = [
    { at: since, kind: 'listened', data: { operator: 'vera', mode: 'listen', seconds: 42 } },
    { at: since, kind: 'listening', data: { operator: 'vera', mode: 'whisper' } },
    { at: since, kind: 'words-deleted', data: { operator: 'vera' } },
  ];
  const listener = { operator: 'vera', mode: 'whisper', state: 'in', since } as const;
  state.contacts.set(
    'm',
    caller('m', { status: 'connected', operator: 'anna', position: null, nextCheckInAt: null, listener }),
  );
  state.desks.set('anna', deskOf('talking', { contactId: 'm' }));
  state.desks.set('vera', deskOf('away', { operator: 'vera', displayName: 'Vera', listensTo: 'm' }));
}

export function listenSuite(opener: PageOpener): void {
  it('given talks, a supervisor listens, whispers, barges in and leaves by keys, and is told who hears them', async () => {
    const { page, fake } = await opener.open(twoTalks);
    await page.getByRole('button', { name: 'Listen to Ben’s call' }).waitFor();
    await page.keyboard.press('l');
    await page.keyboard.press('l');
    const cleo = page.getByRole('button', { name: 'Listen to Cleo’s call' });
    expect(await cleo.evaluate('document.activeElement.getAttribute("aria-label")')).toContain('Cleo');
    await page.keyboard.press('Enter');
    const bar = page.getByRole('region', { name: 'Listening in' });
    await bar.getByText('You hear both. Nobody hears you.').waitFor();
    await page.getByText('You take no callers meanwhile.').waitFor();
    expect(await page.getByRole('radiogroup', { name: 'Why you are away' }).count()).toBe(0);
    // One talk at a time.
    expect(await page.getByRole('button', { name: 'Listen to Ben’s call' }).count()).toBe(0);
    await page.keyboard.press('w');
    await bar.getByText('Cleo hears you, the caller does not.').waitFor();
    expect(await bar.getByRole('button', { name: 'Whisper' }).getAttribute('aria-pressed')).toBe('true');
    await bar.getByRole('button', { name: 'Barge in' }).click();
    await bar.getByText('Both hear you.').waitFor();
    await page.keyboard.press('x');
    await bar.waitFor({ state: 'detached' });
    expect(fake.made).toEqual([
      { call: 'POST /api/contacts/of-cleo/listen', body: { mode: 'listen' } },
      { call: 'POST /api/contacts/of-cleo/listen', body: { mode: 'whisper' } },
      { call: 'POST /api/contacts/of-cleo/listen', body: { mode: 'barge' } },
      { call: 'DELETE /api/contacts/of-cleo/listen', body: {} },
    ]);
  });

  it('given a refusal, says why at the desk that it is about', async () => {
    const { page, fake } = await opener.open(twoTalks);
    fake.refuseNext('POST /api/contacts/of-ben/listen', { status: 409, code: 'taken' });
    await page.getByRole('button', { name: 'Listen to Ben’s call' }).click();
    await page.getByRole('alert').getByText('A colleague listens to this call already.').waitFor();
    expect(await page.getByRole('region', { name: 'Listening in' }).count()).toBe(0);
  });

  it('given a phone that rings, a hold, and the end of the call, tells the supervisor so', async () => {
    const { page, fake } = await opener.open((one) => {
      twoTalks(one);
      one.state.desks.set('anna', deskOf('ringing', { listensTo: 'of-ben' }));
      const listener = { operator: 'anna', mode: 'listen', state: 'coming', since: inSeconds(0) } as const;
      one.state.contacts.set('of-ben', { ...ben(one), listener });
    });
    const bar = page.getByRole('region', { name: 'Listening in' });
    await bar.getByText('answer and press a key').waitFor();
    fake.showDesk(deskOf('away', { listensTo: 'of-ben' }));
    const listener = { operator: 'anna', mode: 'listen', state: 'waiting', since: inSeconds(0) } as const;
    fake.showContact({ ...ben(fake), status: 'held', listener });
    await bar.getByText('You hear the call when it goes on.').waitFor();
    fake.showContact({ ...ben(fake), status: 'ended', operator: null, listener: null });
    await bar.getByText('The call is over.').waitFor();
    expect(await bar.getByRole('button').count()).toBe(0);
    fake.showDesk(deskOf('free'));
    await bar.waitFor({ state: 'detached' });
  });

  it('given a supervisor in their call, an operator is told at once, and sees it in the record', async () => {
    const { page, fake } = await opener.open(whisperedTo);
    await page.getByText('Vera whispers to you. The caller does not hear it.').waitFor();
    await page.getByText('Supervisor was in the call: Vera, listening, 0:42').waitFor();
    await page.getByText('Words deleted by Vera').waitFor();
    const listener = { operator: 'vera', mode: 'barge', state: 'in', since: inSeconds(0) } as const;
    const contact = fake.state.contacts.get('m');
    if (contact !== undefined) fake.showContact({ ...contact, listener });
    await page.getByText('Vera is in this call. The caller hears them.').waitFor();
    expect(await page.getByRole('region', { name: 'Listening in' }).count()).toBe(0);
  });
}

function ben({ state }: FakeApi) {
  return state.contacts.get('of-ben') ?? caller('of-ben');
}
