import type { Leg } from '../../../src/emulator/leg.ts';
import type { IncomingBehaviour } from '../../../src/emulator/phone.ts';
import type { Brief, Desk } from '../../../src/desk/desk.ts';
import { heldBy } from '../../../src/desk/held-callers.ts';
import { type Store, StoreUnavailable } from '../../../src/store/store.ts';
import type { Switchboard } from '../../../src/switchboard/switchboard.ts';
import type { Console, OperatorAct, OperatorParts } from './operator-parts.ts';
import { LEAVES_FROM } from './staff.ts';
import { inOwnVoice, typed } from './weird-words.ts';

/** Somebody who serves: at the console, by phone keys, carelessly, until told to be on duty in earnest. */
export type Operator = {
  readonly name: string;
  /** From now on: desk open in auto mode, every caller accepted, short talks. */
  inEarnest(): void;
  /** Serves one queue more, from the next opening of the desk on, which is soon. */
  serves(queueId: string): void;
  stop(): void;
};

const STAR_HOLD = '*';
const GIVES_UP_AFTER_MS = 10_000;

export function operator(parts: OperatorParts): Operator {
  const { name, clock, chance, phone } = parts;
  const queues = parts.queues as [string, ...string[]];
  let earnest = false;
  let opensAnew = false;
  let stopped = false;
  let cancel = (): void => undefined;
  const drawn = chance.between(0.02, 0.25);
  const careless = parts.crowd.steady ? 0 : drawn;
  const prefersManual = chance.happens(0.3);
  const isRungPerCall = chance.happens(0.3);
  const byPhone = chance.between(0, 0.8);
  const mostHeld = chance.pick([1, 1, 2, 5]);
  const talksForMs = chance.pick(parts.crowd.talksForMs);
  let intents = 0;
  /** Whom this operator has, as far as the console knew last. */
  let mine: (string | null)[] = [];

  phone.onIncoming(answering);
  phone.listen((segment, event, leg) => {
    // Any words while the desk is rung ask for a key.
    if (event !== 'opened' || segment.kind !== 'speech' || confirmed.has(leg)) return;
    confirmed.add(leg);
    if (earnest || !chance.happens(careless / 2))
      clock.setTimer(chance.between(300, 4_000), () => press(leg, chance.pick(['1', '1', '5', '#'])));
  });
  const confirmed = new WeakSet<Leg>();

  function answering(): IncomingBehaviour {
    if (earnest || !chance.happens(careless)) return { does: 'answer', afterMs: chance.between(500, 6_000) };
    return chance.pick<IncomingBehaviour>([
      { does: 'no-answer' },
      { does: 'busy' },
      { does: 'reject', afterMs: 2_000 },
      { does: 'voicemail', afterMs: 4_000, listensMs: 20_000 },
    ]);
  }

  function press(leg: Leg, key: string): void {
    if (!leg.ended && phone.call === leg) phone.press(key);
  }

  /** At most one thing at a time, after which the operator thinks for a while. */
  async function tick(): Promise<void> {
    try {
      const server = parts.console();
      if (server !== null) await act(server, await server.store.readDesk(name));
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }

  function careful(): boolean {
    return earnest || !chance.happens(careless);
  }

  async function act(server: Console, desk: Desk | null): Promise<void> {
    const { switchboard, store } = server;
    const leg = phone.call;
    const byKey = leg !== null && leg.answeredAt !== null && chance.happens(byPhone);
    const contactId = desk !== null && 'contact' in desk ? (desk.contact?.contactId ?? null) : null;
    mine = desk === null ? [] : [...new Set([contactId, ...heldBy(desk).map((one) => one.contactId)])];
    parts.outcomes.looks(server, mine);
    if (!earnest && parts.isPause() && LEAVES_FROM.has(desk?.status ?? 'closed')) {
      if (desk !== null && desk.status !== 'closed') await switchboard.tellDesk(name, { type: 'close' });
      return;
    }
    switch (desk?.status ?? 'closed') {
      case 'closed':
        if (leg === null && (earnest || chance.happens(0.6))) await open(switchboard);
        // A talk of which the console knows nothing any more is ended like any other call: by hanging up.
        else if (earnest && leg?.tape.open?.kind === 'talk') hangUp();
        return;
      case 'ringing':
        return;
      case 'free':
        if (opensAnew) {
          opensAnew = false;
          await switchboard.tellDesk(name, { type: 'close' });
        } else if (!careful() && chance.happens(0.3)) {
          const leaves = chance.pick(['away', 'close', 'hang-up', 'key'] as const);
          if (leaves === 'away')
            await switchboard.tellDesk(name, { type: 'away', reason: typed(chance, 120) });
          else if (leaves === 'close') await switchboard.tellDesk(name, { type: 'close' });
          else if (leaves === 'hang-up') hangUp();
          else if (leg !== null) press(leg, '0');
        } else if (chance.happens(0.05) || (desk?.mode === 'manual' && (await sees(store)))) {
          parts.onAct('accept', null);
          if (byKey && leg !== null) press(leg, '1');
          else await switchboard.take(name, chance.happens(0.3) ? chance.pick(queues) : null);
        }
        return;
      case 'offered':
        if (!careful()) {
          const misses = chance.pick(['late', 'late', 'hang-up', 'away'] as const);
          if (misses === 'hang-up') hangUp();
          else if (misses === 'away' && leg !== null) press(leg, '0');
          return;
        }
        parts.onAct('accept', contactId);
        if (byKey && leg !== null) press(leg, '1');
        else await switchboard.accept(name);
        return;
      case 'joining':
        if (!careful() && chance.happens(0.2)) hangUp();
        return;
      case 'talking':
        if (contactId !== null) await whileTalking(switchboard, contactId, leg);
        return;
      case 'holding':
        if (desk !== null) await whileHolding(server, heldBy(desk), leg, byKey);
        return;
      case 'wrap-up':
      case 'away':
        if (!earnest && chance.happens(0.5)) return;
        if (byKey && leg !== null) press(leg, '1');
        else await switchboard.tellDesk(name, { type: 'free' });
    }
  }

  /** Whether the screen shows somebody who can be taken. */
  async function sees(store: Store): Promise<boolean> {
    return (await store.takeable(parts.queues, 1)).length > 0;
  }

  async function open(switchboard: Switchboard): Promise<void> {
    intents += 1;
    parts.onAct('open', null);
    await switchboard.tellDesk(name, {
      type: 'open',
      operator: name,
      address: phone.address,
      mode: !earnest && prefersManual ? 'manual' : 'auto',
      legKind: isRungPerCall ? 'per-call' : 'open-line',
      queues: [...queues],
      displayName: parts.displayName,
      intentId: `intent-${name}-${intents}`,
      language: parts.language,
      skills: [...parts.skills],
      ...(mostHeld > 1 ? { mostHeld, offersMore: chance.happens(0.5) } : {}),
    });
  }

  async function whileTalking(switchboard: Switchboard, id: string, leg: Leg | null): Promise<void> {
    const ends = earnest ? 0.7 : 0.35;
    const draw = chance.random();
    if (draw < ends) {
      parts.onAct('end', id);
      await switchboard.tellContact(id, { type: 'end', operator: name });
    } else if (draw < ends + 0.35 && !earnest) {
      parts.onAct('hold', id);
      if (leg !== null && chance.happens(0.3)) press(leg, STAR_HOLD);
      else {
        await switchboard.tellContact(id, {
          type: 'hold',
          operator: name,
          reason: typed(chance, 120),
          backInMs: chance.happens(0.4) ? null : chance.whole(10, 180) * 1000,
        });
      }
    } else if (draw < ends + 0.42 && !earnest) {
      parts.onAct('transfer', id);
      const target = { ...chance.pick(parts.targets), prefers: null };
      await switchboard.tellContact(id, { type: 'transfer', operator: name, target });
    } else if (!earnest && chance.happens(careless)) hangUp();
  }

  async function whileHolding(
    { switchboard, store }: Console,
    held: readonly Brief[],
    leg: Leg | null,
    byKey: boolean,
  ): Promise<void> {
    if (held.length === 0) return;
    const { contactId: id } = chance.pick(held as [Brief]);
    // A key is about whoever is due next: nobody but the desk knows who that is.
    const byKeyFor = (what: OperatorAct): void => {
      for (const { contactId } of held) parts.onAct(what, contactId);
    };
    const draw = earnest ? 1 : chance.random();
    if (held.length < mostHeld && draw > 0.45 && draw < 0.75) {
      parts.onAct('take-more', null);
      await switchboard.take(name, null);
    } else if (draw < 0.2) {
      const now = chance.happens(0.5);
      if (now) parts.onAct('note-now', id);
      const text = typed(chance, 280);
      const clip = await inOwnVoice(text, store);
      await switchboard.tellContact(id, { type: 'note', operator: name, text, now, ...clip });
    } else if (draw < 0.3) {
      if (leg !== null) press(leg, '2');
    } else if (draw < 0.37) {
      if (byKey && leg !== null) {
        byKeyFor('end');
        press(leg, '9');
      } else {
        parts.onAct('end', id);
        await switchboard.tellContact(id, { type: 'end', operator: name });
      }
    } else if (draw < 0.4) {
      if (!parts.crowd.steady) hangUp();
    } else if (draw < 0.45 && leg !== null) {
      press(leg, chance.pick(['3', '4', '*', '#', '0']));
    } else {
      if (byKey && leg !== null) {
        byKeyFor('accept');
        press(leg, '1');
      } else {
        parts.onAct('accept', id);
        await switchboard.comeBack(name, id);
      }
    }
  }

  function hangUp(): void {
    for (const contactId of mine.length === 0 ? [null] : mine) parts.onAct('hang-up', contactId);
    phone.hangUp();
  }

  function thinkingMs(desk: Desk | null): number {
    switch (desk?.status) {
      case 'talking':
      case 'holding':
        return earnest ? chance.between(2_000, 6_000) : chance.exponential(talksForMs);
      case 'offered':
        return chance.exponential(earnest ? 1_500 : 3_000);
      case 'away':
      case 'closed':
        return chance.exponential(earnest ? 3_000 : 20_000);
      default:
        return chance.exponential(4_000);
    }
  }

  let known: Desk | null = null;
  /** Since when an answer of the console is awaited; one that a dying server owes never comes. */
  let askedAt: number | null = null;
  function next(): void {
    if (stopped) return;
    cancel = clock.setTimer(thinkingMs(known), () => {
      next();
      if (askedAt !== null && clock.now() < askedAt + GIVES_UP_AFTER_MS) return;
      askedAt = clock.now();
      void tick().then(async () => {
        const store = parts.console()?.store;
        known = (await store?.readDesk(name).catch(() => null)) ?? null;
        askedAt = null;
      });
    });
  }
  next();
  return {
    name,
    inEarnest: () => void (earnest = true),
    serves(queueId) {
      queues.push(queueId);
      opensAnew = true;
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}
