import { EFFECT_LEASE_MS } from '../../../src/store/retention.ts';
import { LONGEST_OUTAGE_MS, type Trouble, type Weather } from '../world/weather.ts';

/** How far a promise may be missed, and why. In calm weather everything is strict. */
export type Slack = {
  /** Words later than promised, ms, beside the two seconds that the product allows itself. */
  lateMs: number;
  /** Words before their time need a key or news to explain them; in trouble a fetch by REST or the fallback does as well. */
  troubleExplainsEarly: boolean;
  /** From a key to the answer, ms. */
  keyMs: number;
  /** Whether a key may be lost because Twilio is still waiting for a document and listens to nothing. */
  keysMayBeLost: boolean;
  /** Silence that nobody announced, on the way into a talk for one, ms. */
  unannouncedMs: number;
  /** The same out of a talk: the answer to its end may be lost, and that to the fetch after it. */
  afterTalkMs: number;
  /** Silence in which an operator is left after a talk, ms. */
  operatorAloneMs: number;
  /** Sounds may be left out. */
  soundsDistrusted: boolean;
  /** How far arrivals may be mistaken for each other, ms. */
  orderMs: number;
  /** How long a take may have been under way, ms. */
  raceMs: number;
  /** Whether the figures about speed of service are held. */
  prompt: boolean;
};

/** What the product promises: two seconds. */
const TWO_SECONDS_MS = 2_000;
/** Three seconds of asking again after a talk whose end nobody explains, and the two seconds. */
const CALM_UNANNOUNCED_MS = 5_000;
/** `tt` in the URLs' fragment: all tries of one webhook together. */
const WEBHOOK_BUDGET_MS = 5_000;
/** The longest time before its next words in which a leg with a place asks for them (twiml/leg.ts). */
const LEAD_MS = 9_000;
/** The reconciler's round, its question about each leg, and the way back. */
const RECONCILED_MS = 17_000;

/** Whom a late copy of a request has made a waiting caller again is found in the forgotten talk when they are overdue. */
const OVERDUE_MS = 60_000;

/** Several requests one after the other, each of which may fail or hang, and be tried again. */
const ASKED_MS = 20_000;

const RESTS = ['rest-failing', 'rest-throttled', 'rest-ambiguous'] as const;
const COPIES = ['webhooks-repeated', 'webhooks-replayed'] as const;
const FORGETFUL = ['store-forgets', 'store-away', 'store-ambiguous'] as const;
const OUTAGES = ['store-away', 'rest-away', 'server-killed'] as const;

export const CALM: Slack = {
  lateMs: 0,
  troubleExplainsEarly: false,
  keyMs: TWO_SECONDS_MS,
  keysMayBeLost: false,
  unannouncedMs: CALM_UNANNOUNCED_MS,
  afterTalkMs: CALM_UNANNOUNCED_MS,
  operatorAloneMs: CALM_UNANNOUNCED_MS,
  soundsDistrusted: false,
  orderMs: 0,
  raceMs: 0,
  prompt: true,
};

/** Trouble in which no leg misses a step. */
const SOUND: ReadonlySet<Trouble> = new Set([
  'webhooks-repeated',
  'webhooks-replayed',
  'status-lost',
  'status-late',
  'two-servers',
]);

/** For how long sounds that were distrusted stay so: ten minutes after the last leg that missed a step. */
export const SOUNDS_DISTRUSTED_MS = 12 * 60_000;

/**
 * After the trouble everything is strict, but sounds that were distrusted stay so for a while, and who came in the
 * trouble keeps the place that they were given in it.
 */
export function slackAfter(weather: Weather): Slack {
  const { soundsDistrusted, orderMs } = slackIn(weather);
  return { ...CALM, soundsDistrusted, orderMs };
}

/** What a weather excuses. */
export function slackIn({ troubles }: Weather): Slack {
  if (troubles.size === 0) return CALM;
  const webhooksFail =
    troubles.has('webhooks-lost') || troubles.has('webhooks-late') || troubles.has('server-killed');
  const slow = troubles.has('store-slow') ? 1_500 : 0;
  // Whom a late copy of a request brings back into the store, and who is fetched home then, has asked earlier than the
  // store knows.
  const arrivalUnknown = troubles.has('webhooks-repeated') && FORGETFUL.some((one) => troubles.has(one));
  // Who was on the way into a talk when the store, the network's API or every server went away arrives when it is back.
  const out = OUTAGES.some((one) => troubles.has(one)) ? LONGEST_OUTAGE_MS : 0;
  // Whether both are in a talk is asked by REST, and they are fetched by it, each until it is answered.
  const restFails = RESTS.some((one) => troubles.has(one));
  // Of a talk that the store has forgotten the reconciler finds out, in rounds, each of which may fail.
  const forgottenMs = troubles.has('store-forgets') ? (restFails ? 3 : 1) * RECONCILED_MS : 0;
  const copied = troubles.has('store-forgets') && COPIES.some((one) => troubles.has(one)) ? OVERDUE_MS : 0;
  // What the store did not answer is taken up again when its lease is over.
  const leasedMs = troubles.has('store-ambiguous') ? EFFECT_LEASE_MS : 0;
  const askedMs = (restFails ? ASKED_MS : 0) + forgottenMs + copied + leasedMs;
  const unannouncedMs = CALM_UNANNOUNCED_MS + WEBHOOK_BUDGET_MS + askedMs + slow + out;
  return {
    // A server cannot know for how long Twilio had been trying before the request arrived, and counts what is left of
    // the silence from its arrival. A document that nobody answers is replaced by the fallback's words, which come early.
    // Whom a late copy gives a place, while the store forgot that they were asked something, asks when a silence is over
    // that is taken to go on for the time before the next words.
    lateMs: (arrivalUnknown ? LEAD_MS : webhooksFail ? WEBHOOK_BUDGET_MS : 0) + slow,
    troubleExplainsEarly: true,
    // A key whose webhook is lost is answered by the fallback, whose own fetch may take as long again.
    keyMs: TWO_SECONDS_MS + (webhooksFail ? 2 * WEBHOOK_BUDGET_MS : 0) + slow,
    keysMayBeLost: webhooksFail || slow > 0,
    // Who is to be told, and who is there, is known by webhooks, REST requests and the store. Whether a talk has come
    // about is looked at within the calm time, and the words that say it has not may be late themselves.
    unannouncedMs,
    afterTalkMs: unannouncedMs + (webhooksFail ? WEBHOOK_BUDGET_MS : 0),
    // Nothing is promised to an operator: without the store a desk is silent for a minute at a time.
    operatorAloneMs: 60_000 + RECONCILED_MS + WEBHOOK_BUDGET_MS + out,
    // Two legs that missed a step, for whatever reason, count as two sounds that could not be fetched.
    soundsDistrusted: [...troubles].some((one) => !SOUND.has(one)),
    // Two callers of the same seconds may be known in the other order when their first webhook was tried again.
    orderMs: WEBHOOK_BUDGET_MS + slow,
    raceMs: slow,
    prompt: false,
  };
}
