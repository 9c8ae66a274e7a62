import { expect, it } from 'vitest';
import { talking } from './arranged.ts';
import { type NuisanceJson, nuisance } from './fake-nuisances.ts';
import type { FakeApi } from './fake-api.ts';
import { caller, deskOf, inSeconds } from './fake-state.ts';
import type { PageOpener } from './open-page.ts';

/** Callers whose calls are refused by two queues, and by all. */
export const someNuisances = ({ state }: FakeApi) => {
  const marks: NuisanceJson[] = [
    nuisance('n1', { note: 'Shouts at everybody' }),
    nuisance('n2', { reason: 'silent', queueId: null, by: 'ben', until: inSeconds(86_400 * 200) }),
  ];
  for (const mark of marks) state.nuisances.set(mark.id, mark);
};

export function nuisanceSuite(opener: PageOpener): void {
  it('given a caller who is a nuisance, refuses further calls for some days, and undoes it', async () => {
    const { page, fake } = await opener.open(talking);
    await page.getByRole('button', { name: 'Nuisance caller…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Refuse further calls' });
    await dialog.getByLabel('Why').selectOption('Threats');
    await dialog.getByLabel('For how many days').fill('400');
    await dialog.getByRole('button', { name: 'Refuse calls' }).click();
    await dialog.getByText('must be a whole number from 1 to 365').waitFor();
    await dialog.getByLabel('For how many days').fill('30');
    await dialog.getByLabel('Note for admins').fill('third time today');
    await dialog.getByLabel('By all queues').check();
    await dialog.getByRole('button', { name: 'Refuse calls' }).click();
    await page.getByText('Further calls from this number are refused until').waitFor();
    expect(fake.made.at(-1)).toEqual({
      call: 'POST /api/contacts/m/nuisance',
      body: { reason: 'threats', note: 'third time today', days: 30, where: 'everywhere' },
    });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Nuisance caller…' }).waitFor();
    expect(fake.state.nuisances.size).toBe(0);
  });

  it('given a withheld number, says why its calls cannot be refused', async () => {
    const { page } = await opener.open(({ state }) => {
      const withheld = { status: 'connected', operator: 'anna', from: 'withheld' } as const;
      state.contacts.set('m', caller('m', { ...withheld, nextCheckInAt: null }));
      state.desks.set('anna', deskOf('talking'));
    });
    await page.getByRole('button', { name: 'Nuisance caller…' }).click();
    await page.getByText('so they cannot be refused').waitFor();
    expect(await page.getByRole('button', { name: 'Refuse calls' }).count()).toBe(0);
  });

  it('given a talk that is over, marks its caller as well', async () => {
    const { page, fake } = await opener.open(({ state }) => {
      state.contacts.set('over', caller('over', { status: 'ended' }));
      state.desks.set('anna', deskOf('free', { lastContactId: 'over' }));
    });
    await page.getByRole('button', { name: 'Last caller: nuisance…' }).click();
    await page.getByRole('button', { name: 'Refuse calls' }).click();
    await page.getByText('Abusive. Further calls').waitFor();
    expect(fake.state.nuisances.get('over')).toMatchObject({ queueId: 'support', note: '' });
  });

  it('given marks, an admin sees who made them and until when, makes one longer, ends one and undoes that', async () => {
    const { page, fake } = await opener.open(someNuisances, '/admin');
    await page.getByRole('tab', { name: 'Callers' }).click();
    const list = page.getByRole('region', { name: 'Nuisance callers' });
    await list.getByText('Abusive · Support').waitFor();
    await list.getByText('Silent or hung up, again and again · All queues').waitFor();
    const row = list.getByRole('listitem').filter({ hasText: 'Shouts at everybody' });
    const until = () => Date.parse(fake.state.nuisances.get('n1')?.until ?? '');
    const before = until();
    await row.getByRole('button', { name: 'A week longer' }).click();
    await expect.poll(until).toBe(before + 7 * 86_400_000);
    await row.getByRole('button', { name: 'Take calls again' }).click();
    await row.getByText('Calls are taken again.').waitFor();
    expect(until()).toBeLessThanOrEqual(Date.now());
    await row.getByRole('button', { name: 'Undo' }).click();
    await row.getByRole('button', { name: 'Take calls again' }).waitFor();
    expect(until()).toBe(before + 7 * 86_400_000);
  });
}
