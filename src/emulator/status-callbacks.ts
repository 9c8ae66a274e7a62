import type { NetworkCore } from './core.ts';
import { happens } from './faults.ts';
import type { Leg } from './leg.ts';
import type { WebhookIntent } from './webhook.ts';

export type CallEvent = 'initiated' | 'ringing' | 'answered' | 'completed';
export type StatusCallbackSettings = { method: 'GET' | 'POST'; url: string; events: ReadonlySet<CallEvent> };

/** Status callbacks: best effort, nothing hears their answer, they may be lost, late, repeated, out of order. */
export class StatusCallbacks {
  private readonly core: NetworkCore;
  private readonly sequence = new WeakMap<Leg, number>();

  constructor(core: NetworkCore) {
    this.core = core;
  }

  /** Tells of an outbound call's progress where its creator asked for that. */
  progress(leg: Leg, event: CallEvent): void {
    const wanted = leg.statusCallback;
    if (wanted === null || !wanted.events.has(event)) return;
    this.notify({ method: wanted.method, url: wanted.url, params: this.params(leg) });
  }

  /** Tells of a call's end: to the number's status callback for inbound calls, else to the call's own. */
  ended(leg: Leg): void {
    this.progress(leg, 'completed');
    const number = leg.direction === 'inbound' && leg.statusCallback === null ? leg.number : null;
    if (number === null || number.statusCallback === '') return;
    this.notify({
      method: number.statusCallbackMethod,
      url: number.statusCallback,
      params: this.params(leg),
    });
  }

  /** Delivers one notification in the background, with the faults of status callbacks. */
  notify(intent: WebhookIntent): void {
    const { faults, random, clock, webhooks } = this.core;
    if (happens(faults.statusDropped, random)) return;
    const copies = happens(faults.statusDuplicated, random) ? 2 : 1;
    for (let i = 0; i < copies; i += 1) {
      const delayMs = happens(faults.statusDelayed, random) ? random() * faults.statusDelayMs : 0;
      if (delayMs > 0) clock.setTimer(delayMs, () => void webhooks.deliver(intent, {}));
      else void webhooks.deliver(intent, {});
    }
  }

  private params(leg: Leg): Record<string, string> {
    const sequence = this.sequence.get(leg) ?? 0;
    this.sequence.set(leg, sequence + 1);
    const params: Record<string, string> = {
      ...leg.standardParams(),
      Timestamp: rfc2822(this.core.clock.now()),
      CallbackSource: 'call-progress-events',
      SequenceNumber: String(sequence),
    };
    if (leg.endedAt !== null) {
      const seconds = leg.answeredAt === null ? 0 : Math.round((leg.endedAt - leg.answeredAt) / 1_000);
      params['CallDuration'] = String(seconds);
      params['Duration'] = String(Math.ceil(seconds / 60));
      params['SipResponseCode'] = leg.sipResponseCode ?? '200';
    }
    return params;
  }
}

/** A time as Twilio writes it: RFC 2822 in UTC. */
export function rfc2822(at: number): string {
  return new Date(at).toUTCString().replace('GMT', '+0000');
}
