import { expect, test } from 'vitest';
import { type AtDesk, type Caller, type Scene, scene } from './scene.ts';

/** A line of two languages, with nobody on duty yet. */
function line(): Promise<Scene> {
  return scene({ languages: ['en', 'ru'], presenceAfterSeconds: 0 });
}

/** An operator to whom callers come by themselves, and who speaks only these languages with them. */
function speaking(s: Scene, name: string, ...skills: string[]): Promise<AtDesk> {
  return s.operator(name, 'auto', 'open-line', { skills });
}

async function called(s: Scene, name: string, speaks: 'en' | 'ru'): Promise<Caller> {
  const caller = s.caller(name);
  await s.pass(3);
  if (speaks === 'ru') caller.press('7');
  await s.pass(3);
  return caller;
}

/** Who is announced to whom. */
async function offered(callers: Record<string, Caller>): Promise<Record<string, string>> {
  const entries = await Promise.all(
    Object.entries(callers).map(async ([name, caller]) => {
      const contact = await caller.state();
      return [name, contact.status === 'offered' ? contact.server.displayName : contact.status] as const;
    }),
  );
  return Object.fromEntries(entries);
}

test('an English caller first and a Russian one second: who speaks both has the first, who speaks Russian the second', async () => {
  const s = await line();
  const mia = await called(s, 'Mia', 'en');
  const ivan = await called(s, 'Ivan', 'ru');
  await speaking(s, 'Ben', 'en', 'ru');
  await speaking(s, 'Olga', 'ru');
  await s.pass(1);
  expect(await offered({ mia, ivan })).toStrictEqual({ mia: 'Ben', ivan: 'Olga' });
});

test('both are free when a Russian caller comes: who speaks only that has them, and the other the English one after', async () => {
  const s = await line();
  await speaking(s, 'Anna');
  await speaking(s, 'Ben', 'en', 'ru');
  await speaking(s, 'Olga', 'ru');
  // Ivan is greeted in Russian, and the others in English.
  await s.box.store.putQueue({ ...s.box.queue, languages: ['ru', 'en'] });
  const ivan = s.caller('Ivan');
  await s.pass(1);
  await s.box.store.putQueue({ ...s.box.queue, languages: ['en', 'ru'] });
  const mia = s.caller('Mia');
  const max = s.caller('Max');
  await s.pass(1);
  expect(await offered({ ivan, mia, max })).toStrictEqual({ ivan: 'Olga', mia: 'Ben', max: 'Anna' });
});

test('whom a Russian speaker cannot serve keeps the place, and is first for who can', async () => {
  const s = await line();
  const mia = await called(s, 'Mia', 'en');
  const max = await called(s, 'Max', 'en');
  const ivan = await called(s, 'Ivan', 'ru');
  const olga = await speaking(s, 'Olga', 'ru');
  await s.pass(3);
  expect(await offered({ mia, max, ivan })).toStrictEqual({ mia: 'waiting', max: 'waiting', ivan: 'Olga' });
  olga.press('1');
  await s.pass(10);
  await speaking(s, 'Ben', 'en', 'ru');
  await s.pass(1);
  expect(await offered({ mia, max })).toStrictEqual({ mia: 'Ben', max: 'waiting' });
  ivan.hangUp();
  await s.pass(15);
  // Free again, and there is nobody whom she could serve.
  expect((await olga.desk()).status).toBe('free');
  expect(await offered({ max })).toStrictEqual({ max: 'waiting' });
});

test('who chooses another language while announced is announced to somebody who speaks it', async () => {
  const s = await line();
  const ben = await speaking(s, 'Ben', 'en');
  const mia = s.caller('Mia');
  await s.pass(2);
  expect(await offered({ mia })).toStrictEqual({ mia: 'Ben' });
  await speaking(s, 'Olga', 'ru');
  mia.press('7');
  await s.pass(1);
  expect(await offered({ mia })).toStrictEqual({ mia: 'Olga' });
  expect((await ben.desk()).status).toBe('free');
  await s.pass(5);
  expect(ben.heard()).toContain('The caller is back in line.');
});
