import type { NetworkCore } from '../core.ts';
import { Leg } from '../leg.ts';
import { ringDevice } from '../ring-device.ts';
import type { CallEvent, StatusCallbackSettings } from '../status-callbacks.ts';
import { type Page, PAGE_PARAMS, pageOf } from './page.ts';
import { allowOnly, integer, list, method, text, url, type WireParams } from './params.ts';
import { type CallResource, callResource } from './resources.ts';
import { badRequest, notFound, RestError } from './rest-error.ts';

const CREATE = new Set(
  (
    'To From Url Twiml Method FallbackUrl FallbackMethod Timeout TimeLimit StatusCallback StatusCallbackMethod ' +
    'StatusCallbackEvent MachineDetection MachineDetectionTimeout CallReason'
  ).split(' '),
);
const UPDATE = new Set(
  'Url Twiml Method Status FallbackUrl FallbackMethod StatusCallback StatusCallbackMethod TimeLimit'.split(
    ' ',
  ),
);
const FILTERS = ['Status', 'To', 'From', 'ParentCallSid', 'StartTime', 'StartTime<', 'StartTime>'];
const LIST = new Set([...FILTERS, ...PAGE_PARAMS]);
const STATUSES = 'queued ringing in-progress canceled completed failed busy no-answer'.split(' ');
const EVENTS: readonly CallEvent[] = ['initiated', 'ringing', 'answered', 'completed'];
/** What a withheld caller's words spell on a keypad; calling them back reaches a stranger. */
const WITHHELD = new Set(['+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253']);
const LONGEST_TWIML = 4_000;
/** "+5 s buffer" that Twilio adds to Timeout. */
const TIMEOUT_BUFFER_SECONDS = 5;

/** The Calls resource. */
export class Calls {
  private readonly core: NetworkCore;
  private nextStartAt = 0;

  constructor(core: NetworkCore) {
    this.core = core;
  }

  /** Creates a call; it is queued until the account's rate lets it start. */
  create(params: WireParams): CallResource {
    const { core } = this;
    allowOnly(params, CREATE);
    const to = this.destination(text(params, 'To'));
    const from = this.origin(text(params, 'From'));
    const target = this.target(params);
    if (target === null) throw new RestError(400, 21205, 'Url parameter is required');
    const timeoutSeconds = (integer(params, 'Timeout', 1, 600) ?? 60) + TIMEOUT_BUFFER_SECONDS;
    const options = {
      direction: 'outbound-api',
      from,
      to,
      number: core.numbers.get(from) ?? null,
      fallback: this.fallback(params),
      statusCallback: this.statusCallback(params),
      timeLimitSeconds: integer(params, 'TimeLimit', 1, 86_400) ?? core.settings.callLimitSeconds,
    } as const;
    const detection = text(params, 'MachineDetection');
    if (detection !== undefined && detection !== 'Enable' && detection !== 'DetectMessageEnd') {
      throw badRequest('MachineDetection must be Enable or DetectMessageEnd');
    }
    const leg = new Leg(core, options);
    if (detection !== undefined) core.detectsMachines.add(leg);
    leg.onAnswer.push(() => {
      if ('twiml' in target) leg.runTwiml(target.twiml);
      else leg.request(target);
    });
    this.startInTurn(leg, timeoutSeconds * 1_000);
    return callResource(core, leg);
  }

  /** Leads a call elsewhere, ends it, or changes its settings. 21220 where its state does not allow that. */
  update(sid: string, params: WireParams): CallResource {
    allowOnly(params, UPDATE);
    const leg = this.find(sid);
    const target = this.target(params);
    const status = text(params, 'Status');
    if (status !== undefined && status !== 'completed' && status !== 'canceled') {
      throw badRequest('Status must be completed or canceled');
    }
    const timeLimit = integer(params, 'TimeLimit', 1, 86_400);
    const fallback = this.fallback(params);
    const statusCallback = this.statusCallback(params);
    if (leg.ended || (target !== null && leg.status !== 'in-progress')) {
      throw new RestError(400, 21220, 'Call is not in-progress. Cannot redirect.');
    }
    if (status === 'canceled' && leg.status === 'in-progress') {
      throw new RestError(400, 21220, 'Call is in-progress. Cannot cancel.');
    }
    if (fallback !== null) leg.fallback = fallback;
    if (statusCallback !== null) leg.statusCallback = statusCallback;
    if (timeLimit !== undefined) leg.limitTo(timeLimit);
    if (status !== undefined) leg.end(leg.status === 'in-progress' ? 'completed' : 'canceled', '487');
    else if (target !== null) leg.redirect(target);
    return callResource(this.core, leg);
  }

  fetch(sid: string): CallResource {
    return callResource(this.core, this.find(sid));
  }

  /** Newest first. A StartTime is a day or a moment, `StartTime>` at or after it, `StartTime<` at or before it. */
  list(params: WireParams): Page<CallResource> {
    allowOnly(params, LIST);
    const status = text(params, 'Status');
    if (status !== undefined && !STATUSES.includes(status))
      throw badRequest(`Status "${status}" is not known`);
    const live = status === 'queued' || status === 'ringing' || status === 'in-progress';
    const to = text(params, 'To');
    const from = text(params, 'From');
    const parent = text(params, 'ParentCallSid');
    const day = timeRange(text(params, 'StartTime'));
    const before = timeRange(text(params, 'StartTime<'))?.until ?? Number.POSITIVE_INFINITY;
    const after = timeRange(text(params, 'StartTime>'))?.from ?? Number.NEGATIVE_INFINITY;
    const found: Leg[] = [];
    for (const leg of live ? this.core.liveLegs : this.core.legs.values()) {
      const shown = leg.status === 'initiated' ? 'queued' : leg.status;
      if (status !== undefined && shown !== status) continue;
      if ((to !== undefined && leg.to !== to) || (from !== undefined && leg.from !== from)) continue;
      if (parent !== undefined && leg.parentSid !== parent) continue;
      if (leg.createdAt > before || leg.createdAt < after) continue;
      if (day !== null && (leg.createdAt < day.from || leg.createdAt > day.until)) continue;
      found.push(leg);
    }
    const page = pageOf(found.toReversed(), params);
    return { ...page, items: page.items.map((leg) => callResource(this.core, leg)) };
  }

  private find(sid: string): Leg {
    const leg = this.core.legs.get(sid);
    if (leg === undefined) throw notFound(`/Calls/${sid}.json`);
    return leg;
  }

  private startInTurn(leg: Leg, timeoutMs: number): void {
    const { clock, settings } = this.core;
    const startAt = Math.max(clock.now(), this.nextStartAt);
    if (Number.isFinite(settings.callsPerSecond))
      this.nextStartAt = startAt + 1_000 / settings.callsPerSecond;
    const cancel = clock.setTimer(startAt - clock.now(), () => ringDevice(this.core, leg, timeoutMs));
    leg.onEnd.push(cancel);
  }

  private destination(to: string | undefined): string {
    if (to === undefined || to === '') throw new RestError(400, 21201, "No 'To' number is specified");
    if (!/^(\+[1-9]\d{6,14}|client:[\w.@+-]{1,121}|sips?:\S+@\S+)$/.test(to)) {
      throw new RestError(400, 21211, "Invalid 'To' phone number");
    }
    if (WITHHELD.has(to)) {
      const message = 'Failed to call: this number is what a withheld caller id spells, not a person.';
      this.core.problem({ callSid: null, code: 21211, message, url: null, level: 'warning' });
    }
    return to;
  }

  private origin(from: string | undefined): string {
    if (from === undefined || from === '') throw new RestError(400, 21213, "'From' phone number is required");
    if (/^(client|sips?):\S+$/.test(from) || this.core.numbers.has(from)) return from;
    if (!/^\+[1-9]\d{6,14}$/.test(from)) throw new RestError(400, 21212, "Invalid 'From' number");
    throw new RestError(400, 21210, "'From' phone number not verified");
  }

  private target(
    params: WireParams,
  ): { method: 'GET' | 'POST'; url: string; params: {} } | { twiml: string } | null {
    const target = url(params, 'Url');
    const twiml = text(params, 'Twiml');
    const targetMethod = method(params, 'Method');
    if (target !== undefined && twiml !== undefined) throw badRequest('Url and Twiml are mutually exclusive');
    if (target !== undefined) return { method: targetMethod, url: target, params: {} };
    if (twiml === undefined) return null;
    if (twiml.length > LONGEST_TWIML) {
      throw new RestError(400, 32018, `Twiml exceeded maximum allowed value of ${LONGEST_TWIML} characters`);
    }
    return { twiml };
  }

  private fallback(params: WireParams): { method: 'GET' | 'POST'; url: string } | null {
    const fallback = url(params, 'FallbackUrl');
    const fallbackMethod = method(params, 'FallbackMethod');
    return fallback === undefined ? null : { method: fallbackMethod, url: fallback };
  }

  private statusCallback(params: WireParams): StatusCallbackSettings | null {
    const callback = url(params, 'StatusCallback', 21609);
    const callbackMethod = method(params, 'StatusCallbackMethod');
    const events = list(params, 'StatusCallbackEvent') ?? ['completed'];
    const wanted = new Set<CallEvent>();
    for (const event of events) {
      const known = EVENTS.find((one) => one === event);
      if (known === undefined) throw badRequest(`StatusCallbackEvent "${event}" is not known`);
      wanted.add(known);
    }
    return callback === undefined ? null : { method: callbackMethod, url: callback, events: wanted };
  }
}

function timeRange(value: string | undefined): { from: number; until: number } | null {
  if (value === undefined) return null;
  const at = Date.parse(value);
  if (Number.isNaN(at)) throw badRequest(`"${value}" is not a time`);
  return { from: at, until: /^\d{4}-\d{2}-\d{2}$/.test(value) ? at + 86_400_000 - 1 : at };
}
