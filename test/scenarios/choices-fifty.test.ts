import { expect, test } from 'vitest';
import { type Caller, type Scene, scene } from './scene.ts';

let s: Scene;

const PEOPLE = 50;

/** What each does: every third is called back, every fifth drops and calls again, the rest wait. */
function kindOf(i: number): 'waits' | 'is called back' | 'drops and calls again' {
  if (i % 5 === 4) return 'drops and calls again';
  return i % 3 === 1 ? 'is called back' : 'waits';
}

function numberOf(i: number): string {
  return `+1202555${String(100 + i).padStart(4, '0')}`;
}

test('fifty people, some called back, some calling again: all are served in the order in which they came', async () => {
  s = await scene({
    presenceAfterSeconds: 0,
    inLine: { firstAfterSeconds: 300, everySeconds: 300, growth: 1, longestSilenceSeconds: 300 },
  });
  const people: Caller[] = [];
  for (let i = 0; i < PEOPLE; i++) {
    people.push(s.caller(`Person ${i}`, numberOf(i)));
    await s.pass(1);
  }
  await s.pass(15);
  for (const [i, person] of people.entries()) if (kindOf(i) === 'is called back') person.press('2');
  await s.pass(12);
  for (const [i, person] of people.entries()) if (kindOf(i) === 'is called back') person.press('1');
  for (const [i, person] of people.entries()) if (kindOf(i) === 'drops and calls again') person.hangUp();
  await s.pass(20);
  for (const i of people.keys())
    if (kindOf(i) === 'drops and calls again') s.caller(`Person ${i}`, numberOf(i));
  for (const [i] of people.entries()) {
    if (kindOf(i) !== 'is called back') continue;
    const phone = s.box.network.phone(numberOf(i));
    phone.onIncoming({ does: 'answer', afterMs: 4_000 });
  }
  await s.pass(20);
  const inOrder = people.map((one) => one.contactId);
  expect((await s.box.store.line('support', 100)).map((one) => one.contact.id)).toEqual(inOrder);

  const anna = await s.operator('Anna', 'auto');
  const served: string[] = [];
  for (let i = 0; i < PEOPLE; i++) {
    await s.box.until(async () => {
      for (const [j, person] of people.entries()) {
        if ((await person.state()).status !== 'calling-back') continue;
        const phone = s.box.network.phone(numberOf(j));
        if (phone.call?.tape.segments.at(-1)?.kind === 'silence') phone.press('1');
      }
      return (await anna.desk()).status === 'offered';
    });
    await s.pass(4);
    anna.press('1');
    await s.box.until(async () => (await anna.desk()).status === 'talking');
    await s.pass(5);
    const desk = await anna.desk();
    if ('contact' in desk && desk.contact !== null) {
      served.push(desk.contact.contactId);
      await s.box.line.switchboard.tellContact(desk.contact.contactId, { type: 'end', operator: 'anna' });
    }
  }
  expect(served).toEqual(inOrder);
  expect(await s.box.store.line('support', 100)).toEqual([]);
}, 120_000);
