import { expect, it } from 'vitest';
import { caller, deskOf, held, inSeconds } from './fake-state.ts';
import type { PageOpener } from './open-page.ts';

export function consoleSuite(opener: PageOpener): void {
  const free = () =>
    opener.open(({ state }) => void state.desks.set('anna', deskOf('free', { mode: 'manual' })));
  const talking = () =>
    opener.open(({ state }) => {
      state.contacts.set(
        'c1',
        caller('c1', { status: 'connected', operator: 'anna', position: null, nextCheckInAt: null }),
      );
      state.desks.set('anna', deskOf('talking', { since: inSeconds(-65) }));
    });
  const holding = (change: Parameters<typeof held>[1] = {}, nextSeconds = 40) =>
    opener.open(({ state }) => {
      state.contacts.set('c1', held('c1', change, { nextCheckInAt: inSeconds(nextSeconds) }));
      state.desks.set('anna', deskOf('holding'));
    });

  it('given callers who come and leave, the list follows without a reload', async () => {
    const { page, fake } = await free();
    await page.getByText('Nobody is waiting.').waitFor();
    fake.showContact(caller('c1', { from: '+1•••••••11', waitedSeconds: 90 }));
    fake.showContact(caller('c2', { from: '+1•••••••22', waitedSeconds: 10, cadence: 'news-only' }));
    const rows = page.locator('tbody tr');
    await rows.nth(1).getByText('+1•••••••22').waitFor();
    expect(await rows.nth(0).textContent()).toMatch(
      /^1\+1•••••••11Englishusual0:(41|40|39|38)1:(29|3[0-3])$/,
    );
    fake.showContact(caller('c1', { status: 'ended', position: null }));
    await rows.getByText('+1•••••••11').waitFor({ state: 'detached' });
    expect(await rows.nth(0).textContent()).toMatch(/^1\+1•••••••22Englishonly news/);
  });

  it('given places that are kept, shows them in line with why nobody is heard there', async () => {
    const { page, fake } = await free();
    const later = inSeconds(7_200);
    const callback = { number: '+1•••••••44', requestedAt: inSeconds(-60), attempts: 0, notBefore: later };
    const away = { status: 'place-kept', nextCheckInAt: null } as const;
    fake.showContact(caller('k1', { ...away, waitedSeconds: 900 }));
    fake.showContact(caller('k2', { ...away, callback }));
    fake.showContact(caller('c1', { waitedSeconds: 65 }));
    const rows = page.locator('tbody tr');
    await rows.nth(2).waitFor();
    const kept = await rows.locator('td:nth-child(3)').allTextContents();
    const time = new Date(later).toTimeString().slice(0, 5);
    expect(kept).toEqual(['line dropped, place kept', `to be called after ${time}`, 'usual']);
    await page.getByText('Next in line').waitFor();
    await page.getByRole('link', { name: 'Wallboard' }).click();
    // Who has hung up does not wait with the phone in hand.
    const figure = (name: string) => page.locator('dl > div').filter({ hasText: name }).locator('dd');
    expect(await figure('longest wait').textContent()).toMatch(/^1:0[5-9]$/);
    expect(await figure('to be called').textContent()).toBe('1');
  });

  it('given the key N, takes the next caller, once', async () => {
    const { page, fake } = await free();
    fake.showContact(caller('c1'));
    await page.getByText('1 caller is waiting.').waitFor();
    const gate = fake.hold('POST /api/desk/take');
    await page.keyboard.press('n');
    await page.keyboard.press('n');
    await page.getByRole('button', { name: 'Take next caller' }).dispatchEvent('click');
    gate.release();
    await page.getByText('Talk time').waitFor();
    expect(fake.made.filter(({ call }) => call === 'POST /api/desk/take').length).toBe(1);
  });

  it('given nobody to take any more, says so in words', async () => {
    const { page, fake } = await free();
    fake.showContact(caller('c1'));
    fake.refuseNext('POST /api/desk/take', { status: 404, detail: 'x' });
    await page.getByRole('button', { name: 'Take next caller' }).click();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toBe('Nobody is waiting just now.');
  });

  it('given a refusal for the state, names the state', async () => {
    const { page, fake } = await free();
    fake.showContact(caller('c1'));
    fake.refuseNext('POST /api/desk/take', { status: 409, code: 'state', state: 'wrap-up', detail: 'x' });
    await page.getByRole('button', { name: 'Take next caller' }).click();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toBe('You are still in wrap-up. Press Ready first.');
  });

  it('given an announced caller, counts down and accepts', async () => {
    const { page, fake } = await opener.open(({ state }) => {
      state.contacts.set('c1', caller('c1', { status: 'offered', operator: 'anna' }));
      state.desks.set('anna', deskOf('offered', { contactId: 'c1', until: inSeconds(8) }));
    });
    await page.getByText('7 seconds to accept').waitFor();
    await page.getByText('6 seconds to accept').waitFor();
    expect(await page.title()).toBe('● Next caller for you · Stillhere');
    await page.keyboard.press('a');
    await page.getByText('Talk time').waitFor();
    expect(fake.made.map(({ call }) => call)).toEqual(['POST /api/desk/accept']);
  });

  it('given Open desk with a phone, rings it and says what to do', async () => {
    const { page, fake } = await opener.open();
    await page.getByRole('button', { name: 'Open desk' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('I take them').click();
    await dialog.getByLabel('Phone').fill('sip:anna@example.com');
    await dialog.getByRole('button', { name: 'Open desk' }).click();
    await page.getByText('Your phone is ringing: answer and press a key.').waitFor();
    await dialog.waitFor({ state: 'detached' });
    expect(fake.made).toEqual([
      {
        call: 'POST /api/desk/open',
        body: { mode: 'manual', leg: 'open-line', address: 'sip:anna@example.com' },
      },
    ]);
  });

  it('given Away, goes at once, and says why by a click or in own words that are offered again', async () => {
    const { page, fake } = await opener.open(({ state }) => void state.desks.set('anna', deskOf('free')));
    await page.getByRole('button', { name: 'Away' }).click();
    await page.getByText('Lunch', { exact: true }).click();
    const lunch = page.getByRole('radio', { name: 'Lunch' });
    await expect.poll(async () => (await lunch.isChecked()) && (await lunch.isEnabled())).toBe(true);
    await page.getByRole('textbox', { name: 'Something else' }).fill('at the dentist');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('radio', { name: 'at the dentist' }).isChecked()).toBe(true);
    expect(fake.made.map(({ body }) => body)).toEqual(
      ['', 'Lunch', 'at the dentist'].map((reason) => ({ reason })),
    );
  });

  it('given Hold with a reason and a time, sends both and counts to the next check-in', async () => {
    const { page, fake } = await talking();
    await page.getByText('1:0').first().waitFor();
    await page.getByText('checking your order').click();
    await page.getByText('Other', { exact: true }).click();
    await page.getByLabel('Back in how many seconds').fill('9');
    await page.getByRole('button', { name: 'Hold' }).click();
    await page.getByRole('alert').getByText('from 10 to 3,600').waitFor();
    await page.getByLabel('Back in how many seconds').fill('90');
    await page.getByRole('button', { name: 'Hold' }).click();
    await page.getByText('to next check-in').waitFor();
    expect(fake.made).toEqual([
      { call: 'POST /api/contacts/c1/hold', body: { reason: 'checking your order', backInSeconds: 90 } },
    ]);
    await page.getByText('0:58').first().waitFor();
    await page.getByText('0:57').first().waitFor();
  });

  it('given the last twenty seconds, calls the operator back on the page and in the title', async () => {
    const { page, fake } = await holding({}, 22);
    await page.getByText('to next check-in').waitFor();
    expect(await page.getByText('Check-in is due').isVisible()).toBe(false);
    await page.getByText('Check-in is due: go back, or send a word.').waitFor();
    expect(await page.title()).toMatch(/^\(0:(20|19|18)\) On hold · Stillhere$/);
    // Its words are on their way: they count until they begin, and nothing has to come from the server then.
    fake.showContact(held('c1', {}, { nextCheckInAt: inSeconds(1.5), thenCheckInAt: inSeconds(60) }));
    await page.getByText('0:01').waitFor();
    expect(await page.getByText('Check-in is due').isVisible()).toBe(true);
    await page.getByText('Check-in is due').waitFor({ state: 'detached' });
  });

  it("given the caller's answer, shows it at once", async () => {
    const { page, fake } = await holding();
    await page.getByText('to next check-in').waitFor();
    fake.showContact(held('c1', { lastAnswer: { answer: 'keep-waiting', at: inSeconds(0) } }));
    await page.getByText('Keeps waiting').first().waitFor();
    fake.showContact(held('c1', { lastAnswer: { answer: 'come-back', at: inSeconds(0) } }));
    await page.getByText('Come back now').first().waitFor();
    expect(await page.title()).toBe('● Come back now · Stillhere');
  });

  it('given a note, sends it for the next check-in or for now, and never one that is too long', async () => {
    const { page, fake } = await holding();
    const field = page.getByLabel('A word for the caller');
    await field.fill('нашла, сверяю дату');
    await page.getByText('Spoken by the English voice, which reads these letters badly.').waitFor();
    await field.fill('found it, checking the date');
    await page.getByText('Spoken by the English voice').waitFor({ state: 'detached' });
    await field.press('Enter');
    await page.getByText('Will be spoken at the next check-in').waitFor();
    await field.fill('🙂'.repeat(281));
    await page.getByText('-1 left').waitFor();
    expect(await page.getByRole('button', { name: 'Say now' }).isDisabled()).toBe(true);
    await field.fill('one moment');
    await page.getByRole('button', { name: 'Say now' }).click();
    await page.getByText('one moment').waitFor();
    expect(fake.made.map(({ body }) => body)).toEqual([
      { text: 'found it, checking the date', now: false },
      { text: 'one moment', now: true },
    ]);
  });

  it('given the keys R and E, returns, and ends after a question', async () => {
    const { page, fake } = await holding();
    await page.getByText('to next check-in').waitFor();
    await page.keyboard.press('r');
    await page.getByText('Talk time').waitFor();
    await page.keyboard.press('e');
    await page.getByRole('dialog').getByText('End this call?').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('No caller with you').waitFor();
    expect(fake.made.map(({ call }) => call)).toEqual([
      'POST /api/contacts/c1/return',
      'POST /api/contacts/c1/end',
    ]);
  });

  it('given a note that was sent, takes the next key as a command again', async () => {
    const { page, fake } = await holding();
    await page.getByText('to next check-in').waitFor();
    await page.keyboard.press('m');
    await page.keyboard.type('found it');
    await page.keyboard.press('Enter');
    await page.getByText('Will be spoken at the next check-in').waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('BODY');
    await page.keyboard.press('r');
    await page.getByText('Talk time').waitFor();
    expect(fake.made.map(({ call }) => call)).toEqual([
      'POST /api/contacts/c1/note',
      'POST /api/contacts/c1/return',
    ]);
  });

  it('given letters typed into a field, or shortcuts that are off, does nothing', async () => {
    const { page, fake } = await holding();
    await page.getByLabel('A word for the caller').pressSequentially('rene');
    await page.locator('body').click({ position: { x: 5, y: 5 } });
    await page.keyboard.press('?');
    await page.getByRole('switch', { name: 'Single-key shortcuts' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('r');
    expect(fake.made).toEqual([]);
  });

  it("given colleagues' held callers, lists who is overdue", async () => {
    const { page } = await opener.open(({ state }) => {
      state.desks.set('ben', deskOf('holding', { operator: 'ben', displayName: 'Ben' }));
      state.contacts.set(
        'c2',
        held('c2', { expectedBackAt: inSeconds(-30), reason: 'checking' }, { operator: 'ben' }),
      );
    });
    const item = page.getByRole('listitem').filter({ hasText: 'Ben' });
    await item.getByText('over').waitFor();
    expect(await item.getByText('checking').isVisible()).toBe(true);
  });
}
