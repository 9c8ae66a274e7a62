import { expect, test } from 'vitest';
import { callerKeys } from '../../src/twilio/caller-key.ts';
import type { Nuisance } from '../../src/waiting/nuisance.ts';
import { type Scene, scene } from './scene.ts';

const MIA = '+12025550143';
const DAY_S = 86_400;

async function mark(s: Scene, days: number, more: Partial<Nuisance> = {}): Promise<void> {
  const at = s.box.clock.now();
  const caller = callerKeys('a secret of at least thirty-two characters').of(MIA) ?? '';
  await s.box.store.putNuisance({
    ...{ id: 'n1', caller, queueId: 'support', language: 'en', masked: '', reason: 'abusive' },
    ...{ note: '', by: 'anna', at, until: at + days * DAY_S * 1000 },
    ...more,
  });
}

async function isKnown(s: Scene, contactId: string): Promise<boolean> {
  return (await s.box.store.readContact(contactId, '')).contact !== null;
}

test('who was marked hears when calls are taken again, and goodbye; others are served', async () => {
  const s = await scene();
  await mark(s, 3);
  const mia = s.caller('Mia', MIA);
  const ben = s.caller('Ben', '+12025550144');
  await s.pass(30);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  This line takes no calls from this number now. It does again on Thursday at nine AM.
    0:07  Goodbye."
  `);
  expect(await isKnown(s, mia.contactId)).toBe(false);
  expect(await ben.state()).toMatchObject({ status: 'waiting' });
  expect(s.box.network.problems).toEqual([]);
});

test('in the language in which they were spoken to, with the number at which somebody answers', async () => {
  const s = await scene({ languages: ['en', 'ru', 'de'], backupNumber: '+12025550190' });
  await mark(s, 30, { language: 'ru', queueId: null });
  const russian = s.caller('Russian', MIA);
  await s.pass(40);
  expect(russian.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Сейчас эта линия не принимает звонки с этого номера. Снова начнёт через неделю или позже.
    0:06  Ответят здесь: один, два ноль два, пять пять пять, ноль один, девять ноль. Ещё раз: один, два ноль два, пять пять пять, ноль один, девять ноль.
    0:16  До свидания."
  `);
  await mark(s, 1, { language: 'de' });
  await mark(s, 0, { language: 'ru', queueId: null });
  const german = s.caller('German', MIA);
  await s.pass(40);
  expect(german.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Diese Leitung nimmt zurzeit keine Anrufe von dieser Nummer an. Wieder morgen um neun Uhr.
    0:06  Auch erreichbar: eins, zwei null zwei, fünf fünf, fünf null, eins neun null. Noch einmal: eins, zwei null zwei, fünf fünf, fünf null, eins neun null.
    0:16  Auf Wiederhören."
  `);
});

test('the call under way goes on; when the mark is over the next one is taken', async () => {
  const s = await scene();
  const mia = s.caller('Mia', MIA);
  await s.pass(20);
  await mark(s, 1);
  await s.pass(60);
  expect(await mia.state()).toMatchObject({ status: 'waiting' });
  mia.hangUp();
  await s.pass(5);
  // Neither is the place that was kept taken up again.
  const again = s.caller('Again', MIA);
  await s.pass(20);
  expect(again.heard()).toContain('takes no calls from this number');
  await s.pass(DAY_S);
  const later = s.caller('Later', MIA);
  await s.pass(5);
  expect(await isKnown(s, later.contactId)).toBe(true);
});

test.each([
  ['a queue that refuses nobody', { refusesNuisances: false }, 'there', {}],
  ['another queue', {}, 'there', { queueId: 'sales' }],
  ['a store that cannot be asked', {}, 'away', {}],
] as const)('with %s the call is answered', async (_, queue, store, more) => {
  const s = await scene(queue);
  await mark(s, 3, more);
  s.caller('Ben', '+12025550144');
  await s.pass(5);
  s.store(store);
  const mia = s.caller('Mia', MIA);
  await s.pass(10);
  expect(mia.heard()).not.toContain('takes no calls');
  expect(mia.heard()).toContain('Acme support');
});

test('a marked caller of a pilot is refused, and not handed on', async () => {
  const s = await scene({ pilot: { share: 0, oldLine: '+12025550190' } });
  await mark(s, 3);
  const mia = s.caller('Mia', MIA);
  await s.pass(20);
  expect(mia.heard()).toContain('takes no calls from this number');
});

test('a week ahead the day would have the name of today, so it is not named', async () => {
  const s = await scene();
  await mark(s, 7);
  const mia = s.caller('Mia', MIA);
  await s.pass(30);
  expect(mia.heard()).toContain('It does again in a week or more.');
});
