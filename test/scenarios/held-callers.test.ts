import { expect, test } from 'vitest';
import { scene } from './scene.ts';

test('two callers on hold with Anna: each has its own check-ins, and she hears which one is due', async () => {
  const s = await scene({ askAfterwards: false });
  const anna = await s.operator('Anna', 'manual', 'open-line', { mostHeld: 2 });
  const [ida, otto] = [s.caller('Ida'), s.caller('Otto')];
  await s.pass(15);
  await anna.take();
  await s.pass(10);
  await anna.tell(ida, { type: 'hold', reason: 'your invoice', backInMs: null });
  await s.pass(20);
  await anna.take();
  await s.pass(15);
  await anna.tell(otto, { type: 'hold', reason: 'your parcel', backInMs: null });
  await s.pass(5);
  await expect(anna.take()).rejects.toThrow('refused');
  expect(await anna.desk()).toMatchObject({ status: 'holding', others: [{ contactId: ida.contactId }] });
  otto.press('0');
  await s.pass(10);
  // Ida's next word comes before Otto's: key 1 is for her.
  anna.press('1');
  await s.pass(10);
  expect([(await ida.state()).status, (await otto.state()).status]).toEqual(['connected', 'held']);
  await expect(anna.comeBack(otto)).rejects.toThrow('You are with another caller.');
  await anna.tell(ida, { type: 'end' });
  await s.pass(20);
  expect(await anna.desk()).toMatchObject({ status: 'holding', contact: { contactId: otto.contactId } });
  await anna.comeBack(otto);
  await s.pass(5);
  otto.hangUp();
  await s.pass(10);
  expect((await anna.desk()).status).toBe('free');
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:00  (ringing 1 s)
    0:01  ♪
    0:01  Stillhere. Press any key to open your desk. — cut
    0:04    > presses 1
    0:04  ♪
    0:04  Desk open. Press 1 for the next caller.
    0:07  (silence 11.8 s)
    0:19  (zip)
    0:19  Acme support, waited twenty seconds.
    0:21  (talk with Ida 7.8 s)
    0:29  ♪
    0:30  On hold. Press 1 to return.
    0:32  (silence 17 s)
    0:49  (zip)
    0:49  Acme support, waited fifty seconds.
    0:51  (talk with Otto 12.8 s)
    1:04  ♪
    1:05  Two on hold. 1 returns to whoever is due next.
    1:08  (silence 0.5 s)
    1:09  ♪
    1:10  The second caller: your parcel.
    1:12  The caller asks you to come back.
    1:14  (silence 1.7 s)
    1:16  ♪
    1:17  The first caller: your invoice.
    1:19  Check-in in twenty seconds. 1 returns, 2 two more minutes. — cut
    1:19    > presses 1
    1:19  (silence 1.8 s)
    1:21  (talk with Ida 8.2 s)
    1:29  ♪
    1:30  On hold. Press 1 to return.
    1:32  (silence 18.8 s)
    1:51  (talk with Otto 3.2 s)
    1:54  ♪
    1:55  The caller has hung up.
    1:57  (silence so far)"
  `);
  expect(otto.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are second in line.
    0:03  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:09  Any key tells you where you stand.
    0:11  (silence 15.7 s)
    0:27  ♪
    0:28  You are next now. Next word in forty-five seconds.
    0:31  (silence 13.4 s)
    0:45  ♪
    0:45  Here is Anna.
    0:46  (silence 0.4 s)
    0:47  (talk with Anna 12.8 s)
    1:00  ♪
    1:00  Anna: your parcel. Quiet now; next word in a minute. To have Anna back, press 0. — cut
    1:05    > presses 0
    1:05  ♪
    1:05  Anna has been asked to come back now. Next word in a minute.
    1:10  (silence 34.4 s)
    1:45  ♪
    1:45  Anna is back.
    1:46  (talk with Anna 3.2 s)"
  `);
  expect(s.box.network.problems).toEqual([]);
});

test("Anna's line drops with two on hold: both know, she is rung once, and after a minute both are first in line", async () => {
  const s = await scene({ askAfterwards: false });
  const anna = await s.operator('Anna', 'manual', 'open-line', { mostHeld: 2 });
  const [ida, otto] = [s.caller('Ida'), s.caller('Otto')];
  await s.pass(15);
  for (const caller of [ida, otto]) {
    await anna.take();
    await s.pass(8);
    await anna.tell(caller, { type: 'hold', reason: '', backInMs: null });
    await s.pass(8);
  }
  s.box.network.phone('client:anna').onIncoming({ does: 'manual' });
  anna.hangUp();
  await s.pass(2);
  expect(await anna.desk()).toMatchObject({ status: 'ringing', others: [{ contactId: ida.contactId }] });
  await expect(anna.close()).rejects.toThrow('A caller is on hold with you.');
  await s.pass(62);
  expect([(await ida.state()).status, (await otto.state()).status]).toEqual(['waiting', 'waiting']);
  expect((await anna.desk()).status).toBe('closed');
  expect(ida.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:09  Any key tells you where you stand.
    0:11  (silence 3.2 s)
    0:15  ♪
    0:15  Here is Anna.
    0:16  (silence 0.4 s)
    0:17  (talk with Anna 5.8 s)
    0:23  ♪
    0:23  Anna is working on it. Quiet now; next word in a minute. To have Anna back, press 0.
    0:30  (silence 60 s)
    1:30  ♪
    1:31  Anna's line dropped, and we are ringing it. You keep your place. Next word in a minute.
    1:37  (silence 9.2 s)
    1:47  ♪
    1:47  Anna's line has dropped. Whoever is free first takes over."
  `);
  expect(s.box.network.problems).toEqual([]);
});

test('offers while holding, where asked for: one that is missed is the last, and the held caller stays', async () => {
  const s = await scene({ askAfterwards: false });
  const anna = await s.operator('Anna', 'auto', 'open-line', { mostHeld: 3, offersMore: true });
  const ida = s.caller('Ida');
  await s.pass(5);
  anna.press('1');
  await s.pass(8);
  await anna.tell(ida, { type: 'hold', reason: '', backInMs: null });
  await s.pass(5);
  const otto = s.caller('Otto');
  await s.pass(5);
  expect(await anna.desk()).toMatchObject({ status: 'offered', contact: { contactId: otto.contactId } });
  await s.pass(25);
  expect(await anna.desk()).toMatchObject({ status: 'holding', offersMore: false });
  expect((await otto.state()).status).toBe('waiting');
  await anna.comeBack(ida);
  await s.pass(5);
  expect((await ida.state()).status).toBe('connected');
  expect(s.box.network.problems).toEqual([]);
});

test('Anna is late: she is reminded, supervisors see it, and Boris looks in; later he hands back', async () => {
  const s = await scene({ askAfterwards: false });
  const anna = await s.operator('Anna');
  const ida = s.caller('Ida');
  await s.pass(15);
  await anna.take();
  await s.pass(10);
  await anna.tell(ida, { type: 'hold', reason: 'your invoice', backInMs: 60_000 });
  const boris = await s.operator('Boris');
  await expect(boris.lookIn(ida)).rejects.toThrow('Anna is not late enough for others to look in.');
  await s.pass(95);
  expect(await ida.state()).toMatchObject({ status: 'held', escalated: 'anyone' });
  await boris.lookIn(ida);
  await s.pass(10);
  expect(await ida.state()).toMatchObject({
    status: 'connected',
    server: { operator: 'boris' },
    insteadOf: { operator: 'anna' },
  });
  expect((await anna.desk()).status).toBe('free');
  await boris.tell(ida, {
    type: 'transfer',
    target: {
      queueId: 'support',
      queueName: 'Acme support',
      prefers: { operator: 'anna', displayName: 'Anna' },
    },
  });
  await s.pass(5);
  await anna.take();
  await s.pass(5);
  const { timeline } = { timeline: await s.box.store.readTimeline(ida.contactId) };
  expect(
    timeline
      .filter(({ kind }) => kind === 'escalated' || kind === 'looked-in')
      .map(({ kind, data }) => [kind, data]),
  ).toEqual([
    ['escalated', { stage: 'operator' }],
    ['escalated', { stage: 'supervisor' }],
    ['escalated', { stage: 'anyone' }],
    ['looked-in', { operator: 'boris', insteadOf: 'anna' }],
  ]);
  expect(ida.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:09  Any key tells you where you stand.
    0:11  (silence 3.2 s)
    0:15  ♪
    0:15  Here is Anna.
    0:16  (silence 0.4 s)
    0:17  (talk with Anna 7.8 s)
    0:25  ♪
    0:25  Anna: your invoice, about a minute. Quiet now; next word in a minute. To have Anna back, press 0.
    0:32  (silence 60 s)
    1:32  ♪
    1:33  Longer than we said: your invoice.
    1:35  Our supervisors know that you are waiting.
    1:38  Anna has been reminded. To have them back, press 0. Next word in a minute.
    1:44  Can you wait? Press 1, or just stay.
    1:47  (silence 17 s)
    2:04  ♪
    2:05  Boris is here; Anna is still working on it.
    2:08  (talk with Boris 5.9 s)
    2:14  ♪
    2:15  You are in line ahead of new callers, and Anna is asked first. — cut
    2:19  ♪
    2:20  Here is Anna.
    2:21  (silence 0.4 s)
    2:21  (talk with Anna so far)"
  `);
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:00  (ringing 1 s)
    0:01  ♪
    0:01  Stillhere. Press any key to open your desk. — cut
    0:04    > presses 1
    0:04  ♪
    0:04  Desk open. Press 1 for the next caller.
    0:07  (silence 11.8 s)
    0:19  (zip)
    0:19  Acme support, waited twenty seconds.
    0:21  (talk with Ida 7.8 s)
    0:29  ♪
    0:30  On hold. Press 1 to return.
    0:32  (silence 45 s)
    1:17  ♪ — cut
    1:18  ♪
    1:18  Check-in in twenty seconds. 1 returns, 2 two more minutes.
    1:22  You said you'd be back in twelve seconds.
    1:25  (silence 3.9 s)
    1:29  ♪
    1:30  The time you promised is over.
    1:32  (silence 27 s)
    1:59  ♪
    2:00  Colleagues may look in on your caller now.
    2:03  (silence 5.8 s)
    2:09  ♪
    2:09  Boris has looked in on your caller.
    2:12  (silence 11.7 s)
    2:24  (zip)
    2:24  Acme support, waited two minutes.
    2:26  (talk with Ida so far)"
  `);
  expect(boris.heard()).toMatchInlineSnapshot(`
    "0:00  (ringing 1 s)
    0:01  ♪
    0:01  Stillhere. Press any key to open your desk. — cut
    0:04    > presses 1
    0:04  ♪
    0:04  Desk open. Press 1 for the next caller.
    0:07  (silence 91.8 s)
    1:39  (zip)
    1:39  Anna's caller, on hold two minutes.
    1:42  (silence 1.6 s)
    1:43  (talk with Ida 5.9 s)
    1:49  ♪
    1:50  The caller is back in line.
    1:52  (silence so far)"
  `);
  expect(s.box.network.problems).toEqual([]);
});
