import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { FakeApi } from './fake-api.ts';
import { caller, deskOf, earlier, held, inSeconds } from './fake-state.ts';
import type { PageOpener } from './open-page.ts';

/** Writes down what would be heard and shown outside the page, in `window.heard`. */
const LISTEN = `
  window.heard = [];
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...at) { heard.push(this.frequency.value); return start.apply(this, at); };
  window.Notification = class extends EventTarget {
    static permission = 'default';
    static requestPermission() { return Promise.resolve((Notification.permission = 'granted')); }
    constructor(title, { body }) { super(); heard.push(title + ': ' + body); }
  };`;
const HIDE = `Object.defineProperty(document, 'visibilityState', { value: 'hidden' })`;

/** What is done for a caller who is there: holds and their alerts, handing on, what is known before connecting. */
export function callSuite(opener: PageOpener): void {
  /** A page that listens, clicked once so that it may sound. */
  const listening = async (arrange: (fake: FakeApi) => void) => {
    const fake = opener.fake();
    arrange(fake);
    const page = await opener.page('about:blank');
    await page.addInitScript(LISTEN);
    await page.goto(fake.url);
    await page.getByText('to next check-in').click();
    return { page, fake };
  };

  it('given a check-in that comes due, sounds softly once; given answers, sounds for each, for "come back" longest', async () => {
    const { page, fake } = await listening(holding(50));
    expect(await heard(page)).toEqual([]);
    fake.showContact(held('c1', {}, { nextCheckInAt: inSeconds(19) }));
    await expect.poll(() => heard(page)).toEqual([659, 523]);
    await page.getByText('Check-in is due').waitFor();
    answered(fake, 'keep-waiting', 2);
    await expect.poll(() => heard(page)).toEqual([659, 523, 587]);
    answered(fake, 'come-back');
    await expect.poll(() => heard(page)).toEqual([659, 523, 587, 523, 659, 784]);
    await page.getByText('Come back now').first().waitFor();
  });

  it('given sound that is switched off, is silent, also after a reload', async () => {
    const { page, fake } = await listening(holding(50));
    await page.getByRole('button', { name: 'Sound is on' }).click();
    await page.reload();
    await page.getByRole('button', { name: 'Sound is off' }).waitFor();
    await page.getByText('to next check-in').click();
    answered(fake, 'come-back');
    await page.getByText('Come back now').first().waitFor();
    expect(await heard(page)).toEqual([]);
  });

  it('given notices that were asked for, shows them over a hidden tab alone', async () => {
    const { page, fake } = await listening(holding(50));
    await page.getByRole('button', { name: 'Sound is on' }).click();
    await page.getByRole('button', { name: 'Tell me also while this tab is hidden' }).click();
    await page.getByRole('button', { name: 'You are told also while this tab is hidden' }).waitFor();
    answered(fake, 'keep-waiting', 2);
    await page.getByText('Keeps waiting').first().waitFor();
    expect(await heard(page)).toEqual([]);
    await page.evaluate(HIDE);
    answered(fake, 'come-back');
    await expect.poll(() => heard(page)).toEqual(['Your caller answered: Come back now']);
    fake.showContact(held('c1', {}, { nextCheckInAt: inSeconds(19) }));
    await expect
      .poll(() => heard(page))
      .toEqual([
        'Your caller answered: Come back now',
        'Check-in in 20 seconds: Go back to your caller, or send a word.',
      ]);
    expect(await page.title()).toMatch(/^\(0:(20|19|18|17)\) On hold · Stillhere$/);
  });

  it('given an earlier hold, offers its reason and time again, until the operator signs out', async () => {
    const { page, fake } = await opener.open(talking);
    await page.getByRole('textbox', { name: 'What you are doing' }).fill('finding the parcel');
    await page.getByText('Other', { exact: true }).click();
    await page.getByLabel('Back in how many seconds').fill('90');
    await page.getByRole('button', { name: 'Hold' }).click();
    await page.getByText('to next check-in').waitFor();
    await page.keyboard.press('r');
    await page.getByText('finding the parcel', { exact: true }).click();
    expect(await page.getByRole('radio', { name: '1:30' }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Hold' }).click();
    await expect.poll(() => fake.made.filter(({ call }) => call.endsWith('/hold')).length).toBe(2);
    expect(fake.made.at(-1)?.body).toEqual({ reason: 'finding the parcel', backInSeconds: 90 });
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('parcel');
  });

  it('given the key T, hands the caller on to a colleague by keys alone', async () => {
    const { page, fake } = await opener.open(talking);
    await page.getByText('Talk time').waitFor();
    await page.keyboard.press('t');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Choose a line or a colleague.').waitFor();
    await page.keyboard.press('Enter');
    await dialog.getByRole('alert').waitFor();
    expect(await dialog.getByRole('radio').count()).toBe(3);
    await page.keyboard.press('Space');
    await dialog.getByText('in the line for Billing now, ahead of new callers').waitFor();
    await page.keyboard.press('ArrowUp');
    await dialog.getByText('in line ahead of new callers, for Ben first').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('No caller with you').waitFor();
    expect(fake.made).toEqual([{ call: 'POST /api/contacts/c1/transfer', body: { operator: 'ben' } }]);
  });

  it('given a held caller, hands on to a line by mouse; refusals are told in words', async () => {
    const { page, fake } = await opener.open((fresh) => {
      talking(fresh);
      holding(40)(fresh);
    });
    await page.getByRole('button', { name: 'Hand on' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Billing').click();
    const send = dialog.getByRole('button', { name: 'Hand on to Billing' });
    const refusals = [
      [{ status: 422, code: 'invalid' }, 'takes no callers any more'],
      [{ status: 403, code: 'not-yours' }, 'not with you any more'],
      [{ status: 409, code: 'state', state: 'ended' }, 'This call is over.'],
      [{ status: 503 }, 'cannot save just now'],
    ] as const;
    for (const [refusal, said] of refusals) {
      fake.refuseNext('POST /api/contacts/c1/transfer', refusal);
      await send.click();
      await dialog.getByRole('alert').getByText(said).waitFor();
    }
    await send.click();
    await page.getByText('No caller with you').waitFor();
    expect(fake.made.at(-1)?.body).toEqual({ queueId: 'billing' });
  });

  it('given an announced caller, says what they were told, how it came, and what they pressed', async () => {
    const { page } = await opener.open(({ state }) => {
      state.timeline = [
        { at: inSeconds(-470), kind: 'told', data: { moment: 'line.status', rangeLow: 4, rangeHigh: 7 } },
        { at: inSeconds(-200), kind: 'pressed', data: { key: '5' } },
        { at: inSeconds(-100), kind: 'pressed', data: { key: '3' } },
      ];
      const question = { kind: 'presence', askedAt: inSeconds(-2) };
      const change = { waitedSeconds: 480, cadence: 'every-two-minutes', question } as const;
      state.contacts.set('c1', caller('c1', { status: 'offered', operator: 'anna', ...change }));
      state.earlier = [earlier('e1', 1), ...['e2', 'e3', 'e4'].map((id) => earlier(id, 3, GAVE_UP))];
      state.desks.set('anna', deskOf('offered', { contactId: 'c1', until: inSeconds(8) }));
    });
    const facts = page.locator('dl').filter({ hasText: 'Was told' });
    await facts.waitFor();
    expect((await facts.locator('dd').allTextContents()).slice(1)).toEqual([
      '1',
      'every 2 min',
      '4 to 7 minuteslonger than told',
      '5 – asked where they stand3 – less often',
      'whether they are there',
    ]);
    const past = page.getByRole('region', { name: 'Earlier contacts' });
    expect(await past.getByRole('listitem').count()).toBe(3);
    expect(await past.getByRole('listitem').first().textContent()).toContain('ended by the operator · ben');
    await past.getByRole('button', { name: 'Show all 4' }).click();
    expect(await past.getByRole('listitem').last().textContent()).toContain('hung up before anybody');
  });
}

const GAVE_UP = { ended: 'caller', operator: null } as const;

function talking({ state }: FakeApi): void {
  state.queues.set('billing', { ...state.queues.get('support')!, id: 'billing', name: 'Billing' });
  state.desks.set('ben', deskOf('free', { operator: 'ben', displayName: 'Ben' }));
  state.desks.set('cleo', deskOf('closed', { operator: 'cleo', displayName: 'Cleo' }));
  state.desks.set('anna', deskOf('talking'));
  state.contacts.set('c1', caller('c1', { status: 'connected', operator: 'anna', position: null }));
}

function holding(seconds: number): (fake: FakeApi) => void {
  return ({ state }) => {
    state.contacts.set('c1', held('c1', {}, { nextCheckInAt: inSeconds(seconds) }));
    state.desks.set('anna', deskOf('holding'));
  };
}

function heard(page: Page): Promise<unknown> {
  return page.evaluate('heard');
}

function answered(fake: FakeApi, answer: 'keep-waiting' | 'come-back', agoSeconds = 0): void {
  fake.showContact(
    held('c1', { lastAnswer: { answer, at: inSeconds(-agoSeconds) } }, { nextCheckInAt: inSeconds(50) }),
  );
}
