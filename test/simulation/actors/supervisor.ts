import type { Leg } from '../../../src/emulator/leg.ts';
import type { Phone } from '../../../src/emulator/phone.ts';
import type { Clock } from '../../../src/clock.ts';
import { StoreUnavailable } from '../../../src/store/store.ts';
import type { ListenMode } from '../../../src/twiml/instructions.ts';
import type { Chance } from '../chance.ts';
import type { Console } from './operator-parts.ts';

export type SupervisorParts = {
  name: string;
  displayName: string;
  queues: string[];
  clock: Clock;
  chance: Chance;
  phone: Phone;
  /** The console's server; null while none is there. */
  console: () => Console | null;
  /** Told before a talk is listened to, or listened to otherwise. */
  onAsk: (mode: ListenMode) => void;
  /** Told when that has been agreed to. */
  onAgreed: (mode: ListenMode) => void;
};

/** Listens to a colleague's talk now and then, whispers, is heard by both, and leaves, until told to stop. */
export function supervisor(parts: SupervisorParts): { stop(): void } {
  const { name, clock, chance, phone } = parts;
  const { displayName, queues } = parts;
  let stopped = false;
  let cancel = (): void => undefined;
  let intents = 0;
  const confirmed = new WeakSet<Leg>();

  phone.onIncoming(() =>
    stopped || chance.happens(0.1)
      ? { does: 'no-answer' }
      : { does: 'answer', afterMs: chance.between(300, 1_500) },
  );
  phone.listen((segment, event, leg) => {
    if (event !== 'opened' || segment.kind !== 'speech' || confirmed.has(leg)) return;
    confirmed.add(leg);
    if (chance.happens(0.9)) clock.setTimer(chance.between(200, 1_500), () => press(leg, '1'));
  });

  function press(leg: Leg, key: string): void {
    if (!leg.ended && phone.call === leg) phone.press(key);
  }

  async function act({ switchboard, store }: Console): Promise<void> {
    const desk = await store.readDesk(name);
    const leg = phone.call;
    const contactId = desk !== null && 'listens' in desk ? desk.listens.contactId : null;
    if (contactId === null) {
      const talks = (await store.served(50)).filter((one) => one.status === 'connected');
      const [first, ...others] = talks;
      if (leg === null && first !== undefined) await listen(chance.pick([first, ...others]).id);
      return;
    }
    const draw = chance.random();
    if (draw < 0.4) await listen(contactId);
    else if (draw < 0.55) await switchboard.tellDesk(name, { type: 'stop-listening', contactId });
    else if (draw < 0.62) phone.hangUp();
    else if (draw < 0.7 && leg !== null) press(leg, chance.pick(['9', '1', '*']));

    async function listen(id: string): Promise<void> {
      const mode = chance.pick(['listen', 'listen', 'whisper', 'barge'] as const);
      parts.onAsk(mode);
      intents += 1;
      const outcome = await switchboard.tellDesk(name, {
        type: 'listen',
        listens: { contactId: id, mode },
        post: {
          ...{ operator: name, displayName, queues, address: phone.address, language: 'en' },
          intentId: `listen-${name}-${intents}`,
        },
      });
      if (outcome.kind === 'done') parts.onAgreed(mode);
    }
  }

  function next(): void {
    cancel = clock.setTimer(chance.exponential(3_000), () => {
      const server = parts.console();
      const done = server === null ? Promise.resolve() : act(server);
      // One that a dying server owes never comes, and no other is asked for then.
      void done.then(
        () => stopped || next(),
        (error: unknown) => {
          if (!(error instanceof StoreUnavailable)) throw error;
          if (!stopped) next();
        },
      );
    });
  }
  next();
  return {
    stop() {
      stopped = true;
      cancel();
      phone.hangUp();
    },
  };
}
