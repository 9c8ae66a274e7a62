import { expect, it } from 'vitest';
import { deskOf, PASSWORD } from './fake-state.ts';
import type { PageOpener } from './open-page.ts';

export function signInSuite(opener: PageOpener): void {
  const signedOut = () => opener.open(({ state }) => void (state.signedIn = null));

  it('given a wrong password, says so and keeps the name; given the right one, shows the console', async () => {
    const { page } = await signedOut();
    await page.getByLabel('Name').waitFor();
    // Whoever comes types at once, and sees where.
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.type('anna');
    await page.getByRole('textbox', { name: 'Password' }).fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('do not match').waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('anna');

    await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText('Desk closed').waitFor();
    expect(await page.getByText('Anna', { exact: true }).isVisible()).toBe(true);
  });

  it('given too many tries, says for how long', async () => {
    const { page, fake } = await signedOut();
    fake.refuseNext('POST /api/session', { status: 429, retryAfterSeconds: 600 });
    await page.getByLabel('Name').fill('anna');
    await page.getByRole('textbox', { name: 'Password' }).fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toBe('Too many failed attempts. Try again in 10 minutes.');
  });

  it('given nothing, asks for both and sends nothing', async () => {
    const { page, fake } = await signedOut();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('Enter your name').waitFor();
    expect(fake.made).toEqual([]);
  });

  it('given a session that ends while a page is open, asks to sign in and loses nothing that was typed', async () => {
    const { page, fake } = await opener.open(undefined, '/admin');
    const first = page.getByLabel('First word after').first();
    await first.fill('50');
    fake.state.signedIn = null;
    await page.getByRole('button', { name: 'Save' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Your session has ended').waitFor();
    await dialog.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await first.inputValue()).toBe('50');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(fake.state.queues.get('support')?.inLine.firstAfterSeconds).toBe(50);
  });

  it('given sign out, shows the sign-in page; where the server did not do it, says so', async () => {
    const { page, fake } = await opener.open(({ state }) => void state.desks.set('anna', deskOf('free')));
    fake.refuseNext('DELETE /api/session', { status: 503 });
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('alert').waitFor();
    expect(fake.state.signedIn).not.toBe(null);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(fake.state.signedIn).toBe(null);
  });

  it('given Russian, is Russian, also after a reload', async () => {
    const { page } = await signedOut();
    await page.getByLabel('Language').selectOption('ru');
    await page.getByRole('heading', { name: 'Вход' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Вход' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('ru');
  });
}
