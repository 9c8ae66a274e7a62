import { describe, expect, test } from 'vitest';
import { inOrderOfCalling } from '../../src/twilio/reconcile.ts';
import { begin, calls, deskOf, onFile, PIN } from '../scenarios/operators-line.ts';
import { type Caller, type Scene, scene } from '../scenarios/scene.ts';

let s: Scene;

test('given calls of the same second, newest first as Twilio lists them, the order of calling is kept', () => {
  const call = (callSid: string, startedAt: number) => ({
    ...{ callSid, startedAt, from: '+12025550143', to: '+15550100', inbound: true, dialledFrom: null },
  });
  const listed = [call('late', 7_000), call('third', 5_000), call('second', 5_000), call('first', 5_000)];
  expect(inOrderOfCalling(listed).map(({ callSid, startedAt }) => [callSid, startedAt])).toEqual([
    ['first', 5_000],
    ['second', 5_001],
    ['third', 5_002],
    ['late', 7_000],
  ]);
});

describe('legs that Twilio holds and the store does not know', () => {
  test('are fetched home in the order in which they called', async () => {
    s = await scene();
    const callers = [];
    for (const name of ['First', 'Second', 'Third']) {
      callers.push(s.caller(name));
      await s.pass(3);
    }
    await s.forgetEverything();
    await s.pass(30);
    const line = await s.box.store.line('support', 9);
    expect(line.map(({ contact }) => contact.id)).toEqual(callers.map(({ contactId }) => contactId));
    for (const caller of callers) {
      expect(await s.box.store.readTimeline(caller.contactId)).toMatchObject([{ kind: 'recovered' }]);
    }
  });

  test('those who called within one second of Twilio’s list have the place and the language that they had', async () => {
    s = await scene({ languages: ['en', 'ru'] });
    const callers: Caller[] = [];
    for (const name of ['First', 'Second', 'Third', 'Fourth']) {
      callers.push(s.caller(name));
      await s.pass(0.2);
    }
    await s.pass(20);
    callers[2]?.press('7');
    await s.pass(10);
    const { queue } = s.box;
    await s.forgetEverything();
    await s.box.store.putQueue(queue);
    await s.pass(20);
    const line = await s.box.store.line('support', 9);
    expect(line.map(({ contact }) => [contact.id, contact.language])).toEqual(
      callers.map(({ contactId }, index) => [contactId, index === 2 ? 'ru' : 'en']),
    );
  });

  test('a call that is young is left to its first webhook', async () => {
    s = await scene();
    await s.pass(2);
    s.caller('Caller');
    await s.pass(1);
    await s.forgetEverything();
    await s.pass(7);
    expect(await s.box.store.lineLength('support')).toBe(0);
    await s.pass(20);
    expect(await s.box.store.lineLength('support')).toBe(1);
  });

  test('one that is in a conference is left there until that ends', async () => {
    s = await scene();
    const anna = await s.operator('Anna');
    const caller = s.caller('Caller');
    await s.pass(20);
    await anna.take();
    await s.pass(10);
    await s.forgetEverything();
    await s.pass(60);
    expect(caller.heard().split('\n').at(-1)).toContain('(talk with Anna so far)');
    anna.hangUp();
    await s.pass(30);
    expect((await caller.state()).status).toBe('waiting');
    expect(caller.heard().split('\n').slice(-6).join('\n')).toMatchInlineSnapshot(`
      "0:21  (silence 0.4 s)
      0:22  (talk with Anna 67.8 s)
      1:30  ♪
      1:30  We are back.
      1:31  You are first. Nobody is on duty right now. Next word in forty-five seconds.
      1:37  (silence so far)"
    `);
  });

  test('one that is alone in a conference, since the operator’s leg was forgotten on the way there, is fetched home', async () => {
    s = await scene();
    const anna = await s.operator('Anna');
    const caller = s.caller('Caller');
    await s.pass(20);
    await anna.take();
    await s.pass(1);
    await s.forgetEverything();
    anna.hangUp();
    await s.pass(40);
    expect((await caller.state()).status).toBe('waiting');
    expect(caller.heard()).toMatchInlineSnapshot(`
      "0:00  ♪
      0:00  Acme support.
      0:01  You are next in line.
      0:03  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
      0:09  Any key tells you where you stand.
      0:11  (silence 8.2 s)
      0:20  ♪
      0:20  Here is Anna.
      0:21  (silence 13.7 s)
      0:35  ♪
      0:36  We are back.
      0:37  You are first. Nobody is on duty right now. Next word in forty-five seconds.
      0:42  (silence so far)"
    `);
  });

  test('an operator’s line that opens its desk anew began when it began: it lasts four hours at most', async () => {
    s = await begin();
    const began = s.box.clock.now();
    const phone = calls(s);
    await s.pass(6);
    phone.press(PIN);
    await s.pass(200);
    await s.forgetEverything();
    await onFile(s);
    await s.pass(20);
    phone.press(PIN);
    await s.pass(2);
    expect(await deskOf(s)).toMatchObject({
      status: 'free',
      leg: { callSid: phone.callSid, startedAt: began },
    });
  });

  test('calls of other applications on the account are never touched', async () => {
    s = await scene();
    const { network } = s.box;
    const document =
      '<Response><Gather timeout="600" numDigits="1"><Say voice="Polly.Joanna" language="en-US">Somebody else’s line.</Say></Gather></Response>';
    network.addNumber({ phoneNumber: '+15550999', voiceUrl: network.addBin('other', document) });
    const theirs = network.phone('+15557770001').dial('+15550999');
    await s.pass(120);
    expect(network.problems).toEqual([]);
    expect(s.box.transcript(theirs.sid)).toBe('0:00  Somebody else’s line.\n0:01  (silence so far)');
    expect(await s.box.store.lineLength('support')).toBe(0);
  });

  test('a queue’s own number is ours as well', async () => {
    s = await scene({ numbers: ['+15550101'] });
    const { network } = s.box;
    const ours = network.phone('+15557770001');
    network.addNumber({ phoneNumber: '+15550101', voiceUrl: 'https://line.example.com/voice/incoming' });
    const { sid } = ours.dial('+15550101');
    await s.pass(5);
    await s.forgetEverything();
    await s.pass(30);
    expect((await s.box.store.line('support', 9)).map(({ contact }) => contact.id)).toEqual([`c-${sid}`]);
  });
});

describe('a caller whom we called back', () => {
  const MIA = '+12025550143';

  /** Mia has asked to be called back, and Anna is ready. */
  async function booked(): Promise<{ mia: Caller; phone: ReturnType<Scene['box']['network']['phone']> }> {
    s = await scene();
    const phone = s.box.network.phone(MIA);
    phone.onIncoming({ does: 'answer', afterMs: 5_000 });
    const mia = s.caller('Mia', MIA);
    await s.pass(2);
    mia.press('2');
    await s.pass(10);
    mia.press('1');
    await s.pass(30);
    return { mia, phone };
  }

  test('and whose first document did not reach them, is fetched out of the fallback', async () => {
    const { mia, phone } = await booked();
    await s.operator('Anna', 'auto');
    await s.pass(2);
    s.box.up(false);
    await s.pass(14);
    s.box.up(true);
    await s.pass(22);
    phone.press('1');
    await s.pass(4);
    expect(s.box.transcript(phone.call?.sid ?? '')).toMatchInlineSnapshot(`
      "0:00  (ringing 5 s)
      0:05  The line is alive and you keep your place. Next word in twenty seconds.
      0:10  (silence 13.6 s)
      0:24  ♪
      0:24  Acme support. You asked us to call. Press any key to be connected.
      0:29  (silence 6 s)
      0:35  ♪
      0:36  Acme support. You asked us to call. Press any key to be connected. — cut
      0:38    > presses 1
      0:38  ♪
      0:39  Good. You are next.
      0:40  Quiet now. Next word in a minute."
    `);
    expect((await mia.state()).status).toBe('offered');
  });

  test('and pressed a key while the store was away, is in line when it is back', async () => {
    const { mia, phone } = await booked();
    await s.operator('Anna', 'auto');
    await s.pass(9);
    s.store('away');
    phone.press('1');
    await s.pass(40);
    s.store('there');
    await s.pass(18);
    expect(s.box.transcript(phone.call?.sid ?? '')).toMatchInlineSnapshot(`
      "0:00  (ringing 5 s)
      0:05  ♪
      0:05  Acme support. You asked us to call. Press any key to be connected. — cut
      0:09    > presses 1
      0:09  ♪
      0:10  We are still here, and so is your place. Next word in twenty seconds.
      0:15  (silence 20 s)
      0:35  ♪
      0:36  The line is alive and you keep your place. Next word in twenty seconds.
      0:41  (silence 20 s)
      1:01  ♪
      1:02  Good. You are next.
      1:03  Quiet now. Next word in a minute.
      1:06  (silence so far)"
    `);
    expect(await mia.state()).toMatchObject({ status: 'waiting', callback: null });
  });
});

describe('ends that nobody heard of', () => {
  test('a caller in a talk and an operator at a desk: closed, and the other side hears it', async () => {
    s = await scene();
    const anna = await s.operator('Anna');
    const caller = s.caller('Caller');
    await s.pass(20);
    await anna.take();
    await s.pass(10);
    s.box.network.faults.statusDropped = 1;
    caller.hangUp();
    await s.pass(25);
    expect(await caller.state()).toMatchObject({ status: 'ended', by: 'caller' });
    expect((await anna.desk()).status).toBe('free');
    anna.hangUp();
    await s.pass(25);
    expect(await anna.desk()).toMatchObject({ status: 'closed', why: 'line-lost' });
  });

  test('a caller who waits is asked after when overdue: the place is kept, and the next one can be taken', async () => {
    s = await scene();
    const first = s.caller('First');
    const second = s.caller('Second');
    await s.pass(5);
    s.box.network.faults.statusDropped = 1;
    first.hangUp();
    await s.pass(90);
    expect(await first.state()).toMatchObject({ status: 'place-kept', why: 'dropped', leg: null });
    expect(await s.box.store.takeable(['support'], 9)).toMatchObject([{ id: second.contactId }]);
  });
});
