import { expect, it } from 'vitest';
import type { PageOpener } from './open-page.ts';

/** People, the line as a whole, and a number to forget: what is set beside the queues. */
export function peopleSuite(opener: PageOpener): void {
  const open = () => opener.open(undefined, '/admin');

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
    await dialog.getByRole('textbox', { name: 'PIN' }).fill('482915');
    await dialog.getByLabel('Short number').fill('12');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Support · +15550123').waitFor();
    expect(fake.state.people.get('ben')).toEqual({
      name: 'ben',
      displayName: 'Ben',
      roles: ['operator', 'supervisor'],
      address: '+15550123',
      queues: ['support'],
      skills: [],
      mayPick: false,
      mostHeld: 1,
      shortNumber: '12',
      pinSet: true,
    });
    await page.getByRole('button', { name: 'Edit Ben' }).click();
    expect(await dialog.getByRole('textbox', { name: 'PIN' }).inputValue()).toBe('');
    await dialog.getByLabel('Take the PIN away').check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(fake.state.people.get('ben')).toMatchObject({ shortNumber: '12', pinSet: false });
    await page.getByRole('button', { name: 'Delete Ben' }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('+15550123').waitFor({ state: 'detached' });
    expect([...fake.state.people.keys()]).toEqual(['anna']);
  });

  it('given a setting of the whole line, saves it alone; one that cannot be is marked', async () => {
    const { page, fake } = await open();
    await page.getByRole('tab', { name: 'People' }).click();
    const byPhone = page.getByRole('region', { name: 'Operators with a phone alone' });
    await byPhone.getByLabel('Operators’ number').fill('12345');
    await byPhone.getByRole('button', { name: 'Save' }).click();
    await byPhone.getByText('must be an E.164 number').waitFor();
    await byPhone.getByLabel('Operators’ number').fill('+15550109999');
    await byPhone.getByRole('button', { name: 'Save' }).click();
    await byPhone.getByText('Calls to it lead to the operators’ desks.').waitFor();
    expect(fake.state.lineSettings).toEqual({ operatorNumber: '+15550109999', consoleGoneSeconds: 600 });
    const gone = page.getByRole('region', { name: 'A closed laptop' });
    await gone.getByText('10 min · 30 to 3600').waitFor();
    const after = gone.getByLabel('Away after');
    await after.fill('soon');
    await gone.getByRole('button', { name: 'Save' }).click();
    await gone.getByText('must be whole seconds from 30 to 3600, or null').waitFor();
    await after.fill('90');
    await gone.getByRole('button', { name: 'Save' }).click();
    await gone.getByText('Saved: after 90 seconds.').waitFor();
    await after.fill('');
    await gone.getByRole('button', { name: 'Save' }).click();
    await gone.getByText('Saved: nobody is away for that.').waitFor();
    expect(fake.state.lineSettings).toEqual({ operatorNumber: '+15550109999', consoleGoneSeconds: null });
  });

  it('given one’s own PIN, sends it with the password, and says what is wrong at its field', async () => {
    const { page, fake } = await open();
    await page.getByRole('button', { name: 'Your PIN for the phone' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Your password' }).fill('guessed');
    await dialog.getByRole('textbox', { name: 'New PIN, six digits' }).fill('482915');
    fake.refuseNext('PUT /api/me/pin', {
      status: 422,
      code: 'invalid',
      errors: [{ field: 'password', message: 'is not yours' }],
    });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('is not yours').waitFor();
    await dialog.getByRole('textbox', { name: 'Your password' }).fill('quiet-please');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Your PIN is set.').waitFor();
    expect(fake.made.at(-1)).toEqual({
      call: 'PUT /api/me/pin',
      body: { password: 'quiet-please', pin: '482915' },
    });
  });

  it('given a number to forget, sends it in the body alone and keeps it nowhere', async () => {
    const { page, fake } = await open();
    await page.getByRole('tab', { name: 'Callers' }).click();
    const number = page.getByLabel('Number to forget');
    await number.fill('soon');
    await page.getByRole('button', { name: 'Forget this number' }).click();
    await page.getByText('is not a valid E.164 number').waitFor();
    expect(await number.inputValue()).toBe('soon');
    await number.fill('+1 (555) 000-0067');
    await page.getByRole('button', { name: 'Forget this number' }).click();
    await page.getByText('Forgotten, if there was anything.').waitFor();
    expect(await number.inputValue()).toBe('');
    expect(fake.made.at(-1)).toEqual({ call: 'POST /api/callers/forget', body: { number: '+15550000067' } });
    expect(page.url()).not.toContain('0067');
    expect(await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })')).not.toContain(
      '0067',
    );
  });
}
