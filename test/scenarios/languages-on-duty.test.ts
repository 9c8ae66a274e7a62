import { expect, test } from 'vitest';
import { seededRandom } from '../support/line-in-a-box.ts';
import { type AtDesk, type Scene, scene } from './scene.ts';

/** An operator who speaks only these languages with callers. */
function speaking(s: Scene, name: string, ...skills: string[]): Promise<AtDesk> {
  return s.operator(name, 'manual', 'open-line', { skills });
}

test('nobody on duty speaks English: so it is said, without a range; who comes and who goes is told early', async () => {
  const s = await scene({ languages: ['en', 'ru'], presenceAfterSeconds: 0 });
  await speaking(s, 'Olga', 'ru');
  await s.pass(5);
  const mia = s.caller('Mia', '+12025550143');
  await s.pass(30);
  mia.press('5');
  await s.pass(60);
  const ben = await speaking(s, 'Ben', 'en', 'ru');
  await s.pass(40);
  await ben.close();
  await s.pass(60);
  mia.press('7');
  await s.pass(10);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  По-русски — нажмите 7.
    0:02  You are next in line.
    0:04  Nobody who speaks English is on duty; how long isn't known.
    0:08  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:14  (silence 15.5 s)
    0:30    > presses 5
    0:30  ♪
    0:30  The line is alive. You are first, and nobody who speaks English is on duty. Next word in forty-five seconds.
    0:38  (silence 45 s)
    1:23  ♪
    1:23  Nobody who speaks English is on duty at the moment. You are first and keep your place. Next word in a minute.
    1:32  The tone means a recording; without it, it's a person.
    1:36  (silence 15.2 s)
    1:51  ♪
    1:52  Somebody who speaks English is on duty now. You are first. Next word in a minute.
    1:58  (silence 17.2 s)
    2:15  ♪
    2:16  Nobody who speaks English is on duty now; how long isn't known. You stay first in line. Next word in a minute.
    2:24  По-русски — нажмите 7.
    2:25  (silence 48.7 s)
    3:14    > presses 7
    3:14  ♪
    3:15  Теперь по-русски.
    3:15  Теперь есть кому ответить.
    3:17  Ваша очередь — следующая. Следующее слово через минуту.
    3:20  (silence so far)"
  `);
});

test('somebody comes who speaks only the other language: the next check-in names the key to it, once', async () => {
  const s = await scene({ languages: ['en', 'ru'] });
  const mia = s.caller('Mia', '+12025550143');
  await s.pass(30);
  const olga = await speaking(s, 'Olga', 'ru');
  await s.pass(150);
  mia.press('7');
  await s.pass(10);
  await olga.take();
  await s.pass(10);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  По-русски — нажмите 7.
    0:02  You are next in line.
    0:04  Nobody's on duty; how long isn't known.
    0:07  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:12  (silence 45 s)
    0:57  ♪
    0:58  No news: nobody who speaks English is on duty. Your place is kept, first in line. Next word in a minute.
    1:06  The tone means a recording; without it, it's a person.
    1:10  (silence 60 s)
    2:10  ♪
    2:11  Nobody who speaks English is on duty at the moment. You are first and keep your place. Next word in a minute.
    2:19  По-русски — нажмите 7.
    2:20  (silence 43.7 s)
    3:04    > presses 7
    3:04  ♪
    3:05  Теперь по-русски.
    3:05  Теперь есть кому ответить.
    3:07  Перед вами никого. Следующее слово через минуту.
    3:10  (silence 4.4 s)
    3:14  ♪
    3:15  С вами Olga.
    3:16  (silence 0.8 s)
    3:17  (talk with Olga so far)"
  `);
});

test('in a line of three languages the key is named where it leads to one that somebody speaks', async () => {
  const s = await scene({ languages: ['en', 'ru', 'de'] });
  await speaking(s, 'Olga', 'ru');
  await s.pass(5);
  const mia = s.caller('Mia', '+12025550143');
  const ivan = s.caller('Ivan', '+12025550144');
  const otto = s.caller('Otto', '+12025550145');
  await s.pass(8);
  mia.press('1');
  ivan.press('2');
  otto.press('3');
  await s.pass(30);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  For English, press 1.
    0:02  По-русски — нажмите 2.
    0:04  Für Deutsch drücken Sie die 3.
    0:06  (silence 1.6 s)
    0:08    > presses 1
    0:08  ♪
    0:08  You are next in line.
    0:10  Nobody who speaks English is on duty; how long isn't known.
    0:14  По-русски — нажмите 7.
    0:15  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:21  (silence so far)"
  `);
  expect(ivan.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  For English, press 1.
    0:02  По-русски — нажмите 2.
    0:04  Für Deutsch drücken Sie die 3.
    0:06  (silence 1.6 s)
    0:08    > presses 2
    0:08  ♪
    0:08  Ваше место в очереди — третье.
    0:10  Сейчас будет тихо, без музыки. Следующее слово через сорок пять секунд, потом каждую минуту.
    0:15  Любая клавиша — и вы узнаете, как дела.
    0:18  (silence so far)"
  `);
  expect(otto.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  For English, press 1.
    0:02  По-русски — нажмите 2.
    0:04  Für Deutsch drücken Sie die 3.
    0:06  (silence 1.6 s)
    0:08    > presses 3
    0:08  ♪
    0:08  Sie sind auf Platz zwei.
    0:10  Niemand, der Deutsch spricht, im Dienst; wie lange, ist offen.
    0:14  Jetzt wird es still, ohne Musik. Nächste Meldung in fünfundvierzig Sekunden, dann jede Minute.
    0:19  Jede Taste sagt Ihnen, wie es steht.
    0:22  (silence so far)"
  `);
});

test('another line is told to whom nobody can serve here, and not to whom somebody can', async () => {
  const s = await scene({ languages: ['en', 'ru'], backupNumber: '+12025550111', nobodyAfterSeconds: 60 });
  await speaking(s, 'Olga', 'ru');
  await s.pass(5);
  const mia = s.caller('Mia', '+12025550143');
  const ivan = s.caller('Ivan', '+12025550144');
  await s.pass(12);
  ivan.press('7');
  await s.pass(150);
  expect(mia.heard()).toContain('You can also call');
  expect(ivan.heard()).not.toContain('Ответят здесь');
});

test('a wait is foretold to whom those on duty can serve, and to nobody else', async () => {
  const s = await scene({ languages: ['en', 'ru'], presenceAfterSeconds: 0, askAfterwards: false });
  const random = seededRandom(7);
  const anna = await s.operator('Anna', 'manual');
  // The line learns how long waits are.
  for (let i = 0; i < 12; i++) {
    const caller = s.caller(`Caller ${i}`, `+1202555${1000 + i}`);
    await s.pass(20 + Math.round(random() * 60));
    await anna.take();
    await s.pass(60 + Math.round(random() * 60));
    caller.hangUp();
    await s.pass(5);
  }
  const olga = await speaking(s, 'Olga', 'ru');
  await anna.close();
  const ivan = s.caller('Ivan', '+12025550144');
  const mia = s.caller('Mia', '+12025550143');
  await s.pass(12);
  ivan.press('7');
  await s.pass(60);
  await olga.close();
  await s.pass(30);
  expect(ivan.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  По-русски — нажмите 7.
    0:02  You are next in line.
    0:04  Nobody who speaks English is on duty; how long isn't known.
    0:08  It will be quiet now, no music. Next word in forty-five seconds, then every minute. — cut
    0:12    > presses 7
    0:12  ♪
    0:12  Теперь по-русски.
    0:13  Теперь есть кому ответить.
    0:14  Линия работает. Перед вами никого, меньше двух минут. Следующее слово через сорок пять секунд.
    0:20  (silence 45 s)
    1:05  ♪
    1:05  Ждать придётся дольше.
    1:07  Ваша очередь — следующая: меньше трёх минут. Следующее слово через минуту.
    1:10  Сигнал перед словами — запись, без сигнала — живой человек.
    1:14  (silence 15.4 s)
    1:29  ♪
    1:30  На смене больше никого, до каких пор — неизвестно. Ваше место — первое, оно за вами. Следующее слово через минуту.
    1:37  (silence so far)"
  `);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  По-русски — нажмите 7.
    0:02  You are second in line.
    0:04  Nobody who speaks English is on duty; how long isn't known.
    0:08  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:14  (silence 45 s)
    0:59  ♪
    1:00  No news: nobody who speaks English is on duty. Your place is kept, second in line. Next word in a minute.
    1:08  The tone means a recording; without it, it's a person.
    1:12  (silence so far)"
  `);
});
