import { expect, it } from 'vitest';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import type { FakeApi } from './fake-api.ts';
import { ANNA, caller, deskOf, held, inSeconds } from './fake-state.ts';
import type { PageOpener } from './open-page.ts';

const OUTCOMES = [
  { id: 'solved', label: 'Solved' },
  { id: 'parcel', label: 'Parcel sent again' },
  { id: 'open', label: 'Still open' },
];

/** Anna may have three on hold and choose whom she takes; two are on hold, the later one due first, one call is just over. */
export function severalHeld({ state }: FakeApi): void {
  state.signedIn = { ...ANNA, mayPick: true, mostHeld: 3 };
  state.queues.set('support', { ...defaultQueueSettings('support', 'Support'), outcomes: OUTCOMES });
  const answer = { answer: 'come-back', at: inSeconds(-30) } as const;
  const hold = (seconds: number, reason: string) => ({ since: inSeconds(-seconds), reason });
  state.contacts.set(
    'h1',
    held('h1', { ...hold(90, 'asking a colleague'), lastAnswer: answer }, { nextCheckInAt: inSeconds(50) }),
  );
  state.contacts.set(
    'h2',
    held('h2', hold(30, 'looking that up'), { from: '+49•••••••12', nextCheckInAt: inSeconds(15) }),
  );
  state.contacts.set('w1', caller('w1', { waitedSeconds: 60 }));
  state.contacts.set('w2', caller('w2', { from: '+1•••••••89', waitedSeconds: 40 }));
  state.contacts.set('over', caller('over', { status: 'feedback', from: '+1•••••••33' }));
  state.desks.set('anna', deskOf('holding', { contactId: 'h2', held: ['h1', 'h2'], lastContactId: 'over' }));
}

export function severalSuite(opener: PageOpener): void {
  it('given two on hold, shows a ring for each, who is due first in front; keys and clicks choose whose card is shown', async () => {
    const { page, fake } = await opener.open(severalHeld);
    const rings = page.getByRole('region', { name: 'Your callers' });
    await rings.getByText('On hold, 1').waitFor();
    const tiles = rings.getByRole('listitem');
    expect((await tiles.allTextContents()).map((text) => /On hold, \d/.exec(text)?.[0])).toEqual([
      'On hold, 2',
      'On hold, 1',
    ]);
    const card = page.getByRole('article');
    await card.getByText('+49•••••••12').waitFor();
    await page.keyboard.press('Shift+Digit1');
    await card.getByText('asking a colleague').waitFor();
    await page.keyboard.press('r');
    await expect.poll(() => fake.made.at(-1)?.call).toBe('POST /api/contacts/h1/return');
    await card.getByText('Talk time').waitFor();
    await tiles.filter({ hasText: 'looking that up' }).getByRole('button').click();
    await card.getByText('+49•••••••12').waitFor();
  });

  it('given leave for several, the desk opens for callers also while others are on hold', async () => {
    const { page, fake } = await opener.open(({ state }) => {
      state.signedIn = { ...ANNA, mostHeld: 3 };
    });
    await page.getByRole('button', { name: 'Open desk' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: 'Also while I have callers on hold' }).check();
    await dialog.getByRole('button', { name: 'Open desk' }).click();
    await expect
      .poll(() => fake.made.at(-1)?.body)
      .toEqual({ mode: 'auto', leg: 'open-line', offersMore: true });
  });

  it('given room for one more, takes the next by N, or a particular one by its button', async () => {
    const { page, fake } = await opener.open(severalHeld);
    await page.getByRole('button', { name: 'Take +1•••••••89' }).click();
    await expect.poll(() => fake.made).toEqual([{ call: 'POST /api/desk/take', body: { contactId: 'w2' } }]);
    await page.getByRole('article').getByText('Talk time').waitFor();
    expect(await page.getByRole('button', { name: /^Take \+/ }).count()).toBe(0);
  });

  it('given a colleague who was faster with a caller, says so, and a double click asks once', async () => {
    const { page, fake } = await opener.open(severalHeld);
    const gate = fake.hold('POST /api/desk/take');
    fake.refuseNext('POST /api/desk/take', { status: 409, code: 'taken', state: 'offered', detail: 'x' });
    await page.getByRole('button', { name: 'Take +1•••••••89' }).dblclick();
    gate.release();
    await page.getByRole('alert').getByText('A colleague was faster: this caller has been taken.').waitFor();
    expect(fake.made).toEqual([{ call: 'POST /api/desk/take', body: { contactId: 'w2' } }]);
  });

  it('given a call that is over, keeps what came of it by number key, and another choice after it', async () => {
    const { page, fake } = await opener.open(severalHeld);
    await page.getByText('Solved').waitFor();
    await page.keyboard.press('2');
    await page.getByText('Kept. Another choice takes its place.').waitFor();
    expect(await page.getByRole('radio', { name: /Parcel/ }).isChecked()).toBe(true);
    await page.getByText('Still open').click();
    await expect
      .poll(() => fake.made.map(({ body }) => body))
      .toEqual([{ code: 'parcel' }, { code: 'open' }]);
    fake.showDesk(deskOf('talking', { contactId: 'h1' }));
    await page.getByText('What came of it?').waitFor({ state: 'detached' });
  });

  it("given a colleague's hold far over time, offers to look in, and then to hand back", async () => {
    const { page, fake } = await opener.open(({ state }) => {
      state.signedIn = { ...ANNA, roles: ['operator'] };
      state.desks.set('anna', deskOf('free'));
      state.desks.set('ben', deskOf('holding', { operator: 'ben', displayName: 'Ben' }));
      state.contacts.set('b1', held('b1', { escalated: 'supervisor' }, { operator: 'ben' }));
    });
    await page.getByText('Ben', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: /Look in on/ }).count()).toBe(0);
    fake.showContact(held('b1', { escalated: 'anyone' }, { operator: 'ben' }));
    await page.getByRole('button', { name: 'Look in on +1•••••••67' }).click();
    await page.getByText('Talk time').waitFor();
    await page.getByRole('button', { name: 'Hand back to Ben' }).click();
    await expect
      .poll(() => fake.made)
      .toEqual([
        { call: 'POST /api/contacts/b1/look-in', body: {} },
        { call: 'POST /api/contacts/b1/transfer', body: { operator: 'ben' } },
      ]);
  });
}
