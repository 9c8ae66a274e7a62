import { expect, it } from 'vitest';
import type { FakeApi } from './fake-api.ts';
import { ANNA, deskOf, held, inSeconds } from './fake-state.ts';
import type { PageOpener } from './open-page.ts';

/** A centre with holds in good time, nearly over, over and far over, and one without a promise. */
export function busyTeam({ state }: FakeApi): void {
  const desk = (displayName: string, status: Parameters<typeof deskOf>[0], reason: string | null = null) => {
    const operator = displayName.toLowerCase();
    state.desks.set(operator, deskOf(status, { operator, displayName, reason, contactId: `of-${operator}` }));
  };
  const hold = (operator: string, agoSeconds: number, promisedSeconds: number | null) =>
    state.contacts.set(
      `of-${operator}`,
      held(
        `of-${operator}`,
        {
          since: inSeconds(-agoSeconds),
          expectedBackAt: promisedSeconds === null ? null : inSeconds(promisedSeconds - agoSeconds),
        },
        { operator, waitedSeconds: agoSeconds },
      ),
    );
  for (const name of ['Ben', 'Cleo', 'Dora', 'Emil', 'Finn']) desk(name, 'holding');
  desk('Gwen', 'free');
  desk('Hugo', 'away', 'lunch');
  desk('Iris', 'closed');
  hold('ben', 20, null);
  hold('cleo', 30, 600);
  hold('dora', 90, 100);
  hold('emil', 110, 100);
  hold('finn', 160, 100);
}

export function supervisorSuite(opener: PageOpener): void {
  it('given a supervisor, shows who is over time by word, most overdue first, and every open desk', async () => {
    const { page, fake } = await opener.open(as('supervisor'));
    const team = page.getByRole('region', { name: 'Team' });
    await team.getByText('2 of 5 over time').waitFor();
    const [holds, desks] = [team.getByRole('list').nth(0), team.getByRole('list').nth(1)];
    const rows = await holds.getByRole('listitem').allTextContents();
    expect(
      rows.map((row) => /^(\w+) .*?(Back soon|Over time|Forgotten\? Look in)?$/.exec(row)?.slice(1)),
    ).toEqual([
      ['Finn', 'Forgotten? Look in'],
      ['Emil', 'Over time'],
      ['Dora', 'Back soon'],
      ['Cleo', undefined],
      ['Ben', undefined],
    ]);
    expect(await desks.getByRole('listitem').count()).toBe(7);
    await desks.getByRole('listitem').filter({ hasText: 'Hugo' }).getByText('Away · lunch').waitFor();
    await team.getByText('1 desk is closed.').waitFor();

    fake.showDesk(deskOf('free', { operator: 'iris', displayName: 'Iris' }));
    await desks.getByText('Iris').waitFor();
    fake.showContact(held('of-finn', {}, { operator: 'finn', status: 'ended', hold: null }));
    await team.getByText('1 of 4 over time').waitFor();
  });

  it('given a caller held again whom they looked in on, hands back to the colleague', async () => {
    const { page, fake } = await opener.open((fresh) => {
      as('supervisor')(fresh);
      fresh.state.contacts.set('mine', held('mine', {}, { insteadOf: 'ben' }));
      fresh.state.desks.set('anna', deskOf('holding', { contactId: 'mine', held: ['mine'] }));
    });
    await page.getByRole('button', { name: 'Hand back to Ben' }).click();
    await expect
      .poll(() => fake.made)
      .toEqual([{ call: 'POST /api/contacts/mine/transfer', body: { operator: 'ben' } }]);
  });

  it('given an operator, shows held callers of colleagues with the same marks, and no desks', async () => {
    const { page } = await opener.open(as('operator'));
    await page.getByText('Forgotten? Look in').waitFor();
    expect(await page.getByRole('region', { name: 'Team' }).count()).toBe(0);
  });
}

function as(role: 'operator' | 'supervisor'): (fake: FakeApi) => void {
  return (fake) => {
    fake.state.signedIn = { ...ANNA, roles: [role] };
    busyTeam(fake);
  };
}
