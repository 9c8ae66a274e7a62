import type { ListenMode } from '../../../src/twiml/instructions.ts';
import type { Slack } from './slack.ts';

type Side = 'caller' | 'operator';

/** How long who asked to be heard no more may still be heard: one request to the phone network, or some rounds of trouble. */
const HEARD_YET_MS = 3_000;
const HEARD_YET_IN_TROUBLE_MS = 180_000;

/** By whom a supervisor asked to be heard; nobody hears one who only listens (S4). */
export class Listeners {
  private readonly names = new Map<string, string>();
  /** Until when each may be heard, epoch ms. */
  private readonly heardUntil = new Map<string, Record<Side, number>>();
  private readonly parts: { now: () => number; slack: () => Slack };

  constructor(parts: Listeners['parts']) {
    this.parts = parts;
  }

  begins(callSid: string, name: string): void {
    this.names.set(callSid, name);
  }

  isListener(callSid: string): boolean {
    return this.names.has(callSid);
  }

  asks(name: string, mode: ListenMode): void {
    const until = this.untilOf(name);
    if (mode === 'barge') until.caller = Number.POSITIVE_INFINITY;
    if (mode !== 'listen') until.operator = Number.POSITIVE_INFINITY;
  }

  agreed(name: string, mode: ListenMode): void {
    const until = this.untilOf(name);
    const yet = this.parts.now() + (this.parts.slack().prompt ? HEARD_YET_MS : HEARD_YET_IN_TROUBLE_MS);
    if (mode !== 'barge') until.caller = Math.min(until.caller, yet);
    if (mode === 'listen') until.operator = Math.min(until.operator, yet);
  }

  mayBeHeard(callSid: string, by: Side): boolean {
    const name = this.names.get(callSid);
    return name !== undefined && this.parts.now() <= this.untilOf(name)[by];
  }

  private untilOf(name: string): Record<Side, number> {
    const known = this.heardUntil.get(name) ?? { caller: 0, operator: 0 };
    this.heardUntil.set(name, known);
    return known;
  }
}
