import { describe, expect, test } from 'vitest';
import { callerKeys } from '../../src/twilio/caller-key.ts';
import { readWebhook } from '../../src/twilio/webhook-params.ts';
import { sumOf } from '../../src/waiting/tally.ts';
import { LINE_NUMBER } from '../support/line-in-a-box.ts';
import { type Caller, type Scene, scene } from './scene.ts';

const OLD_LINE = '+12025550190';
const MIA = '+12025550143';

/** A line of which `share` percent of the calls are answered here; where nothing is said the old line picks up. */
async function pilot(share: number, oldLineDoes: 'answer' | 'busy' | 'no-answer' = 'answer'): Promise<Scene> {
  const s = await scene({ pilot: { share, oldLine: OLD_LINE } });
  s.box.network
    .phone(OLD_LINE)
    .onIncoming(oldLineDoes === 'answer' ? { does: 'answer', afterMs: 4_000 } : { does: oldLineDoes });
  return s;
}

async function set(s: Scene, share: number): Promise<void> {
  await s.box.store.putQueue({ ...s.box.queue, pilot: { share, oldLine: OLD_LINE } });
}

/** The call is at the old line now. */
function isThere(s: Scene): boolean {
  return s.box.network.phone(OLD_LINE).call !== null;
}

async function isHere(s: Scene, caller: Caller): Promise<boolean> {
  return (await s.box.store.readContact(caller.contactId, '')).contact !== null;
}

async function counted(s: Scene) {
  const now = s.box.clock.now();
  return sumOf(await s.box.store.quarters('support', now - 86_400_000, now + 1));
}

describe('calls that the pilot hands on', () => {
  test('are led to the old line before a word is said, and nothing of ours is heard', async () => {
    const s = await pilot(0);
    const mia = s.caller('Mia', MIA);
    await s.pass(184);
    s.box.network.phone(OLD_LINE).hangUp();
    await s.pass(5);
    expect(mia.heard()).toMatchInlineSnapshot(`
      "0:00  (ringing 4 s)
      0:04  (talk with CAf7e79d2b47f666300000000000000003 180 s)"
    `);
    expect(await isHere(s, mia)).toBe(false);
    expect(await counted(s)).toStrictEqual({ 'handed-on': 1, 'old-line-minutes': 3 });
    expect(s.box.network.problems).toEqual([]);
  });

  test('stay there while the server looks whom it has forgotten', async () => {
    const s = await pilot(0);
    s.caller('Mia', MIA);
    await s.pass(60);
    await s.forgetEverything();
    await s.pass(60);
    expect(isThere(s)).toBe(true);
  });

  test('that nobody takes there come here, in the line behind those who wait', async () => {
    const s = await pilot(100, 'no-answer');
    const ben = s.caller('Ben', '+12025550144');
    await s.pass(10);
    await set(s, 0);
    const mia = s.caller('Mia', MIA);
    await s.pass(60);
    expect(mia.heard()).toMatchInlineSnapshot(`
      "0:00  (ringing 25 s)
      0:25  ♪
      0:25  Acme support.
      0:26  You are second in line.
      0:28  Nobody's on duty; how long isn't known.
      0:31  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
      0:36  Any key tells you where you stand.
      0:39  (silence so far)"
    `);
    const line = await s.box.store.line('support', 9);
    expect(line.map(({ contact }) => contact.id)).toEqual([ben.contactId, mia.contactId]);
    expect(await counted(s)).toMatchObject({ calls: 2, 'handed-on': 1, 'handed-back': 1 });
  });

  test.each(['busy', 'not there'])('come here where the old line is %s', async (what) => {
    const s = await pilot(0, 'busy');
    if (what === 'not there') s.box.network.removePhone(OLD_LINE);
    const mia = s.caller('Mia', MIA);
    await s.pass(20);
    expect(await mia.state()).toMatchObject({ status: 'waiting', queueId: 'support' });
  });

  test('come here as well where our server is gone when nobody has answered there', async () => {
    const s = await pilot(0, 'no-answer');
    const mia = s.caller('Mia', MIA);
    await s.pass(3);
    s.box.up(false);
    await s.pass(60);
    s.box.up(true);
    await s.pass(60);
    expect(await mia.state()).toMatchObject({ status: 'waiting' });
  });

  test('of a withheld number show the number that was called', async () => {
    const s = await pilot(0);
    const shown: string[] = [];
    s.box.network.onLeg((leg) => {
      if (leg.to === OLD_LINE) shown.push(leg.from);
    });
    s.caller('Withheld', 'anonymous', '+12025550145');
    s.caller('Mia', MIA);
    await s.pass(10);
    expect(shown).toEqual([LINE_NUMBER, MIA]);
  });

  test('are handed on with the store away as well, by the settings that were read last', async () => {
    const s = await pilot(0);
    s.caller('Ben', '+12025550144');
    await s.pass(10);
    s.box.network.phone(OLD_LINE).hangUp();
    s.store('away');
    s.caller('Mia', MIA);
    await s.pass(10);
    expect(isThere(s)).toBe(true);
  });

  test('that the old line sends back to us come here, and do not go round for ever', async () => {
    const s = await pilot(0, 'no-answer');
    s.caller('Mia', MIA);
    await s.pass(3);
    const { webhooks } = s.box.line;
    const sentBack = { From: MIA, To: LINE_NUMBER, CallStatus: 'ringing', Direction: 'inbound' };
    const answer = async (more: object) =>
      (await webhooks['/incoming'](readWebhook({ ...sentBack, ...more }), {})).twiml;
    expect(await answer({ CallSid: 'CA-sent-back' })).not.toContain('<Number>');
    const named = { CallSid: 'CA-named', From: 'anonymous', ForwardedFrom: OLD_LINE };
    expect(await answer(named)).not.toContain('<Number>');
  });
});

describe('callers who come here whatever the share', () => {
  test('whose place is kept', async () => {
    const s = await pilot(100);
    const mia = s.caller('Mia', MIA);
    await s.pass(60);
    mia.hangUp();
    await s.pass(60);
    await set(s, 0);
    s.caller('Mia', MIA);
    await s.pass(10);
    expect(isThere(s)).toBe(false);
    expect(await mia.state()).toMatchObject({ status: 'waiting' });
  });

  test('who withhold their number while the place of such a one is kept', async () => {
    const s = await pilot(100);
    const first = s.caller('First', 'anonymous', '+12025550145');
    await s.pass(60);
    first.hangUp();
    await s.pass(30);
    await set(s, 0);
    const again = s.caller('Again', 'anonymous', '+12025550145');
    await s.pass(10);
    expect(await isHere(s, again)).toBe(true);
  });

  test('who are owed something', async () => {
    const s = await pilot(100);
    const mia = s.caller('Mia', MIA);
    await s.pass(20);
    mia.hangUp();
    await s.pass(10);
    const { contact } = await s.box.store.readContact(mia.contactId, '');
    if (contact === null) throw new Error('Mia is not known.');
    const after = {
      ...{ ...contact, version: contact.version + 1 },
      ...({ status: 'ended', endedAt: 0, by: 'closed', leg: null, answers: null } as const),
      owes: { kind: 'message', since: 0, operator: null } as const,
    };
    const write = {
      ...{ contact: after, expectedVersion: contact.version, queueId: 'support', standing: 'out' as const },
      ...{ takeable: false, served: false, dueAt: null, callSid: null, takesLeg: false, owed: true },
      ...{ labels: { add: [], remove: [`number:${contact.caller}`, `code:${contact.code}`] }, timeline: [] },
    };
    const commit = { now: s.box.clock.now(), eventId: null, desks: [], effects: [], tallies: [] };
    await s.box.store.commit({ ...commit, contacts: [write] });
    await set(s, 0);
    const again = s.caller('Mia', MIA);
    await s.pass(10);
    expect(await isHere(s, again)).toBe(true);
  });
});

test('a caller falls on the same side at each call, and a greater share takes nobody away', async () => {
  const s = await pilot(0);
  const { webhooks } = s.box.line;
  let calls = 0;
  const here = async (share: number): Promise<string[]> => {
    await set(s, share);
    const found: string[] = [];
    for (let i = 100; i < 200; i++) {
      const from = `+12025550${i}`;
      const params = { CallSid: `CA-${(calls += 1)}`, From: from, To: LINE_NUMBER, CallStatus: 'ringing' };
      const { twiml } = await webhooks['/incoming'](readWebhook(params), {});
      if (!twiml.includes('<Number>')) found.push(from);
      await webhooks['/status'](readWebhook({ ...params, CallStatus: 'completed' }), {});
    }
    // Places that are kept, and calls that ring there, are forgotten.
    await s.pass(1_300);
    return found;
  };
  const few = await here(25);
  expect(few.length).toBeGreaterThan(10);
  expect(few.length).toBeLessThan(45);
  expect(await here(25)).toEqual(few);
  const more = await here(60);
  expect(more).toEqual(expect.arrayContaining(few));
  expect(more.length).toBeGreaterThan(few.length);
  expect(await here(100)).toHaveLength(100);
}, 20_000);

test('withheld numbers are spread by their calls', () => {
  const { portion } = callerKeys('a secret of at least thirty-two characters');
  const portions = Array.from({ length: 1_000 }, (_, i) => portion(`support CA${i}`));
  for (const tenth of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) {
    const inIt = portions.filter((one) => Math.floor(one * 10) === tenth);
    expect(Math.abs(inIt.length - 100)).toBeLessThan(40);
  }
});
