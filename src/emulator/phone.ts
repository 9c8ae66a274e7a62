import type { CancelTimer } from '../clock.ts';
import type { NetworkCore } from './core.ts';
import { Leg } from './leg.ts';
import { spokenMs } from './speech.ts';
import type { TapeEvent, TapeSegment } from './tape.ts';

/** What a phone does when it rings. Times run from the first ring. */
export type IncomingBehaviour =
  | { does: 'answer'; afterMs: number }
  | { does: 'busy' }
  | { does: 'no-answer' }
  | { does: 'reject'; afterMs: number }
  /** A machine answers, speaks, beeps, listens for `listensMs` and hangs up. It presses no keys. */
  | { does: 'voicemail'; afterMs: number; greeting?: string; listensMs?: number }
  /** Somebody calls `answer()` or `decline()`. */
  | { does: 'manual' };

export type DialOptions = {
  /** What the called line is shown; by default the phone's own address. Withheld: a word such as `anonymous`. */
  from?: string;
  forwardedFrom?: string;
  callerName?: string;
  /** Further webhook parameters, such as StirVerstat or FromCity. */
  params?: Record<string, string>;
};

/** Told of everything audible on the phone's calls, as it begins and ends. */
export type PhoneListener = (segment: TapeSegment, event: TapeEvent, call: Leg) => void;

const BETWEEN_KEYS_MS = 300;
const DEFAULT_GREETING = 'Hello, nobody can take your call right now. Please leave a message after the tone.';

/** A device at the end of the network: a telephone (`+1555…`), a browser (`client:name`) or a SIP phone (`sip:…`). */
export class Phone {
  readonly address: string;
  private readonly core: NetworkCore;
  private readonly listeners: PhoneListener[] = [];
  private attending = 0;
  private behaviour: IncomingBehaviour | ((call: Leg) => IncomingBehaviour) = { does: 'manual' };
  private current: Leg | null = null;

  constructor(core: NetworkCore, address: string) {
    this.core = core;
    this.address = address;
  }

  /** The call that this phone is in, or that rings at it; null where there is none. */
  get call(): Leg | null {
    return this.current;
  }

  /** Whether somebody follows this phone's calls and sees to them: a page that shows it, say. */
  get watched(): boolean {
    return this.attending > 0;
  }

  /** Whether anybody follows this phone's calls at all. */
  get followed(): boolean {
    return this.listeners.length > 0;
  }

  /** What the phone does with calls made to it; `manual` until this is set. */
  onIncoming(behaviour: IncomingBehaviour | ((call: Leg) => IncomingBehaviour)): this {
    this.behaviour = behaviour;
    return this;
  }

  /** Is told of what is audible on this phone's calls, and sees to them unless it says not. Returns a function that ends that. */
  listen(listener: PhoneListener, attends = true): () => void {
    this.listeners.push(listener);
    if (attends) this.attending += 1;
    return () => {
      const at = this.listeners.indexOf(listener);
      if (at < 0) return;
      this.listeners.splice(at, 1);
      if (attends) this.attending -= 1;
    };
  }

  /** Calls one of the network's numbers. Throws where `to` is not one, or the phone is in a call. */
  dial(to: string, options: DialOptions = {}): Leg {
    const number = this.core.numbers.get(to);
    if (number === undefined)
      throw new Error(`Failed to dial ${to}: it is not a number of this network. Add it first.`);
    if (this.current !== null)
      throw new Error(`Failed to dial ${to}: the phone is in a call. Hang up first.`);
    const extraParams: Record<string, string> = { ...options.params };
    if (options.forwardedFrom !== undefined) extraParams['ForwardedFrom'] = options.forwardedFrom;
    if (options.callerName !== undefined) extraParams['CallerName'] = options.callerName;
    const leg = new Leg(this.core, {
      direction: 'inbound',
      from: options.from ?? this.address,
      to,
      number,
      fallback:
        number.voiceFallbackUrl === ''
          ? null
          : { method: number.voiceFallbackMethod, url: number.voiceFallbackUrl },
      extraParams,
    });
    this.attach(leg);
    leg.ring();
    leg.request({ method: number.voiceMethod, url: number.voiceUrl, params: {} });
    return leg;
  }

  /** An outbound leg rings at this phone. */
  receive(leg: Leg): void {
    if (this.current !== null) {
      leg.ring();
      this.later(leg, 0, () => leg.end('busy', '486'));
      return;
    }
    this.attach(leg);
    leg.ring();
    const behaviour = typeof this.behaviour === 'function' ? this.behaviour(leg) : this.behaviour;
    switch (behaviour.does) {
      case 'answer':
        this.later(leg, behaviour.afterMs, () => this.pickUp(leg, 'human'));
        break;
      case 'busy':
        this.later(leg, 0, () => leg.end('busy', '486'));
        break;
      case 'reject':
        this.later(leg, behaviour.afterMs, () => leg.end('busy', '603'));
        break;
      case 'voicemail':
        this.later(leg, behaviour.afterMs, () => this.voicemail(leg, behaviour));
        break;
      case 'no-answer':
      case 'manual':
        break;
    }
  }

  /** Answers the call that rings. False where none does. */
  answer(): boolean {
    const leg = this.current;
    if (leg === null || leg.direction === 'inbound' || leg.answeredAt !== null) return false;
    this.pickUp(leg, 'human');
    return true;
  }

  /** Refuses the call that rings. False where none does. */
  decline(): boolean {
    const leg = this.current;
    if (leg === null || leg.direction === 'inbound' || leg.answeredAt !== null) return false;
    leg.end('busy', '603');
    return true;
  }

  /** Presses keys (0-9 * # A-D): the first now, the others 300 ms apart. */
  press(keys: string): void {
    const leg = this.current;
    if (leg === null) throw new Error('Failed to press a key: the phone is not in a call.');
    if (!/^[0-9*#A-D]+$/.test(keys))
      throw new Error(`Failed to press "${keys}": only 0-9, *, # and A-D are keys.`);
    leg.press(keys[0] as string);
    for (let i = 1; i < keys.length; i += 1) {
      this.later(leg, i * BETWEEN_KEYS_MS, () => leg.press(keys[i] as string));
    }
  }

  /** Says something; it takes as long as its words. */
  say(text: string): void {
    if (this.current === null) throw new Error('Failed to speak: the phone is not in a call.');
    this.current.say(text);
  }

  /** Hangs up; does nothing where there is no call. A call that was never answered ends as no-answer. */
  hangUp(): void {
    const leg = this.current;
    if (leg === null) return;
    if (leg.answeredAt === null && leg.direction !== 'inbound') leg.end('busy', '603');
    else leg.end(leg.answeredAt === null ? 'no-answer' : 'completed', leg.answeredAt === null ? '487' : null);
  }

  /** The network tells what became audible on this phone's call. */
  heard(segment: TapeSegment, event: TapeEvent, leg: Leg): void {
    for (const listener of this.listeners) listener(segment, event, leg);
  }

  private attach(leg: Leg): void {
    this.current = leg;
    this.core.phoneOf.set(leg.sid, this);
    leg.onEnd.push(() => {
      if (this.current === leg) this.current = null;
    });
  }

  private pickUp(leg: Leg, answeredBy: 'human' | 'machine_start'): void {
    if (this.core.detectsMachines.has(leg)) leg.answeredBy = answeredBy;
    leg.answer();
  }

  private voicemail(leg: Leg, machine: { greeting?: string; listensMs?: number }): void {
    this.pickUp(leg, 'machine_start');
    const greeting = machine.greeting ?? DEFAULT_GREETING;
    this.later(leg, 500, () => {
      leg.say(greeting);
      this.later(leg, spokenMs(greeting) + (machine.listensMs ?? 60_000), () => leg.end('completed'));
    });
  }

  private later(leg: Leg, delayMs: number, run: () => void): void {
    const cancel: CancelTimer = this.core.clock.setTimer(delayMs, () => {
      if (!leg.ended) run();
    });
    leg.onEnd.push(cancel);
  }
}
