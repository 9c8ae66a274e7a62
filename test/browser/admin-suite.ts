import { expect, it } from 'vitest';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import { ANNA } from './fake-state.ts';
import type { PageOpener } from './open-page.ts';

export function adminSuite(opener: PageOpener): void {
  const open = () => opener.open(undefined, '/admin');

  it('given a rhythm, tells and then saves what a caller will hear; undo brings the old one back; what a colleague has changed stays', async () => {
    const { page, fake } = await open();
    const inLine = page.getByRole('region', { name: 'Rhythm while waiting in line' });
    await inLine.getByText('silence 45 s · word · silence 60 s').waitFor();
    await inLine.getByLabel('Growth').fill('1,5');
    await inLine.getByLabel('Then every').fill('80');
    await inLine
      .getByText('silence 45 s · word · silence 80 s · word · silence 120 s · word · silence 180 s')
      .waitFor();
    fake.state.queues.set('support', { ...fake.state.queues.get('support')!, wrapUpSeconds: 31 });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(await page.getByLabel('Wrap-up').inputValue()).toBe('31');
    expect(fake.state.queues.get('support')?.inLine).toEqual({
      firstAfterSeconds: 45,
      everySeconds: 80,
      growth: 1.5,
      longestSilenceSeconds: 180,
    });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('The earlier values are back.').waitFor();
    expect(fake.state.queues.get('support')).toMatchObject({
      inLine: { everySeconds: 60 },
      wrapUpSeconds: 31,
    });
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

  it('given every other choice of a queue, saves it as it was typed, and takes all of it back', async () => {
    const { page, fake } = await open();
    const before = fake.state.queues.get('support');
    for (const [label, text] of [
      ['Times to choose', '16, 18:30'],
      ['Time zone of these times', 'Europe/Berlin'],
      ['Calls until a person', '2'],
      ['Pause between two calls', '900'],
      ['Countries that may be called', 'us de'],
      ['Country of this line', 'de'],
      ['Promises to one number', '3'],
      ['Promises of this line', '10'],
      ['Minutes of calls back', '60'],
      ['Keep a dropped place', '300'],
      ['after a wait of', '120'],
      ['One level up', '900'],
      ['Languages of called numbers', '+15551234567 EN'],
      ['By the number that was called', '+15551234567 8'],
      ['By language', 'en 6\nru 7'],
      ['By the number that calls', '+15557654321 9'],
      ['Backup number', '+15550001111'],
      ['Full from', '40'],
    ] as const)
      await page.getByLabel(label).fill(text);
    await page.getByLabel('A spoken word answers too').check();
    await page.getByLabel('Callers may leave words').uncheck();
    await page.getByLabel('Two questions about the wait').uncheck();
    const heard = page.getByRole('region', { name: 'Calls back' }).getByRole('figure');
    await heard.getByText('2 for after four PM').waitFor();
    await heard.getByText('about 6 seconds').waitFor();
    await page.getByText('United States, Germany').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(fake.state.queues.get('support')).toMatchObject({
      callbacks: {
        enabled: true,
        laterAt: ['16:00', '18:30'],
        timeZone: 'Europe/Berlin',
        attempts: 2,
        pauseSeconds: 900,
        countries: ['US', 'DE'],
        perNumberPerDay: 3,
        perMinute: 10,
        minutesPerDay: 60,
      },
      country: 'DE',
      numberLanguages: [{ number: '+15551234567', language: 'en' }],
      keepPlaceSeconds: 300,
      presenceAfterSeconds: 120,
      spokenAnswers: true,
      leaveWords: false,
      askAfterwards: false,
      backupNumber: '+15550001111',
      maxWaiting: 40,
      ranking: {
        ageingSeconds: 900,
        calledNumbers: [{ number: '+15551234567', priority: 8 }],
        languages: [
          { language: 'en', priority: 6 },
          { language: 'ru', priority: 7 },
        ],
        callers: [{ number: '+15557654321', priority: 9 }],
      },
    });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('The earlier values are back.').waitFor();
    expect(fake.state.queues.get('support')).toEqual(before);
  });

  it('given choices that cannot be, marks each field and names the entry', async () => {
    const { page } = await open();
    const wrong = [
      ['Times to choose', '16:00, noon', '2: must be a time such as'],
      ['Time zone of these times', 'Europe/Atlantis', 'must be a time zone'],
      ['Countries that may be called', 'US, Germany', '2: must be a country'],
      ['Backup number', '112', 'must be an E.164 number'],
      ['By the number that calls', '+15557654321', '1: must be a whole number from 0 to 9'],
      [
        'Languages of called numbers',
        '+15551234567 en\n+15551234568 Russian',
        '2: must be a language such as',
      ],
    ] as const;
    for (const [label, text] of wrong) await page.getByLabel(label).fill(text);
    await page.getByLabel('Always open').uncheck();
    await page.getByLabel('Monday').fill('9-12, 11-13');
    await page.getByLabel('Holidays').fill('2026-12-24 closed\n2026-02-30 9-12');
    await page.getByRole('button', { name: 'Save' }).click();
    for (const [label, , says] of wrong) {
      await page.getByText(says).waitFor();
      expect(await page.getByLabel(label).getAttribute('aria-invalid')).toBe('true');
    }
    for (const label of ['Monday', 'Holidays'])
      expect(await page.getByLabel(label).getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('Tuesday').getAttribute('aria-invalid')).not.toBe('true');
    // Without calls back nothing of them can be wrong.
    await page.getByLabel('Callers may be called back').uncheck();
    expect(await page.getByLabel('Times to choose').count()).toBe(0);
  });

  it('given hours with exceptions, saves them and says what callers hear while it is closed', async () => {
    const { page, fake } = await open();
    await page.getByLabel('Always open').uncheck();
    const hours = page.getByRole('region', { name: 'Opening hours' });
    await hours.getByLabel('Time zone').fill('Europe/Berlin');
    await hours.getByLabel('Monday').fill('9-12, 13-17:30');
    await hours.getByLabel('Holidays').fill('2026-12-24 zu\n2026-12-31 9-12');
    await hours.getByRole('figure').getByText('Support is closed now.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(fake.state.queues.get('support')?.hours).toEqual({
      timeZone: 'Europe/Berlin',
      weekly: [
        { day: 1, from: '09:00', to: '12:00' },
        { day: 1, from: '13:00', to: '17:30' },
      ],
      exceptions: [
        { date: '2026-12-24', closed: true },
        { date: '2026-12-31', from: '09:00', to: '12:00' },
      ],
    });
  });

  it('given a notice, says how it is heard, refuses adverts and the past, begins it, ends it, and undoes that', async () => {
    const { page, fake } = await open();
    const notice = page.getByRole('region', { name: 'Notice to callers' });
    const text = notice.getByLabel('What happened');
    const until = notice.getByLabel('In force until');
    await text.fill('Cards fail; see our website');
    await until.fill('2020-01-01T10:00');
    await notice.getByRole('button', { name: 'Begin notice' }).click();
    await notice.getByText('"see our website" advertises or sends the caller away').waitFor();
    await notice.getByText('must be in the future').waitFor();
    expect(await until.getAttribute('aria-invalid')).toBe('true');
    expect(fake.state.queues.get('support')?.notice).toBe(null);

    await text.fill('Card payments fail; the bank is at work on it');
    await until.fill('2099-01-01T10:00');
    await notice.getByRole('figure').getByText('Card payments fail; the bank is at work on it.').waitFor();
    await page.getByRole('link', { name: 'Console' }).click();
    await page.getByRole('button', { name: 'Stay here' }).click();
    await notice.getByRole('button', { name: 'Begin notice' }).click();
    await notice.getByText(/In force until .*2099.*10:00, by anna\./).waitFor();
    await notice.getByRole('button', { name: 'End notice' }).click();
    await notice.getByText('The notice has ended').waitFor();
    expect(fake.state.queues.get('support')?.notice).toBe(null);
    await notice.getByRole('button', { name: 'Undo' }).click();
    await notice.getByRole('button', { name: 'End notice' }).waitFor();
    expect(fake.state.queues.get('support')?.notice?.text).toEqual({
      en: 'Card payments fail; the bank is at work on it',
    });
  });

  it('given a line that must close at once, closes it by hand, all of them where wanted, and opens them again', async () => {
    const { page, fake } = await opener.open(({ state }) => {
      state.queues.set('sales', defaultQueueSettings('sales', 'Sales'));
    }, '/admin');
    const closing = page.getByRole('region', { name: 'Close now' });
    const closures = () => [...fake.state.queues.values()].map(({ closure }) => closure);
    await closing.getByLabel('For how long').selectOption('An hour');
    await closing.getByRole('button', { name: 'Close now' }).click();
    await closing.getByText('Closed by hand until').waitFor();
    const [first, ...others] = closures();
    expect(Math.abs(Date.parse(first?.until ?? '') - Date.now() - 3_600_000)).toBeLessThan(60_000);
    expect(others).toEqual([null]);
    await closing.getByRole('button', { name: 'Open again' }).click();
    await closing.getByLabel('For how long').selectOption('Until it is opened again');
    await closing.getByLabel('All 2 queues').check();
    await closing.getByRole('button', { name: 'Close now' }).click();
    await closing.getByText('until somebody opens it again').waitFor();
    expect(closures()).toEqual([{ until: null }, { until: null }]);
    await closing.getByRole('button', { name: 'Open again' }).click();
    await expect.poll(closures).toEqual([null, null]);
  });

  it('given a pilot, sends all calls to the old line with one click, and undoes it; without one says nothing of it', async () => {
    const { page, fake } = await opener.open(({ state }) => {
      state.queues.set('sales', defaultQueueSettings('sales', 'Sales'));
      const support = defaultQueueSettings('support', 'Acme support');
      state.queues.set('support', { ...support, pilot: { share: 25, oldLine: '+12025550190' } });
    }, '/admin');
    const back = page.getByRole('region', { name: 'Back to the old line' });
    const share = () => fake.state.queues.get('support')?.pilot.share;
    await page.getByRole('button', { name: 'Sales' }).click();
    await page.getByRole('region', { name: 'Close now' }).waitFor();
    expect(await back.count()).toBe(0);
    await page.getByRole('button', { name: 'Acme support' }).click();
    await back.getByText('25 % of the calls are answered here').waitFor();
    await back.getByRole('button', { name: 'All calls to the old line' }).click();
    await back.getByText('Who is in this line is still served').waitFor();
    expect(share()).toBe(0);
    expect(await page.getByLabel('Answered here').inputValue()).toBe('0');
    await back.getByRole('button', { name: 'Undo' }).click();
    await back.getByRole('button', { name: 'All calls to the old line' }).waitFor();
    expect(share()).toBe(25);

    await page.getByLabel('Answered here').fill('half');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('must be a whole number from 0 to 100').waitFor();
    await page.getByLabel('Answered here').fill('50');
    await page.getByRole('button', { name: 'Save' }).click();
    await back.getByText('50 % of the calls are answered here').waitFor();
    expect(share()).toBe(50);
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
