import { expect, it } from 'vitest';
import { caller, deskOf, inSeconds } from './fake-state.ts';
import type { PageOpener } from './open-page.ts';

/** The phone in the browser, and phones that are rung for each caller. */
export function phoneSuite(opener: PageOpener): void {
  const withPhone = (arrange: Parameters<typeof opener.open>[0] = () => undefined) =>
    opener.open((fake) => {
      fake.state.browserPhone = true;
      arrange(fake);
    });

  it('given a desk that is opened here, answers by itself, and presses a key until the desk is open', async () => {
    const { page, fake } = await withPhone();
    await page.getByText('This browser is your phone.').waitFor();
    await page.getByRole('button', { name: 'Open desk' }).click();
    await page.getByRole('dialog').getByText('it answers by itself').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Open desk' }).click();
    await page.getByText('Your phone is ringing', { exact: true }).waitFor();
    fake.phone.rings();
    await page.getByText('This browser is on the line.').waitFor();
    fake.phone.says('Stillhere. Press any key to open your desk.');
    await page.getByText('Press any key to open your desk.').waitFor();
    // The first came before anybody listened.
    await expect.poll(() => fake.phone.asked, { timeout: 5_000 }).toEqual(['answer', 'press 1', 'press 1']);
    fake.showDesk(deskOf('free'));
    await page.getByText('Your phone is on the line').waitFor();
    expect(fake.made.find(({ call }) => call === 'POST /api/desk/open')?.body).toEqual({
      mode: 'auto',
      leg: 'open-line',
    });
  });

  it('given a call that nobody here asked for, rings, and is answered by the key A alone', async () => {
    const { page, fake } = await withPhone(({ state }) => {
      state.desks.set('anna', deskOf('free', { leg: 'per-call' }));
    });
    await page.getByText('Your phone rings when there is a caller.').waitFor();
    fake.showContact(caller('c1', { status: 'offered', operator: 'anna' }));
    fake.showDesk(deskOf('offered', { leg: 'per-call', ringsAt: inSeconds(0), contactId: 'c1' }));
    await page.getByText('Your phone rings for this caller').first().waitFor();
    fake.phone.rings();
    await page.getByText('This browser is ringing.').waitFor();
    expect(await page.getByRole('button', { name: 'Accept' }).isVisible()).toBe(false);
    expect(fake.phone.asked).toEqual([]);
    await page.keyboard.press('a');
    await expect.poll(() => fake.phone.asked).toEqual(['answer', 'press 1']);
    expect(fake.made.filter(({ call }) => call === 'POST /api/desk/accept')).toEqual([]);
  });

  it('given the key M in a talk, is muted and says so; the next talk is heard again', async () => {
    const { page, fake } = await withPhone(({ state }) => {
      state.contacts.set('c1', caller('c1', { status: 'connected', operator: 'anna', nextCheckInAt: null }));
      state.desks.set('anna', deskOf('talking'));
    });
    await page.getByText('This browser is your phone.').waitFor();
    fake.phone.rings();
    await page.getByText('This browser is ringing.').waitFor();
    await page.getByRole('button', { name: 'Answer' }).click();
    await page.getByText('This browser is on the line.').waitFor();
    await page.keyboard.press('m');
    await page.getByText('Muted: nobody hears you').waitFor();
    await page.getByRole('button', { name: 'Unmute', pressed: true }).waitFor();
    fake.showDesk(deskOf('free'));
    await page.getByText('Your phone is on the line').waitFor();
    fake.showDesk(deskOf('talking'));
    await page.getByText('This browser is on the line.').waitFor();
    expect(fake.phone.asked).toEqual(['answer']);
  });

  it('given a line that is called anew, answers by itself without a key; near its end in a talk, says when that is', async () => {
    const { page, fake } = await withPhone(({ state }) => void state.desks.set('anna', deskOf('free')));
    await page.getByText('This browser is your phone.').waitFor();
    fake.showDesk(deskOf('ringing', { renews: true, ringsAt: inSeconds(0) }));
    await page.getByText('Your line was getting old').waitFor();
    fake.phone.rings();
    await page.getByText('This browser is on the line.').waitFor();
    fake.showContact(caller('c1', { status: 'connected', operator: 'anna', nextCheckInAt: null }));
    fake.showDesk(deskOf('talking', { contactId: 'c1', lineEndsAt: inSeconds(16 * 60) }));
    await page.getByText('You and the caller hear each other.').waitFor();
    expect(await page.getByText('Your line ends').count()).toBe(0);
    fake.showDesk(deskOf('talking', { contactId: 'c1', lineEndsAt: inSeconds(12 * 60 - 10) }));
    await page.getByText('Your line ends in 12 minutes').waitFor();
    expect(fake.phone.asked).toEqual(['answer']);
  });

  it('given a phone network that is lost, or no phone at all, says so and tries again', async () => {
    const { page, fake } = await withPhone((api) => api.refuseNext('POST /api/phone/token', { status: 503 }));
    await page.getByText('The phone in this browser could not be started.').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('This browser is your phone.').waitFor();
    fake.phone.goesAway();
    await page.getByText('The phone’s connection is lost.').waitFor();
    expect(await page.getByRole('button', { name: 'Open desk' }).isEnabled()).toBe(true);
  });

  it('given another phone on file, shows no phone here; one that waits for its turn is told when it rings', async () => {
    const { page, fake } = await opener.open();
    await page.getByRole('button', { name: 'Open desk' }).click();
    await page.getByText('For each caller').click();
    await page.getByText('You are on duty at once.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Open desk' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(fake.made).toEqual([{ call: 'POST /api/desk/open', body: { mode: 'auto', leg: 'per-call' } }]);
    fake.showDesk(deskOf('ringing', { ringsAt: inSeconds(12) }));
    await page.getByText(/^Your phone rings in about 1[012] seconds\.$/).waitFor();
    expect(await page.getByText('This browser').count()).toBe(0);
  });
}
