import { onTestFinished } from 'vitest';
import type { VirtualClock } from '../../src/clock.ts';
import type { ContactEvent } from '../../src/contact/contact-event.ts';
import type { Contact } from '../../src/contact/contact.ts';
import type { Desk, LegKind } from '../../src/desk/desk.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { type Commit, type Store, StoreUnavailable } from '../../src/store/store.ts';
import type { ListenMode } from '../../src/twiml/instructions.ts';
import type { QueueSettings } from '../../src/waiting/queue-settings.ts';
import { LINE_NUMBER, type LineInABox, lineInABox, type Several } from '../support/line-in-a-box.ts';

/** A person who calls the line. */
export type Caller = {
  callSid: string;
  contactId: string;
  press(keys: string): void;
  say(words: string): void;
  hangUp(): void;
  state(): Promise<Contact>;
  /** What this caller heard, with people instead of CallSids. */
  heard(): string;
};

/** An operator at an open desk. */
export type AtDesk = {
  press(keys: string): void;
  /** Picks up the phone that rings, where that is not done by itself. */
  answer(): void;
  hangUp(): void;
  /** Takes the next caller, or the announced one, at the console. */
  take(): Promise<void>;
  comeBack(to: Caller): Promise<void>;
  /** Takes over a caller whom a colleague has on hold; a supervisor need not wait until it is high time. */
  lookIn(to: Caller, as?: 'supervisor'): Promise<void>;
  /** Listens to a colleague's talk with this caller, or is heard in it otherwise. */
  listen(to: Caller, mode?: ListenMode): Promise<void>;
  leave(talkWith: Caller): Promise<void>;
  say(words: string): void;
  /** Tells the caller's contact something, as the console does. */
  tell(to: Caller, event: Command): Promise<void>;
  /** Goes off duty. */
  close(): Promise<void>;
  desk(): Promise<Desk>;
  /** What was heard at the desk; of the first leg, or of the one called again. */
  heard(leg?: 'first' | 'last'): string;
};

/** A command of an operator without the operator's name. */
type Command = ContactEvent extends infer E
  ? E extends { operator: string }
    ? Omit<E, 'operator'>
    : never
  : never;

/** People around a line in a box. Times are seconds. */
export type Scene = {
  box: LineInABox;
  /** `phone` where the phone is not the number that it shows, as behind a switchboard; `line`: the number that is called. */
  caller(name: string, number?: string, phone?: string, line?: string): Caller;
  /** A supervisor with a phone and no open desk. */
  supervisor(name: string): AtDesk;
  /** `id` is for signing in, where the name is none. */
  operator(
    name: string,
    mode?: 'auto' | 'manual',
    legKind?: LegKind,
    several?: Several,
    id?: string,
  ): Promise<AtDesk>;
  pass(seconds: number): Promise<void>;
  /** What was heard before is another scenario's: transcripts of those who are on the line begin here. */
  fromHere(): void;
  /** The store is there, or not; `unheard`: it commits, and the reply is lost; `full`: it takes nobody new. */
  store(is: StoreSwitch['is']): void;
  /** The store loses everything, settings too. */
  forgetEverything(): Promise<void>;
};

/** A line of Acme support at nine on a Monday morning, for as long as the test lasts. */
export async function scene(
  queue: Partial<QueueSettings> = {},
  fallback: 'hosted' | 'our-own' = 'hosted',
): Promise<Scene> {
  const store: StoreSwitch = { is: 'there', inner: null };
  const box = await lineInABox({ queue, fallback, store: (clock) => storeWithSwitch(clock, store) });
  onTestFinished(async () => {
    store.is = 'there';
    await box.close();
  });
  const people = new Map<string, string>();

  /** How many lines of a call were over at `fromHere`, by CallSid. */
  const skipped = new Map<string, number>();

  function heard(callSid: string): string {
    let text = box.transcript(callSid).split('\n').slice(skipped.get(callSid)).join('\n');
    for (const [sid, name] of people) text = text.replaceAll(sid, name);
    return text.replace(/\(clip \S+zip-1\.wav [\d.]+ s\)/g, '(zip)');
  }

  function caller(
    name: string,
    number = `+12025550${200 + people.size}`,
    own = number,
    line = LINE_NUMBER,
  ): Caller {
    const phone = box.network.phone(own);
    const { sid: callSid } = phone.dial(line, { from: number });
    people.set(callSid, name);
    const contactId = `c-${callSid}`;
    return {
      callSid,
      contactId,
      press: (keys) => phone.press(keys),
      hangUp: () => phone.hangUp(),
      say: (words) => void phone.say(words),
      async state() {
        const { contact } = await box.store.readContact(contactId, '');
        if (contact === null) throw new Error(`${name} is not known.`);
        return contact;
      },
      heard: () => heard(callSid),
    };
  }

  async function operator(
    name: string,
    mode: 'auto' | 'manual' = 'manual',
    legKind: LegKind = 'open-line',
    several: Several = {},
    id: string = name.toLowerCase(),
  ): Promise<AtDesk> {
    const person = supervisor(name, id);
    await box.openDesk(id, name, mode, legKind, several);
    return person;
  }

  function supervisor(name: string, id: string = name.toLowerCase()): AtDesk {
    const phone = box.network.phone(`client:${id}`);
    const legs: string[] = [];
    box.network.onLeg((leg) => {
      if (leg.to !== `client:${id}`) return;
      legs.push(leg.sid);
      people.set(leg.sid, name);
    });
    const { switchboard } = box.line;
    return {
      press: (keys) => phone.press(keys),
      answer: () => void phone.answer(),
      hangUp: () => phone.hangUp(),
      async take() {
        await done(switchboard.take(id, null));
      },
      async comeBack(to) {
        await done(switchboard.comeBack(id, to.contactId));
      },
      async lookIn(to, as) {
        await done(switchboard.lookIn(id, to.contactId, as === 'supervisor'));
      },
      async listen(to, mode = 'listen') {
        const post = {
          operator: id,
          displayName: name,
          queues: ['support'],
          address: `client:${id}`,
          language: 'en',
          intentId: `listen-${id}-${box.clock.now()}`,
        };
        const listens = { contactId: to.contactId, mode };
        await done(switchboard.tellDesk(id, { type: 'listen', listens, post }));
      },
      async leave(from) {
        await done(switchboard.tellDesk(id, { type: 'stop-listening', contactId: from.contactId }));
      },
      say: (words) => void phone.say(words),
      async tell(to, event) {
        await done(switchboard.tellContact(to.contactId, { ...event, operator: id } as ContactEvent));
      },
      async close() {
        await done(switchboard.tellDesk(id, { type: 'close' }));
      },
      async desk() {
        const desk = await box.store.readDesk(id);
        if (desk === null) throw new Error(`${name} has no desk.`);
        return desk;
      },
      heard: (leg = 'first') => heard((leg === 'first' ? legs[0] : legs.at(-1)) ?? ''),
    };
  }

  return {
    box,
    caller,
    supervisor,
    operator,
    pass: (seconds) => box.pass(seconds * 1000),
    fromHere() {
      // What is heard at the moment goes on.
      for (const callSid of people.keys())
        skipped.set(callSid, box.transcript(callSid).split('\n').length - 1);
    },
    store(is) {
      store.is = is;
    },
    async forgetEverything() {
      store.inner = createMemoryStore(box.clock);
    },
  };
}

async function done(command: Promise<{ kind: string; reason?: string }>): Promise<void> {
  const { kind, reason } = await command;
  if (kind !== 'done') throw new Error(`The command was refused: ${reason}`);
}

/** What becomes of a store, and the one that answers. */
export type StoreSwitch = { is: 'there' | 'away' | 'unheard' | 'full'; inner: Store | null };

/** A store that can be switched off, then it answers nothing, as one that cannot be reached; and that can be swapped for an empty one. */
export function storeWithSwitch(clock: VirtualClock, state: StoreSwitch): Store {
  state.inner = createMemoryStore(clock);
  return new Proxy(state.inner, {
    get(_, name: keyof Store) {
      return (...parameters: unknown[]) => {
        const store = state.inner as Store;
        const method = store[name] as (...all: unknown[]) => unknown;
        if (name === 'close' || state.is === 'there') return Reflect.apply(method, store, parameters);
        if (state.is === 'full' && name === 'takesNewcomers') return Promise.resolve(false);
        if (state.is !== 'away' && name !== 'commit') return Reflect.apply(method, store, parameters);
        if (state.is === 'full' && !isEntering(parameters[0] as Commit))
          return Reflect.apply(method, store, parameters);
        const reply = state.is === 'unheard' ? Reflect.apply(method, store, parameters) : null;
        return Promise.resolve(reply).then(() => {
          throw new StoreUnavailable('switched off');
        });
      };
    },
  });
}

/** What a full Redis refuses (test/store/redis/full-memory.test.ts). */
function isEntering({ contacts }: Commit): boolean {
  return contacts.some(({ expectedVersion }) => expectedVersion === 0);
}
