import { expect, test } from 'vitest';
import { scene } from './scene.ts';

test('a spoken yes or no answers a question, in its window only; what is no answer is as good as silence', async () => {
  const s = await scene({ spokenAnswers: true });
  const mia = s.caller('Mia');
  await s.pass(20);
  mia.say('Yes, that is me on the phone.');
  await s.pass(2);
  mia.press('3');
  await s.pass(10);
  mia.say('Yes please.');
  await s.pass(20);
  mia.press('2');
  await s.pass(13);
  mia.say('Could you close the window, darling? It is cold.');
  await s.pass(22);
  mia.press('1');
  await s.pass(8);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:11  Any key tells you where you stand.
    0:14  (silence 7.5 s)
    0:20    > says "Yes, that is me on the phone." (nobody listens)
    0:22    > presses 3
    0:22  ♪
    0:22  Every minute from now on. Next word in a minute.
    0:26  (silence 1 s)
    0:27  Shall we remember that, every minute, for your next call? Press 1 for yes, or say it. — cut
    0:32    > says "Yes please."
    0:32  (silence 1.8 s)
    0:33  ♪
    0:34  We'll remember. Next word in a minute.
    0:37  (silence 14.9 s)
    0:52    > presses 2
    0:52  ♪
    0:52  We'd call one, two zero two, five five five, zero two zero zero. Right? Yes or 1; no or 2. Next word in a minute.
    1:02  (silence 24.7 s)
    1:05    > says "Could you close the window, darling? It is cold."
    1:27    > presses 1
    1:27  ♪
    1:27  Done. Your place is kept, and we call when it's your turn. You can hang up now.
    1:34  (silence so far)"
  `);
  expect(await mia.state()).toMatchObject({ status: 'place-kept', callback: { attempts: 0 } });
});

test('an offer at a check-in is taken by a word; a word that cuts the question costs nothing', async () => {
  const s = await scene({ spokenAnswers: true });
  const mia = s.caller('Mia');
  await s.pass(140);
  mia.say('Mmh.');
  await s.pass(77);
  mia.say('Yes!');
  await s.pass(16);
  mia.say('No, wrong.');
  await s.pass(9);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:11  Any key tells you where you stand.
    0:14  (silence 45 s)
    0:59  ♪
    1:00  No news: nobody is on duty. Your place is kept, first in line. Next word in a minute.
    1:07  The tone means a recording; without it, it's a person.
    1:10  (silence 60 s)
    2:10  ♪
    2:11  Nobody is on duty at the moment. You are first and keep your place. Next word in a minute.
    2:18  (silence 1 s)
    2:19  To hear from us less often, press 3 or say yes. — cut
    2:20    > says "Mmh."
    2:20  (silence 1.4 s)
    2:21  ♪
    2:22  Quiet now. Next word in a minute.
    2:24  (silence 60 s)
    3:24  ♪
    3:25  No news: nobody is on duty. Your place is kept, first in line. Next word in a minute.
    3:32  (silence 1 s)
    3:33  If you'd like us to call you when it's your turn, press 2 or say yes. — cut
    3:37    > says "Yes!"
    3:37  (silence 1.4 s)
    3:38  ♪
    3:39  We'd call one, two zero two, five five five, zero two zero zero. Right? Yes or 1; no or 2. Next word in a minute.
    3:48  (silence 6.1 s)
    3:53    > says "No, wrong."
    3:54  ♪
    3:55  Key the number to call, with its country code, then pound.
    3:59  (silence so far)"
  `);
});

test('on hold: who cannot wait says so, and the operator is asked back', async () => {
  const s = await scene({ spokenAnswers: true });
  const anna = await s.operator('Anna', 'manual');
  const mia = s.caller('Mia');
  await s.pass(15);
  await anna.take();
  await s.pass(15);
  await anna.tell(mia, { type: 'hold', reason: 'looking up your invoice', backInMs: 100_000 });
  await s.pass(81);
  mia.say('No problem.');
  await s.pass(8);
  expect(await mia.state()).toMatchObject({ lastAnswer: { answer: 'keep-waiting' } });
  await s.pass(72);
  mia.say('No, I cannot.');
  await s.pass(10);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:09  Any key tells you where you stand.
    0:11  (silence 3.2 s)
    0:15  ♪
    0:15  Here is Anna.
    0:16  (silence 0.4 s)
    0:17  (talk with Anna 12.8 s)
    0:30  ♪
    0:30  Anna: looking up your invoice, about two minutes. Quiet now; next word in a minute. To have Anna back, press 0.
    0:38  (silence 60 s)
    1:38  ♪
    1:39  No news yet. Anna is still busy: looking up your invoice. Reminder sent. About forty seconds more. Next word in a minute.
    1:47  (silence 1 s)
    1:48  Can you wait? Say yes or no, press 1, or just stay. — cut
    1:51    > says "No problem."
    1:51  (silence 1.8 s)
    1:52  ♪
    1:53  Good. Next word in a minute.
    1:55  (silence 60 s)
    2:55  ♪
    2:56  It is taking longer: looking up your invoice.
    2:59  Our supervisors know that you are waiting.
    3:02  Anna was just reminded. Press 0 to have them back now. Next word in a minute.
    3:08  (silence 1 s)
    3:09  Can you wait? Say yes or no, press 1, or just stay. — cut
    3:11    > says "No, I cannot."
    3:11  (silence 2.2 s)
    3:13  ♪
    3:13  Anna has been asked to come back now. Next word in a minute.
    3:18  (silence so far)"
  `);
  expect(await mia.state()).toMatchObject({ lastAnswer: { answer: 'come-back' } });
});

test('in Russian, by Russian words; a word that leaves the line is never listened for', async () => {
  const s = await scene({ spokenAnswers: true, languages: ['ru'] });
  const mia = s.caller('Mia');
  await s.pass(20);
  mia.press('3');
  await s.pass(9.5);
  mia.say('Нет, не надо.');
  await s.pass(8);
  mia.press('9');
  await s.pass(9);
  mia.say('Да!');
  await s.pass(10);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  Ваша очередь — следующая.
    0:02  На смене никого, до каких пор — неизвестно.
    0:05  Сейчас будет тихо, без музыки. Следующее слово через сорок пять секунд, потом каждую минуту.
    0:10  Любая клавиша — и вы узнаете, как дела.
    0:13  (silence 6.7 s)
    0:20    > presses 3
    0:20  ♪
    0:20  Теперь каждую минуту. Следующее слово через минуту.
    0:23  (silence 1 s)
    0:24  Запомнить на следующий звонок: каждую минуту? Да — 1 или голосом.
    0:28  (silence 3.5 s)
    0:29    > says "Нет, не надо."
    0:31  ♪
    0:32  Хорошо, только на этот раз. Следующее слово через минуту.
    0:35  (silence 1.7 s)
    0:37    > presses 9
    0:37  ♪
    0:38  Чтобы уйти из очереди, нажмите 1. Иначе место остаётся за вами, следующее слово через минуту.
    0:43  (silence so far)
    0:46    > says "Да!" (nobody listens)"
  `);
  expect((await mia.state()).status).toBe('waiting');
});

test('a word while the store is away is answered like a key: the place is kept, the answer is not', async () => {
  const s = await scene({ spokenAnswers: true });
  const mia = s.caller('Mia');
  await s.pass(140);
  s.store('away');
  await s.pass(2);
  mia.say('Yes!');
  await s.pass(9);
  s.store('there');
  expect(mia.heard().split('\n').slice(-8).join('\n')).toMatchInlineSnapshot(`
    "2:11  Nobody is on duty at the moment. You are first and keep your place. Next word in a minute.
    2:18  (silence 1 s)
    2:19  To hear from us less often, press 3 or say yes. — cut
    2:22    > says "Yes!"
    2:22  (silence 1.4 s)
    2:23  ♪
    2:24  You are still connected, and your place is kept. Next word in a minute.
    2:29  (silence so far)"
  `);
});
