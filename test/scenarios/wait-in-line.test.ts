import { expect, test } from 'vitest';
import { scene } from './scene.ts';

test('a wait in line: announced silence, check-ins, and a person', async () => {
  const s = await scene();
  const first = s.caller('First');
  await s.pass(1);
  await s.operator('Anna');
  const second = s.caller('Second');
  await s.pass(70);
  first.hangUp();
  await s.pass(150);
  await s.box.line.switchboard.take('anna', null);
  await s.pass(5);
  expect(second.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are second in line.
    0:03  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:09  Any key tells you where you stand.
    0:11  (silence 45 s)
    0:56  ♪
    0:57  No change: you are second. Next word in a minute.
    1:01  The tone means a recording; without it, it's a person.
    1:05  (silence 60 s)
    2:05  ♪
    2:05  Still second in line. Next word in a minute.
    2:09  To hear from us less often, press 3.
    2:12  (silence 60 s)
    3:12  ♪
    3:12  You are still second in line. Next word in a minute.
    3:17  If you'd like us to call you when it's your turn, press 2.
    3:22  (silence 17.8 s)
    3:40  ♪
    3:40  Here is Anna.
    3:41  (silence 0.4 s)
    3:42  (talk with Anna so far)"
  `);
  expect(s.box.network.problems).toEqual([]);
});

test('a wait in Russian', async () => {
  const s = await scene({ name: 'Поддержка «Акме»', languages: ['ru', 'en'] });
  const first = s.caller('First');
  await s.operator('Anna');
  const second = s.caller('Second');
  await s.pass(70);
  first.hangUp();
  await s.pass(150);
  second.press('7');
  await s.pass(70);
  expect(second.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Поддержка «Акме».
    0:01  For English, press 7.
    0:02  Ваше место в очереди — второе.
    0:04  Сейчас будет тихо, без музыки. Следующее слово через сорок пять секунд, потом каждую минуту.
    0:10  Любая клавиша — и вы узнаете, как дела.
    0:12  (silence 45 s)
    0:57  ♪
    0:58  Место прежнее, второе. Следующее слово через минуту.
    1:01  Сигнал перед словами — запись, без сигнала — живой человек.
    1:04  (silence 60 s)
    2:04  ♪
    2:05  Ваше место по-прежнему второе. Следующее слово через минуту.
    2:08  Чтобы мы подавали голос реже, нажмите 3.
    2:10  (silence 60 s)
    3:10  ♪
    3:11  Без перемен: ваше место — второе. Следующее слово через минуту.
    3:14  Если удобнее, чтобы мы перезвонили, когда подойдёт ваша очередь, нажмите 2.
    3:19  (silence 20.9 s)
    3:40    > presses 7
    3:40  ♪
    3:40  English from now on.
    3:42  The line is alive. You are second. Next word in a minute.
    3:46  (silence 60 s)
    4:46  ♪
    4:47  Still second in line. Next word in a minute."
  `);
});

test('nobody is on duty, then somebody is', async () => {
  const s = await scene();
  const caller = s.caller('Caller');
  await s.pass(150);
  await s.operator('Anna');
  await s.pass(80);
  expect(caller.heard()).toMatchInlineSnapshot(`
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
    2:18  To hear from us less often, press 3.
    2:21  (silence 15.1 s)
    2:37  ♪
    2:37  Somebody is on duty now. You are first. Next word in a minute.
    2:42  (silence 60 s)
    3:42  ♪
    3:43  It is your turn next. Next word in a minute.
    3:47  If you'd like us to call you when it's your turn, press 2.
    3:52  (silence so far)"
  `);
});

test('callers are served in the order in which they came', async () => {
  const s = await scene();
  const callers = [];
  for (const name of ['First', 'Second', 'Third']) {
    callers.push(s.caller(name));
    await s.pass(1);
  }
  const anna = await s.operator('Anna', 'manual');
  const served: string[] = [];
  for (const _ of callers) {
    await anna.take();
    await s.pass(5);
    for (const [at, caller] of callers.entries()) {
      const contact = await caller.state();
      if (contact.status === 'connected') {
        served.push(['First', 'Second', 'Third'][at] ?? '');
        await anna.tell(caller, { type: 'end' });
      }
    }
    await s.pass(5);
  }
  expect(served).toEqual(['First', 'Second', 'Third']);
  expect(callers[2]?.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are third in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:11  Any key tells you where you stand.
    0:14  (silence 10.5 s)
    0:25  ♪
    0:25  Here is Anna.
    0:26  (silence 0.4 s)
    0:27  (talk with Anna 2.8 s)
    0:30  ♪
    0:30  One question about the wait: was what we told you right? Press 1 for yes, 2 for no."
  `);
});

test('a rhythm that grows: each silence as long as was said', async () => {
  const s = await scene({
    inLine: { firstAfterSeconds: 10, everySeconds: 20, growth: 2, longestSilenceSeconds: 60 },
  });
  const caller = s.caller('Caller');
  await s.operator('Anna');
  await s.pass(240);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in ten seconds, then every twenty seconds.
    0:12  Any key tells you where you stand.
    0:14  (silence 10 s)
    0:24  ♪
    0:25  Somebody is on duty now.
    0:27  It is your turn next. Next word in twenty seconds.
    0:31  The tone means a recording; without it, it's a person.
    0:35  (silence 20 s)
    0:55  ♪
    0:55  You are next. Next word in forty seconds.
    0:58  To hear from us less often, press 3.
    1:01  (silence 40 s)
    1:41  ♪
    1:42  Nobody is ahead of you. Next word in a minute.
    1:46  If you'd like us to call you when it's your turn, press 2.
    1:51  (silence 60 s)
    2:51  ♪
    2:52  It is your turn next. Next word in a minute.
    2:55  To tell us already what it is about, press 4.
    2:59  (silence 60 s)
    3:59  ♪
    4:00  You are next. Next word in a minute.
    4:03  For a code that keeps your place from any phone, press 6."
  `);
});

test('who hangs up while waiting is gone at once where no place is kept', async () => {
  const s = await scene({ keepPlaceSeconds: 0 });
  const first = s.caller('First');
  const second = s.caller('Second');
  await s.pass(20);
  first.hangUp();
  await s.pass(1);
  expect((await first.state()).status).toBe('ended');
  expect(await s.box.store.line('support', 10)).toMatchObject([
    { position: 1, contact: { id: second.contactId } },
  ]);
});
