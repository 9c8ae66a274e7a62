import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { ChangeJson } from '../../src/api/settings/changes.ts';
import type { FakeApi } from './fake-api.ts';
import { inSeconds } from './fake-state.ts';
import type { PageOpener } from './open-page.ts';

/** A change of Anna's, of the priority and the hours of `support`. */
export function change(id: string, more: Partial<ChangeJson> = {}): ChangeJson {
  return {
    id,
    at: inSeconds(-60),
    by: 'anna',
    of: { kind: 'queue', id: 'support' },
    how: 'changed',
    settings: [
      { setting: 'priority', hidden: false, before: 3, after: 5 },
      { setting: 'inLine.everySeconds', hidden: false, before: 90, after: 60 },
      { setting: 'numbers', hidden: true, before: null, after: null },
    ],
    canUndo: false,
    ...more,
  };
}

/** Changes of every kind. */
export const manyChanges = ({ state }: FakeApi) => {
  const line = { kind: 'line', id: '' } as const;
  const days = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:00' }));
  const hours = {
    timeZone: 'Europe/Berlin',
    weekly: days,
    exceptions: [{ date: '2026-12-24', closed: true }],
  };
  const told = (setting: string, before: unknown, after: unknown) => ({
    setting,
    hidden: false,
    before,
    after,
  });
  const text = { en: 'Card payments fail; the bank is at work on it', ru: 'Карты не работают' };
  state.changes = [
    change('7', { canUndo: true, settings: change('7').settings.slice(0, 2) }),
    change('6', { settings: [told('hours', null, hours), told('leaveWords', true, false)], canUndo: true }),
    change('5', {
      of: { kind: 'notice', id: 'support' },
      how: 'added',
      settings: [told('text', null, text)],
    }),
    change('4', { of: line, settings: [told('consoleGoneSeconds', 180, null)] }),
    change('3', {
      of: { kind: 'operator', id: 'anna' },
      settings: [
        told('roles', ['operator'], ['operator', 'admin']),
        { setting: 'password', hidden: true, before: null, after: null },
      ],
    }),
    change('2', { of: { kind: 'operator', id: 'ben' }, how: 'removed', settings: [], by: 'ben' }),
    change('1'),
  ];
};

/** Settings that two people change, and the record of who changed what. */
export function changesSuite(opener: PageOpener): void {
  const open = (arrange?: (fake: FakeApi) => void) => opener.open(arrange, '/admin');
  const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();

  it('given the same setting changed by somebody else meanwhile, shows both; theirs is left, or mine is saved, and all else that was typed stays', async () => {
    const { page, fake } = await open();
    const now = () => fake.state.queues.get('support')!;
    const others = (settings: object) => fake.state.queues.set('support', { ...now(), ...settings });
    const dialog = page.getByRole('dialog', { name: 'Changed meanwhile' });
    await page.getByLabel('Priority').fill('7');
    await page.getByLabel('Wrap-up').fill('20');
    others({ priority: 9, maxWaiting: 40 });
    await save(page);
    await dialog.getByText('Priority').waitFor();
    expect(await dialog.locator('dd').allTextContents()).toEqual(['9', '7']);
    await dialog.getByRole('button', { name: 'Leave theirs' }).click();
    expect(await page.getByLabel('Priority').inputValue()).toBe('9');
    expect(await page.getByLabel('Wrap-up').inputValue()).toBe('20');
    expect(await page.getByLabel('Full from').inputValue()).toBe('40');
    await save(page);
    await page.getByText('Saved.').waitFor();
    expect(now()).toMatchObject({ priority: 9, wrapUpSeconds: 20, maxWaiting: 40 });

    await page.getByLabel('Priority').fill('7');
    others({ priority: 2, wrapUpSeconds: 30 });
    await save(page);
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByLabel('Priority').inputValue()).toBe('7');
    await save(page);
    await dialog.getByRole('button', { name: 'Save mine' }).click();
    await page.getByText('Saved.').waitFor();
    expect(now()).toMatchObject({ priority: 7, wrapUpSeconds: 30 });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('The earlier values are back.').waitFor();
    expect(now()).toMatchObject({ priority: 2, wrapUpSeconds: 30 });
    expect(await page.evaluate('document.activeElement.textContent')).toBe('The earlier values are back.');
  });

  it('given somebody who saves between reading and writing, the write is refused and made anew', async () => {
    const { page, fake } = await open();
    await page.getByLabel('Priority').fill('7');
    fake.refuseNext('PATCH /api/queues/support', { status: 412, code: 'changed-meanwhile' });
    await save(page);
    await page.getByText('Saved.').waitFor();
    expect(fake.made.filter(({ call }) => call.startsWith('PATCH'))).toHaveLength(2);
    expect(fake.state.queues.get('support')?.priority).toBe(7);
  });

  it('given a person, or the line, changed by somebody else, asks as well', async () => {
    const { page, fake } = await open();
    const dialog = page.getByRole('dialog', { name: 'Changed meanwhile' });
    await page.getByRole('tab', { name: 'People' }).click();
    await page.getByRole('button', { name: 'Edit Anna' }).click();
    await page.getByLabel('Name that callers hear').fill('Anna M.');
    await page.getByLabel('Phone on file').fill('+15550101');
    const anna = fake.state.people.get('anna')!;
    fake.state.people.set('anna', { ...anna, displayName: 'Anna K.', mostHeld: 3 });
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Anna K.').waitFor();
    await dialog.getByRole('button', { name: 'Save mine' }).click();
    await page.getByText('Support · +15550101').waitFor();
    expect(fake.state.people.get('anna')).toMatchObject({ displayName: 'Anna M.', mostHeld: 3 });
    const gone = page.getByRole('region', { name: 'A closed laptop' });
    await gone.getByLabel('Away after').fill('90');
    fake.state.lineSettings = { operatorNumber: '+15550109999', consoleGoneSeconds: 300 };
    await gone.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('button', { name: 'Leave theirs' }).click();
    await expect.poll(() => gone.getByLabel('Away after').inputValue()).toBe('300');
    expect(fake.state.lineSettings).toEqual({ operatorNumber: '+15550109999', consoleGoneSeconds: 300 });
  });

  it('given a notice that somebody else has begun meanwhile, asks which it is to be', async () => {
    const { page, fake } = await open();
    const notice = page.getByRole('region', { name: 'Notice to callers' });
    await notice.getByLabel('What happened').fill('Card payments fail; the bank is at work on it');
    const theirs = { id: 'n7', text: { en: 'Mails are late' }, owner: 'ben', since: inSeconds(0) };
    const queue = fake.state.queues.get('support')!;
    fake.state.queues.set('support', { ...queue, notice: { ...theirs, until: inSeconds(3600) } });
    await notice.getByRole('button', { name: 'Begin notice' }).click();
    const dialog = page.getByRole('dialog', { name: 'Changed meanwhile' });
    await dialog.getByText('Mails are late').waitFor();
    await dialog.getByRole('button', { name: 'Leave theirs' }).click();
    await notice.getByText(/by ben\./).waitFor();
    expect(await notice.getByLabel('What happened').inputValue()).toBe('Mails are late');
    await notice.getByRole('button', { name: 'End notice' }).click();
    await notice.getByText('The notice has ended').waitFor();
    expect(fake.state.queues.get('support')?.notice).toBe(null);
  });

  it('given changes, tells who changed what, and undoes one by the keyboard; without any it says so', async () => {
    const { page, fake } = await open(({ state }) => {
      state.changes = [
        change('3', { of: { kind: 'operator', id: 'gone' }, how: 'removed', settings: [] }),
        change('2', { canUndo: true, settings: change('2').settings.slice(0, 2) }),
        change('1'),
      ];
    });
    await page.getByRole('tab', { name: 'Changes' }).click();
    const rows = page.getByRole('region', { name: 'Recent changes' }).locator('ol > li');
    await rows.nth(2).waitFor();
    await expect.poll(() => rows.nth(0).textContent()).toContain('gone, deleted');
    expect(await rows.nth(1).getByRole('listitem').allTextContents()).toEqual([
      'Priority: 3 → 5',
      'Rhythm while waiting in line: then every: 90 → 60',
    ]);
    expect(await rows.nth(2).textContent()).toContain('Phone numbers: changed');
    expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(1);
    await page.getByRole('button', { name: /^Undo: Support, / }).press('Enter');
    await page.getByText('The earlier values are back.').waitFor();
    expect(fake.state.queues.get('support')).toMatchObject({ priority: 3, inLine: { everySeconds: 90 } });
    await expect.poll(() => page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
    expect(await page.evaluate('document.activeElement.textContent')).toBe('The earlier values are back.');
    await page.getByRole('tab', { name: 'Queues' }).click();
    await expect.poll(() => page.getByLabel('Priority').inputValue()).toBe('3');
    fake.state.changes = [];
    await page.getByRole('tab', { name: 'Changes' }).click();
    await page.getByText('Nothing has been changed yet.').waitFor();
  });
}
