import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import type { Quarter } from '../../src/waiting/tally.ts';
import type { FakeApi } from './fake-api.ts';
import { reportOf } from './fake-report.ts';
import type { PageOpener } from './open-page.ts';

/** Half-hours of a day in Berlin from an hour on: calls, and the mean wait in seconds of who was taken. */
function quartersOf(hour: number, halfHours: readonly (readonly [number, number | null])[]): Quarter[] {
  return halfHours.map(([calls, wait], i) => ({
    quarterAt: Date.UTC(2026, 10, 22, hour - 1, 30 * i),
    counts: {
      calls,
      ...(wait === null ? {} : { taken: 2, 'waited-ms': wait * 2000 }),
      ...(i > 5 ? { 'abandoned-in-line': i - 4 } : {}),
    },
  }));
}

/** A day on which callers said what they think of the rhythm. */
export const busyReport = ({ state }: FakeApi) => {
  state.queues.set('sales', defaultQueueSettings('sales', 'Sales'));
  state.report = reportOf(
    {
      calls: 96,
      taken: 71,
      'taken-in-20': 24,
      'taken-in-90': 30,
      'waited-ms': 71 * 83_000,
      'longest-wait-ms': 741_000,
      'abandoned-in-line': 9,
      'abandoned-on-hold': 2,
      'callbacks-promised': 8,
      'callbacks-kept': 7,
      'sent-on': 4,
      'no-place': 3,
      'handed-on': 214,
      'handed-back': 5,
      'old-line-minutes': 861,
      'check-ins': 312,
      'check-ins-late': 1,
      ranges: 62,
      'ranges-true': 43,
      'ranges-longer': 7,
      'ranges-shorter': 4,
      'right:yes': 19,
      'right:no': 4,
      'often:45-60-60-60:too-rarely': 14,
      'often:45-60-60-60:just-right': 5,
      'often:45-60-60-60:too-often': 1,
      'often:90-120-60-60:just-right': 6,
      'often:news-only:too-rarely': 2,
      'often:news-only:just-right': 1,
    },
    20,
    quartersOf(9, [
      [4, 20],
      [11, 64],
      [17, 141],
      [9, 96],
      [12, 83],
      [0, null],
      [21, 312],
      [22, 187],
    ]),
  );
};

/** Whether the promises are kept, for admins. */
export function reportsSuite(opener: PageOpener): void {
  const open = async (arrange?: (fake: FakeApi) => void) => {
    const opened = await opener.open(arrange, '/admin');
    await opened.page.getByRole('tab', { name: 'Reports' }).click();
    return opened;
  };
  const figure = (page: Page, name: string) => page.locator('dl > div', { hasText: name }).locator('dd');

  it('given many who heard from us too rarely, says so first, and leads to the rhythm of that queue', async () => {
    const { page } = await open(busyReport);
    await page.getByRole('button', { name: 'Sales' }).click();
    await page
      .getByText(
        '14 of 20 heard from us too rarely: in line the first word comes after 45 s, then every 60 s.',
      )
      .waitFor();
    const shown = async (name: string) => (await figure(page, name).innerText()).replace(/\s+/g, ' ');
    expect(await shown('came true as told')).toBe(
      '43 of 54 80 % 7 took longer, 4 less time 8 callers left before it could be seen',
    );
    expect(await shown('Check-ins on time')).toBe('311 of 312 99 % 1 late');
    expect(await shown('was right')).toBe('19 of 23 83 %');
    expect(await shown('Calls back kept')).toBe('7 8 promised');
    expect(await shown('Taken within 20 s')).toBe('30 % 24 of 80 taken or abandoned');
    expect(await shown('Longest wait')).toBe('12:21');
    await page.getByText('Callers waited longest from 12:00 on: 5:12 on average.').waitFor();
    expect(await page.getByRole('row', { name: '12:00' }).innerText()).toMatch(/^12:00\s+21\s+5:12\s+2$/);
    expect(await page.getByRole('row', { name: '11:30' }).innerText()).toMatch(/^11:30\s+0\s+–\s+0$/);
    expect(await page.getByRole('listitem').filter({ hasText: 'only news' }).innerText()).toMatch(
      /0 too often\s+1 just right\s+2 too rarely/,
    );
    await page.getByRole('button', { name: 'To the rhythm' }).press('Enter');
    await page.getByRole('form', { name: 'Sales' }).waitFor();
    expect(await page.evaluate('document.activeElement.name')).toBe('inLine.firstAfterSeconds');
  });

  it('given a period, or other seconds, asks for these, and the export is of the same days', async () => {
    const { page, fake } = await open(busyReport);
    await figure(page, 'Taken within 20 s').waitFor();
    const asked = page.waitForRequest(/\/api\/queues\/support\/report\?period=7-days&withinSeconds=20$/);
    await page.getByText('7 days').click();
    await asked;
    fake.state.report = { ...reportOf({ calls: 1 }, 60), days: { from: '2026-11-16', to: '2026-11-22' } };
    await page.getByLabel('Service level').selectOption('60');
    await figure(page, 'Taken within 60 s').waitFor();
    expect(await page.getByRole('link', { name: 'Half-hours as CSV' }).getAttribute('href')).toBe(
      '/api/reports/half-hours.csv?queueId=support&from=2026-11-16&to=2026-11-22&withinSeconds=60',
    );
    await page.getByText('0 answers so far to the rhythm of now; from 10 on').waitFor();
  });

  it('given nothing counted, says what will be here and when; with the first call it is', async () => {
    const { page, fake } = await open(({ state }) => {
      state.queues.set('support', { ...defaultQueueSettings('support', 'Support'), askAfterwards: false });
    });
    await page.getByText('Nothing to report yet').waitFor();
    await page.getByText('ranges once five waits have come to an end').waitFor();
    fake.state.report = reportOf({ calls: 1, 'check-ins': 2 });
    await page.getByText('7 days').click();
    expect(await figure(page, 'Check-ins on time').innerText()).toMatch(
      /2 of 2\s+too few to say\s+none was late/,
    );
    await page.getByText('This queue asks no questions after the talk.').waitFor();
  });

  it('given a server that does not answer, says so, and leaves what was shown', async () => {
    const { page } = await open(busyReport);
    await figure(page, 'Taken within 20 s').waitFor();
    await page.route('**/report?**', (route) =>
      route.fulfill({ status: 422, contentType: 'application/problem+json', body: '{"status":422}' }),
    );
    await page.getByRole('tab', { name: 'People' }).click();
    await page.getByRole('tab', { name: 'Reports' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByText('These figures are from before.').waitFor();
    expect(await figure(page, 'Longest wait').innerText()).toBe('12:21');
  });
}
