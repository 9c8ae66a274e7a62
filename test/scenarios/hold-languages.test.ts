import { expect, test } from 'vitest';
import { scene } from './scene.ts';

test('auf Deutsch: gehalten, Meldungen, etwas von Anna, die Bitte zurückzukommen, und sie ist zurück', async () => {
  const s = await scene({ name: 'Acme Kundendienst', languages: ['de'] });
  const anna = await s.operator('Anna');
  const caller = s.caller('Caller');
  await s.pass(15);
  await anna.take();
  await s.pass(10);
  await anna.tell(caller, { type: 'hold', reason: 'suche Ihre Rechnung', backInMs: 120_000 });
  await s.pass(100);
  await anna.tell(caller, { type: 'note', text: 'gefunden, ich prüfe das Datum', now: false });
  await s.pass(53);
  caller.press('1');
  await s.pass(20);
  caller.press('5');
  await s.pass(75);
  caller.press('*');
  await s.pass(12);
  caller.press('0');
  await s.pass(10);
  await anna.comeBack(caller);
  await s.pass(10);
  await anna.tell(caller, { type: 'end' });
  await s.pass(7);
  caller.press('1');
  await s.pass(7);
  caller.press('2');
  await s.pass(3);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme Kundendienst.
    0:01  Sie sind als Nächstes dran.
    0:03  Jetzt wird es still, ohne Musik. Nächste Meldung in fünfundvierzig Sekunden, dann jede Minute.
    0:08  Jede Taste sagt Ihnen, wie es steht.
    0:11  (silence 3.6 s)
    0:15  ♪
    0:15  Hier ist Anna.
    0:16  (silence 0.4 s)
    0:17  (talk with Anna 7.8 s)
    0:25  ♪
    0:25  Anna: suche Ihre Rechnung, etwa zwei Minuten. Jetzt ist es still; nächste Meldung in einer Minute. Um Anna zurückzuholen, drücken Sie die 0.
    0:34  (silence 60 s)
    1:34  ♪
    1:35  Noch nichts Neues. Anna arbeitet weiter: suche Ihre Rechnung. Wir haben gerade erinnert. Noch etwa eine Minute. Nächste Meldung in einer Minute.
    1:43  Können Sie warten? Drücken Sie die 1, oder warten Sie einfach weiter.
    1:48  (silence 60 s)
    2:48  ♪
    2:48  Von Anna: gefunden, ich prüfe das Datum.
    2:51  Jetzt müsste es so weit sein. Nächste Meldung in einer Minute.
    2:55  Können Sie warten? Drücken Sie die 1, oder warten Sie einfach weiter. — cut
    2:58    > presses 1
    2:58  ♪
    2:58  Gut. Nächste Meldung in einer Minute.
    3:00  (silence 17 s)
    3:18    > presses 5
    3:18  ♪
    3:18  Zuletzt hieß es: gefunden, ich prüfe das Datum.
    3:21  Anna arbeitet weiter: suche Ihre Rechnung. Jetzt müsste es so weit sein. Nächste Meldung in einer Minute.
    3:28  (silence 60 s)
    4:28  ♪
    4:28  Es braucht mehr Zeit als gesagt: suche Ihre Rechnung.
    4:32  Das ganze Team weiß, dass Sie warten; vielleicht kommt jemand anderes. — cut
    4:33    > presses *
    4:33  ♪
    4:33  0, zurückholen. 2, Rückruf. 5, Stand. 3, seltener. 8, öfter. 6, Code. Stern, zurücknehmen. 9, gehen. Nächste Meldung in einer Minute.
    4:41  (silence 3.3 s)
    4:45    > presses 0
    4:45  ♪
    4:45  Anna wurde gebeten, jetzt zurückzukommen. Nächste Meldung in einer Minute.
    4:49  (silence 5.5 s)
    4:55  ♪
    4:55  Anna ist zurück.
    4:56  (talk with Anna 8.2 s)
    5:05  ♪
    5:05  Eine Frage zum Warten: hat gestimmt, was wir Ihnen gesagt haben? 1 für Ja, 2 für Nein. — cut
    5:12    > presses 1
    5:12  ♪
    5:12  Und haben Sie zu oft von uns gehört, 1; gerade richtig, 2; zu selten, 3?
    5:18  (silence 0.6 s)
    5:19    > presses 2
    5:19  ♪
    5:19  Danke. Auf Wiederhören."
  `);
});

test('по-русски: удержание, весточки, слово от Анны, просьба вернуться, и она снова на связи', async () => {
  const s = await scene({ name: 'Поддержка Акме', languages: ['ru'] });
  const anna = await s.operator('Анна', 'manual', 'open-line', {}, 'anna');
  const caller = s.caller('Caller');
  await s.pass(15);
  await anna.take();
  await s.pass(10);
  await anna.tell(caller, { type: 'hold', reason: 'ищу ваш счёт', backInMs: 120_000 });
  await s.pass(100);
  await anna.tell(caller, { type: 'note', text: 'нашла, сверяю дату', now: false });
  await s.pass(53);
  caller.press('1');
  await s.pass(20);
  caller.press('5');
  await s.pass(75);
  caller.press('*');
  await s.pass(12);
  caller.press('0');
  await s.pass(10);
  await anna.comeBack(caller);
  await s.pass(10);
  await anna.tell(caller, { type: 'end' });
  await s.pass(7);
  caller.press('1');
  await s.pass(7);
  caller.press('2');
  await s.pass(3);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Поддержка Акме.
    0:01  Ваша очередь — следующая.
    0:02  Сейчас будет тихо, без музыки. Следующее слово через сорок пять секунд, потом каждую минуту.
    0:07  Любая клавиша — и вы узнаете, как дела.
    0:10  (silence 4.4 s)
    0:15  ♪
    0:15  С вами Анна.
    0:16  (silence 0.4 s)
    0:17  (talk with Анна 7.8 s)
    0:25  ♪
    0:25  Анна: ищу ваш счёт, около двух минут. Сейчас тихо; следующее слово через минуту. Чтобы вернуть оператора, нажмите 0.
    0:32  (silence 60 s)
    1:32  ♪
    1:33  Новостей пока нет. Анна за работой: ищу ваш счёт. Напоминание передано. Ещё около минуты. Следующее слово через минуту.
    1:40  Сможете подождать? Нажмите 1 или просто оставайтесь на линии.
    1:43  (silence 60 s)
    2:43  ♪
    2:44  Анна передаёт: нашла, сверяю дату.
    2:46  Срок подошёл. Следующее слово через минуту.
    2:48  Сможете подождать? Нажмите 1 или просто оставайтесь на линии.
    2:51  (silence 6 s)
    2:58    > presses 1
    2:58  ♪
    2:58  Хорошо. Следующее слово через минуту.
    3:00  (silence 17.4 s)
    3:18    > presses 5
    3:18  ♪
    3:18  Последняя новость: нашла, сверяю дату.
    3:20  Анна за работой: ищу ваш счёт. Срок подошёл. Следующее слово через минуту.
    3:25  (silence 60 s)
    4:25  ♪
    4:25  Нужно больше времени, чем мы сказали: ищу ваш счёт.
    4:29  Вся команда знает, что вы ждёте: может подключиться коллега.
    4:32  Напоминание передано, Анна о вас знает. Чтобы вернуть оператора, нажмите 0. Следующее слово через минуту. — cut
    4:33    > presses *
    4:33  ♪
    4:33  0 — вернуть оператора. 2 — перезвонить. 5 — как дела. 3 — реже. 8 — чаще. 6 — код. Звёздочка — отменить. 9 — уйти. Следующее слово через минуту.
    4:42  (silence 2.9 s)
    4:45    > presses 0
    4:45  ♪
    4:45  Просьба вернуться передана, Анна о ней знает. Следующее слово через минуту.
    4:49  (silence 5.1 s)
    4:55  ♪
    4:55  Анна снова с вами.
    4:57  (talk with Анна 7.8 s)
    5:05  ♪
    5:05  Вопрос об ожидании: верно ли было то, что мы вам говорили? Да — 1, нет — 2.
    5:11  (silence 0.6 s)
    5:12    > presses 1
    5:12  ♪
    5:12  И ещё: мы подавали голос слишком часто — 1, в самый раз — 2, слишком редко — 3?
    5:18  (silence 0.6 s)
    5:19    > presses 2
    5:19  ♪
    5:19  Спасибо. До свидания."
  `);
});
