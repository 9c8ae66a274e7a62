import { describe, expect, test } from 'vitest';
import { placeOf } from '../../src/waiting/line.ts';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import { headStartMs } from '../../src/waiting/ranking.ts';
import { aBoard, NINE } from './a-board.ts';

describe('from a question into the line', () => {
  test('who books a call where the line is full keeps the place that they are given, should the store forget them', async () => {
    const b = await aBoard();
    const queue = { ...defaultQueueSettings('support', 'Acme support'), maxWaiting: 1 };
    await b.store.putQueue(queue);
    await b.arrives('1');
    await b.arrives('2', { from: '+12125550142', caller: 'key-of-12125550142' });
    expect((await b.store.readContact('2', '')).contact).toMatchObject({
      status: 'greeting',
      asking: 'full',
    });
    await b.callerAsks('2', '2');
    b.clock.moveTo(NINE + 5_000);
    await b.store.putQueue({ ...queue, maxWaiting: 2 });
    await b.arrives('meanwhile');
    const asks = { type: 'leg-asks', callSid: 'CA2', step: 3, from: 'after', digits: '1' } as const;
    const answer = await b.board.contactAsks('2', 'support', asks);
    expect(answer?.contact.status).toBe('place-kept');
    expect(answer?.place).toBe((await b.store.readContact('2', '')).place);
    const caller = { from: '+12125550142', to: '', language: 'en' };
    expect(answer?.place).toBe(placeOf(headStartMs(queue, caller), NINE + 5_001));
  });

  test('the key that chose what it is about, delivered again, is no key of the line', async () => {
    const b = await aBoard();
    const topics = ['sales', 'repairs'].map((queueId) => ({ label: { en: queueId }, queueId }));
    await b.store.putQueue({ ...defaultQueueSettings('support', 'Acme support'), topics });
    for (const { queueId } of topics) await b.store.putQueue(defaultQueueSettings(queueId, queueId));
    await b.arrives('1');
    await b.callerAsks('1', '');
    const asks = { type: 'leg-asks', callSid: 'CA1', step: 3, from: 'words', digits: '1' } as const;
    const answer = await b.board.contactAsks('1', 'support', asks);
    expect(answer?.contact).toMatchObject({ status: 'waiting', queueId: 'sales', silence: 1 });
    expect(await b.board.contactAsks('1', 'support', asks)).toStrictEqual(answer);
    // A key of the words that come next counts.
    const next = { ...asks, step: 4, digits: '5' };
    expect((await b.board.contactAsks('1', 'support', next))?.contact.leg?.step).toBe(4);
  });

  test('who says something that answers nothing while room is made for them is greeted in the line', async () => {
    const b = await aBoard();
    const queue = { ...defaultQueueSettings('support', 'Acme support'), spokenAnswers: true };
    await b.store.putQueue({ ...queue, maxWaiting: 0 });
    await b.arrives('1', { from: '+12125550142', caller: 'key-of-12125550142' });
    await b.callerAsks('1', '2');
    await b.store.putQueue(queue);
    const asks = { type: 'leg-asks', callSid: 'CA1', step: 3, from: 'words', digits: '' } as const;
    const answer = await b.board.contactAsks('1', 'support', { ...asks, said: 'unclear' });
    expect(answer?.contact).toMatchObject({ status: 'waiting', silence: 1 });
    expect(answer?.contact.leg?.instruction).toMatchObject({
      silenceBeforeMs: 0,
      // Whom they have reached was said with the question.
      lines: [{ moment: 'greeting.next-in-line' }, {}, {}, {}],
    });
  });
});
