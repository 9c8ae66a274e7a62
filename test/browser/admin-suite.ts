import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { ANNA } from './fake-state.ts';
import { pageOpener } from './open-page.ts';

export function adminSuite(browser: () => Browser): void {
  const opener = pageOpener(browser);
  const open = () => opener.open(undefined, '/admin');

  it('given a rhythm, tells and then saves what a caller will hear; undo brings the old one back', async () => {
    const { page, fake } = await open();
    const inLine = page.getByRole('region', { name: 'Rhythm while waiting in line' });
    await inLine.getByText('silence 45 s · word · silence 60 s').waitFor();
    await inLine.getByLabel('Growth').fill('1,5');
    await inLine.getByLabel('Then every').fill('80');
    await inLine
      .getByText('silence 45 s · word · silence 80 s · word · silence 120 s · word · silence 180 s')
      .waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(fake.state.queues.get('support')?.inLine).toEqual({
      firstAfterSeconds: 45,
      everySeconds: 80,
      growth: 1.5,
      longestSilenceSeconds: 180,
    });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('The earlier values are back.').waitFor();
    expect(fake.state.queues.get('support')?.inLine.everySeconds).toBe(60);
    expect(await inLine.getByLabel('Then every').inputValue()).toBe('60');
  });

  it('given an interval that cannot be, marks the field and keeps the old value', async () => {
    const { page, fake } = await open();
    const field = page.getByRole('region', { name: 'Rhythm on hold' }).getByLabel('Then every');
    let kept = 60;
    for (const text of ['9', '10000', 'soon', '']) {
      await field.fill(text);
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('alert').getByText('Nothing was saved').waitFor();
      await page.getByText(/from 10 to 1800 seconds|whole number of seconds from 10 to 1800/).waitFor();
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      expect(await field.inputValue()).toBe(text);
      expect(fake.state.queues.get('support')?.onHold.everySeconds).toBe(kept);
      // A good value takes the mark away, so that the next wrong one has to set it.
      kept += 1;
      await field.fill(String(kept));
      await page.getByRole('button', { name: 'Save' }).click();
      await expect.poll(() => fake.state.queues.get('support')?.onHold.everySeconds).toBe(kept);
      await expect.poll(() => field.getAttribute('aria-invalid')).not.toBe('true');
    }
  });

  it('given unsaved changes, a link asks first', async () => {
    const { page } = await open();
    await page.getByLabel('Priority').fill('7');
    await page.getByRole('link', { name: 'Console' }).click();
    await page.getByRole('dialog').getByText('Leave without saving?').waitFor();
    await page.getByRole('button', { name: 'Stay here' }).click();
    expect(await page.getByLabel('Priority').inputValue()).toBe('7');
    await page.getByRole('link', { name: 'Console' }).click();
    await page.getByRole('button', { name: 'Leave without saving' }).click();
    await page.getByText('Desk closed').waitFor();
  });

  it('given a new person, creates, changes and, after a question, deletes them', async () => {
    const { page, fake } = await open();
    await page.getByRole('tab', { name: 'People' }).click();
    await page.getByRole('button', { name: 'New person' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Sign-in name').fill('ben');
    await dialog.getByRole('textbox', { name: 'Password' }).fill('long-enough');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await dialog.getByText('must be text of 1 to 80 characters').waitFor();
    await dialog.getByLabel('Name that callers hear').fill('Ben');
    await dialog.getByLabel('Supervisor').check();
    await dialog.getByRole('button', { name: 'Create' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Edit Ben' }).click();
    await dialog.getByLabel('Phone on file').fill('+15550123');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Support · +15550123').waitFor();
    expect(fake.state.people.get('ben')).toEqual({
      name: 'ben',
      displayName: 'Ben',
      roles: ['operator', 'supervisor'],
      address: '+15550123',
      queues: ['support'],
      skills: [],
    });
    await page.getByRole('button', { name: 'Delete Ben' }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('+15550123').waitFor({ state: 'detached' });
    expect([...fake.state.people.keys()]).toEqual(['anna']);
  });

  it('given no admin role, says that the page is for admins and asks the server nothing', async () => {
    const { page } = await opener.open(
      ({ state }) => void (state.signedIn = { ...ANNA, roles: ['operator'] }),
      '/admin',
    );
    await page.getByText('This page is for admins').waitFor();
    expect(await page.getByRole('link', { name: 'Admin' }).count()).toBe(0);
  });
}
