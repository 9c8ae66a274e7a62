import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { virtualClock } from '../../src/clock.ts';
import type { Store } from '../../src/store/store.ts';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import { aBoard, NINE } from './a-board.ts';

describe('one event, one commit', () => {
  test('a take writes the desk and the contact together, and their effects', async () => {
    const b = await aBoard();
    await b.opens('anna');
    await b.arrives('1');
    b.effects.length = 0;
    const outcome = await b.board.take('anna', null);
    expect(outcome).toMatchObject({
      kind: 'done',
      contact: { id: '1', status: 'offered', stage: 'accepted', server: { operator: 'anna' } },
      desk: { status: 'joining', contact: { contactId: '1', queueName: 'Acme support' } },
    });
    expect(b.effects.map(({ effect }) => effect)).toEqual([
      { type: 'summon-leg', owner: { kind: 'desk', operator: 'anna' }, callSid: 'CA-anna', step: 2 },
    ]);
    expect(await b.store.served(9)).toMatchObject([{ id: '1' }]);
    expect((await b.store.readContact('1', '')).position).toBe(1);
  });

  test('a command that the other record refuses changes neither', async () => {
    const b = await aBoard();
    await b.opens('anna');
    await b.opens('boris');
    await b.arrives('1');
    await b.board.take('anna', null);
    const desk = await b.store.readDesk('boris');
    const contact = (await b.store.readContact('1', '')).contact;
    b.effects.length = 0;
    const brief = {
      contactId: '1',
      queueName: '',
      waitedMs: 0,
      language: 'en',
      wrapUpMs: 0,
      askedFirst: false,
    };
    const outcome = await b.board.tellDesk('boris', { type: 'take', contact: brief, talk: 'talk-9' });
    expect(outcome).toEqual({
      kind: 'refused',
      by: 'contact',
      code: 'taken',
      reason: 'The caller was taken by somebody else.',
      status: 'offered',
    });
    expect(await b.store.readDesk('boris')).toEqual(desk);
    expect((await b.store.readContact('1', '')).contact).toEqual(contact);
    expect(b.effects).toEqual([]);
  });

  test.each([
    ['a desk that is not open', 'nobody', { by: 'desk', code: 'state', status: 'closed' }],
    ['an open desk while nobody waits', 'anna', { by: 'contact', code: 'not-found', status: 'free' }],
  ])('take at %s', async (_, operator, refusal) => {
    const b = await aBoard();
    await b.opens('anna');
    expect(await b.board.take(operator, null)).toMatchObject({ kind: 'refused', ...refusal });
  });

  test('take while a contact is announced accepts that one', async () => {
    const b = await aBoard();
    await b.opens('anna', 'auto');
    await b.arrives('1');
    await b.arrives('2');
    await b.board.match();
    expect(await b.board.take('anna', null)).toMatchObject({ contact: { id: '1', stage: 'accepted' } });
  });

  test('take from one queue leaves the others alone', async () => {
    const b = await aBoard();
    await b.opens('anna');
    await b.arrives('1');
    expect(await b.board.take('anna', 'billing')).toMatchObject({ kind: 'refused', code: 'not-found' });
    expect(await b.board.take('anna', 'support')).toMatchObject({ kind: 'done', contact: { id: '1' } });
  });

  test('a caller who is gone between the look and the take does not cost the operator the next one', async () => {
    const { store, during } = interruptible();
    const b = await aBoard({ store });
    await b.opens('anna');
    await b.arrives('1');
    await b.arrives('2');
    during.takeable = async () => b.hangsUp('1');
    expect(await b.board.take('anna', null)).toMatchObject({ kind: 'done', contact: { id: '2' } });
  });

  test('key 1 that comes second says so, and the desk stays open', async () => {
    const { store, during } = interruptible();
    const b = await aBoard({ store });
    await b.opens('anna');
    await b.opens('boris');
    await b.arrives('1');
    during.takeable = async () => void (await b.board.take('boris', null));
    const desk = await b.deskAsks('anna', '1');
    expect(desk).toMatchObject({
      status: 'free',
      leg: { instruction: { kind: 'quiet', lines: [{ moment: 'desk.nobody-waiting' }] } },
    });
  });

  test('the way back to a caller who hangs up in that moment leaves the operator at a free desk', async () => {
    const { store, during } = interruptible();
    const b = await aBoard({ store });
    await b.opens('anna');
    await b.arrives('1');
    await b.board.take('anna', null);
    await b.deskAsks('anna');
    await b.board.contactAsks('1', '', {
      type: 'leg-asks',
      callSid: 'CA1',
      step: 2,
      from: 'summons',
      digits: '',
    });
    await b.board.tellContact('1', { type: 'hold', operator: 'anna', reason: '', backInMs: null });
    await b.deskAsks('anna');
    during.readContact = async () => b.hangsUp('1');
    const desk = await b.deskAsks('anna', '1');
    expect(desk).toMatchObject({ status: 'free', leg: { callSid: 'CA-anna' } });
  });

  test('a contact that nobody knows: a command is refused, a leg gets no answer', async () => {
    const b = await aBoard();
    expect(await b.board.tellContact('9', { type: 'end', operator: 'anna' })).toMatchObject({
      code: 'not-found',
    });
    expect(await b.board.comeBack('anna', '9')).toMatchObject({ code: 'not-found' });
    const asks = { type: 'leg-asks', callSid: 'CA9', step: 1, from: 'end', digits: '' } as const;
    expect(await b.board.contactAsks('9', 'support', asks)).toBeNull();
    expect(await b.board.deskAsks('nobody', asks)).toBeNull();
  });

  test('the timeline shows what was ignored, and why', async () => {
    const b = await aBoard();
    await b.arrives('1');
    await b.board.contactAsks('1', '', {
      type: 'leg-asks',
      callSid: 'CA2',
      step: 4,
      from: 'end',
      digits: '',
    });
    const timeline = await b.store.readTimeline('1');
    expect(timeline.at(-1)).toEqual({
      at: b.clock.now(),
      kind: 'ignored',
      data: { reason: 'another leg asked' },
    });
  });
});

describe('matching', () => {
  test('the desk that has been free longest is offered the caller who has waited longest', async () => {
    const b = await aBoard();
    await b.arrives('1');
    await b.arrives('2');
    for (const operator of ['anna', 'boris', 'clara']) await b.opens(operator, 'auto');
    await b.board.match();
    expect(await b.store.readDesk('anna')).toMatchObject({ status: 'offered', contact: { contactId: '1' } });
    expect(await b.store.readDesk('boris')).toMatchObject({ status: 'offered', contact: { contactId: '2' } });
    expect(await b.store.readDesk('clara')).toMatchObject({ status: 'free' });
  });

  test('desks that take callers by hand are offered none', async () => {
    const b = await aBoard();
    await b.arrives('1');
    await b.opens('anna', 'manual');
    await b.board.match();
    expect(await b.store.readDesk('anna')).toMatchObject({ status: 'free' });
  });

  test('the operator who was lost comes first for a minute, then anybody', async () => {
    const b = await aBoard();
    await b.opens('anna', 'auto');
    await b.opens('boris', 'auto');
    await b.arrives('1');
    await b.board.match();
    await b.board.accept('anna');
    await b.deskAsks('anna');
    await b.board.contactAsks('1', '', {
      type: 'leg-asks',
      callSid: 'CA1',
      step: 2,
      from: 'summons',
      digits: '',
    });
    await b.board.tellDesk('anna', { type: 'leg-ended', callSid: 'CA-anna' });
    const { contact } = await b.store.readContact('1', '');
    expect(contact).toMatchObject({ status: 'waiting', prefers: { operator: 'anna' } });
    await b.deskAsks('anna', '1');
    await b.board.match();
    expect(await b.store.readDesk('anna')).toMatchObject({ status: 'offered' });
    expect(await b.store.readDesk('boris')).toMatchObject({ status: 'free' });
  });

  test('who comes first for one operator does not pass another who stands before them in that operator’s lines', async () => {
    const b = await aBoard();
    await b.store.putQueue(defaultQueueSettings('billing', 'Billing'));
    const anna = { operator: 'anna', displayName: 'Anna' };
    const handedOn = [
      { id: '1', target: { queueId: 'support', queueName: 'Acme support', prefers: null } },
      { id: '2', target: { queueId: 'billing', queueName: 'Billing', prefers: anna } },
    ];
    for (const { id } of handedOn) await b.arrives(id);
    for (const { id } of handedOn) {
      await b.opens(`carl-${id}`);
      await b.board.take(`carl-${id}`, null);
      await b.deskAsks(`carl-${id}`);
      const step = { type: 'leg-asks', callSid: `CA${id}`, step: 2, from: 'summons', digits: '' } as const;
      await b.board.contactAsks(id, '', step);
    }
    for (const { id, target } of handedOn) {
      await b.board.tellContact(id, { type: 'transfer', operator: `carl-${id}`, target });
      await b.board.tellDesk(`carl-${id}`, { type: 'close' });
    }
    await b.opens('boris', 'manual', { queues: ['billing'] });
    await b.opens('anna', 'auto', { queues: ['support', 'billing'] });
    await b.board.match();
    expect(await b.store.readDesk('anna')).toMatchObject({ status: 'offered', contact: { contactId: '1' } });
  });

  test('who is left to an operator who takes callers by themselves is anyone’s after three minutes', async () => {
    const b = await aBoard();
    await b.opens('anna', 'manual');
    await b.arrives('1');
    await b.board.take('anna', null);
    await b.deskAsks('anna');
    const step = { type: 'leg-asks', callSid: 'CA1', step: 2, from: 'summons', digits: '' } as const;
    await b.board.contactAsks('1', '', step);
    const anna = { operator: 'anna', displayName: 'Anna' };
    const target = { queueId: 'support', queueName: 'Acme support', prefers: anna };
    await b.board.tellContact('1', { type: 'transfer', operator: 'anna', target });
    await b.opens('boris', 'auto');
    await b.board.match();
    expect(await b.store.readDesk('boris')).toMatchObject({ status: 'free' });
    b.clock.moveTo(b.clock.now() + 178_000);
    await b.board.match();
    expect(await b.store.readDesk('boris')).toMatchObject({
      status: 'offered',
      contact: { contactId: '1' },
    });
  });
});

type During = { takeable?: () => Promise<void>; readContact?: () => Promise<void> };

/** A store on which something happens, once, after a read and before its answer is used. */
function interruptible(): { store: Store; during: During } {
  const inner = createMemoryStore(virtualClock(NINE));
  const during: During = {};
  async function interrupt(name: keyof During): Promise<void> {
    const happens = during[name];
    delete during[name];
    await happens?.();
  }
  const store: Store = {
    ...inner,
    async takeable(queues, limit) {
      const answer = await inner.takeable(queues, limit);
      await interrupt('takeable');
      return answer;
    },
    async readContact(id, queueId) {
      await interrupt('readContact');
      return inner.readContact(id, queueId);
    },
  };
  return { store, during };
}
