import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { FakeApi } from './fake-api.ts';
import { ANNA, deskOf, owed } from './fake-state.ts';
import type { PageOpener } from './open-page.ts';

/** A message, a call that Anna promised, one that Ben promised, and somebody who was not reached. */
export function everythingOwed({ state }: FakeApi): void {
  state.signedIn = { ...ANNA, roles: ['operator'] };
  state.desks.set('anna', deskOf('free', { mode: 'manual' }));
  state.desks.set('ben', deskOf('talking', { operator: 'ben', displayName: 'Ben' }));
  for (const one of [
    owed('o1', 'message'),
    owed('o2', 'call-back', 'anna'),
    owed('o3', 'call-back', 'ben'),
    owed('o4', 'callback-failed', null, 3),
  ])
    state.owed.set(one.id, one);
}

/** What the console shows of debts to callers, and what can be done about them. */
export function owedSuite(opener: PageOpener): void {
  const panel = (page: Page) => page.getByRole('region', { name: 'Owed' });
  const row = (page: Page, text: string) => panel(page).getByRole('listitem').filter({ hasText: text });

  it('given nothing owed, says so; given something, shows it within a second of the event', async () => {
    const { page, fake } = await opener.open();
    await panel(page).getByText('Nothing is owed to any caller.').waitFor();
    const message = owed('o1', 'message');
    fake.state.owed.set('o1', message);
    fake.showContact(message);
    const shownAt = performance.now();
    await row(page, 'A message to listen to').waitFor();
    expect(performance.now() - shownAt).toBeLessThan(2_000);
  });

  it('given debts of several, says whose they are, and lets only who owes a call make it, with a free desk', async () => {
    const { page, fake } = await opener.open(everythingOwed);
    await row(page, 'you owe it').waitFor();
    expect(await row(page, 'Ben owes it').getByRole('button', { name: 'Call now' }).count()).toBe(0);
    await row(page, 'Called 3 times so far').getByText('Not reached by call back').waitFor();

    fake.showDesk(deskOf('away'));
    await panel(page).getByText('To call, your desk must be open and free.').waitFor();
    expect(await row(page, 'you owe it').getByRole('button', { name: 'Call now' }).isDisabled()).toBe(true);
    fake.showDesk(deskOf('free'));
    await row(page, 'you owe it').getByRole('button', { name: 'Call now' }).click();
    await panel(page).getByText('Calling…').waitFor();
    expect(fake.made.map(({ call }) => call)).toEqual(['POST /api/contacts/o2/call-back']);
    // Who left a message is called about it where the number is known.
    const message = row(page, 'A message to listen to');
    await message.getByRole('button', { name: 'Call now' }).click();
    await message.getByText('Calling…').waitFor();
    expect(fake.made.at(-1)).toMatchObject({ call: 'POST /api/contacts/o1/call-back' });
    const hidden = { ...owed('o5', 'message'), from: 'withheld' };
    fake.state.owed.set('o5', hidden);
    fake.showContact(hidden);
    await row(page, 'withheld').waitFor();
    expect(await row(page, 'withheld').getByRole('button', { name: 'Call now' }).count()).toBe(0);
  });

  it('given the keyboard alone, marks as seen to, takes that back, and is sent on when it stands', async () => {
    const { page, fake } = await opener.open(everythingOwed);
    await row(page, 'A message to listen to').waitFor();
    await page.clock.install();
    await page.keyboard.press('o');
    expect(await focused(page)).toBe('Owed');
    await row(page, 'A message to listen to').getByRole('button', { name: 'Seen to' }).focus();
    await page.keyboard.press('Enter');
    await panel(page).getByText('A message to listen to: seen to').waitFor();
    expect(await focused(page)).toBe('Undo');
    await page.keyboard.press('Enter');
    await panel(page).getByText('A message to listen to: seen to').waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('Seen to');
    await page.clock.fastForward(7_000);
    expect(fake.made).toEqual([]);

    await page.keyboard.press('Enter');
    await panel(page).getByText('A message to listen to: seen to').waitFor();
    await page.clock.fastForward(7_000);
    await expect.poll(() => fake.made.map(({ call }) => call)).toEqual(['POST /api/contacts/o1/seen-to']);
    await page.clock.fastForward(1_000);
    await row(page, 'A message to listen to').waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('Owed');
  });

  it('given words that cannot be played, says so; given that they are deleted after a question, they are gone', async () => {
    const { page, fake } = await opener.open(everythingOwed);
    const message = row(page, 'A message to listen to');
    await message.locator('audio').waitFor();
    await page.evaluate("document.querySelector('audio').play().catch(() => undefined)");
    await message.getByRole('alert').getByText('It could not be played').waitFor();
    await message.getByRole('button', { name: 'Delete these words' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await message.waitFor({ state: 'detached' });
    expect(fake.made.map(({ call }) => call)).toEqual(['DELETE /api/contacts/o1/words']);
  });
}

function focused(page: Page): Promise<string> {
  return page.evaluate('document.activeElement.textContent');
}
