import type { PhoneNetworkState, RestOutcome } from './switchboard/telephony.ts';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { StoreState } from './store-watch.ts';

/**
 * What the product counts of itself. Labels hold route patterns, ids of queues and kinds: never a number, a name or a
 * CallSid.
 */
export interface Metrics {
  /** A voice webhook was answered. `route` is its pattern, `outcome` what became of it. */
  webhookAnswered(route: string, outcome: WebhookOutcome, tookMs: number): void;
  /** A request under /voice/ without a right signature. */
  signatureRefused(): void;
  /** The store did not answer; `operation` is what was asked of it, or who asked. */
  storeFailed(operation: string): void;
  storeIs(state: StoreState): void;
  /** An effect of the outbox was tried. */
  effectTried(type: string, outcome: 'done' | 'retried' | 'given-up'): void;
  /** The phone network was asked for something; `request` is the port's function. */
  phoneNetworkAsked(request: string, outcome: RestOutcome['kind']): void;
  phoneNetworkIs(state: PhoneNetworkState): void;
  /** A leg that lives did not ask for its next document in time: somebody may have heard silence. */
  stepMissed(): void;
  /** A contact or a desk whose deadline had come could not be decided: a bug of ours, and somebody waits. */
  sweepFailed(record: 'contact' | 'desk'): void;
  /** The whole line as it stands now. */
  lineIs(waiting: ReadonlyMap<string, number>, served: ReadonlyMap<string, number>): void;
  /** An API call was answered. `route` is its pattern; `tookMs` null of a stream, whose life is no time to answer. */
  apiAnswered(method: string, route: string, status: number, tookMs: number | null): void;
  /** Events that reached a line's wait estimate out of order or out of range. */
  estimateAnomalies(count: number): void;
  /** How often the waits announced in a queue came true, over the last 1,000 callers. */
  promisesKept(
    queue: string,
    figures: { rightShare: number; lateShare: number; meanAbsoluteErrorSeconds: number },
  ): void;
  /** A call of a queue with a pilot was answered here, handed on to the old line, or came here since nobody answered there. */
  pilotLed(queue: string, to: PilotSide): void;
  /** A call was refused whose number was marked as a nuisance. */
  nuisanceRefused(queue: string): void;
  signInFailed(): void;
  streamsAre(open: number): void;
  /** A live stream was ended by the server. */
  streamCut(why: 'slow' | 'session' | 'shutdown' | 'many'): void;
  /** The text that Prometheus scrapes. */
  text(): Promise<string>;
  contentType: string;
}

export type PilotSide = 'here' | 'old-line' | 'back-here';

export type WebhookOutcome = 'ok' | 'repeated' | 'ignored' | 'degraded' | 'refused' | 'failed';

/** A registry of its own for each server, so that several can live in one process. `processMetrics` adds Node's own. */
export function createMetrics(options: { processMetrics?: boolean } = {}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (options.processMetrics === true) collectDefaultMetrics({ register: registry });
  const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2.5, 5];

  const webhooks = new Counter({
    name: 'stillhere_webhooks_total',
    help: 'Voice webhooks answered.',
    labelNames: ['route', 'outcome'],
    registers,
  });
  const webhookSeconds = new Histogram({
    name: 'stillhere_webhook_duration_seconds',
    help: 'Time to answer a voice webhook.',
    labelNames: ['route'],
    buckets: seconds,
    registers,
  });
  const signatures = new Counter({
    name: 'stillhere_signature_failures_total',
    help: 'Requests under /voice/ refused for their signature.',
    registers,
  });
  const storeFailures = new Counter({
    name: 'stillhere_store_failures_total',
    help: 'Store operations that failed.',
    labelNames: ['operation'],
    registers,
  });
  const storeUp = new Gauge({
    name: 'stillhere_store_up',
    help: 'Whether the store answered and took changes last (1) or not (0).',
    registers,
  });
  const storeFull = new Gauge({
    name: 'stillhere_store_full',
    help: 'Whether the memory of the store is full, so that newcomers are not taken into the line (1) or not (0).',
    registers,
  });
  const effects = new Counter({
    name: 'stillhere_effects_total',
    help: 'Effects tried from the outbox.',
    labelNames: ['type', 'outcome'],
    registers,
  });
  const asked = new Counter({
    name: 'stillhere_phone_network_requests_total',
    help: "Requests to Twilio's API.",
    labelNames: ['request', 'outcome'],
    registers,
  });
  const networkUp = new Gauge({
    name: 'stillhere_phone_network_up',
    help: "Whether Twilio's API does what it is asked for (1), or does not answer or refuses everything (0).",
    registers,
  });
  networkUp.set(1);
  const missed = new Counter({
    name: 'stillhere_steps_missed_total',
    help: 'Legs that live and did not ask for their next document in time.',
    registers,
  });
  const undecided = new Counter({
    name: 'stillhere_sweep_failures_total',
    help: 'Deadlines of contacts and desks that could not be decided; each is tried again every five seconds.',
    labelNames: ['record'],
    registers,
  });
  const waiting = new Gauge({
    name: 'stillhere_waiting',
    help: 'Places in line, kept ones among them.',
    labelNames: ['queue'],
    registers,
  });
  const served = new Gauge({
    name: 'stillhere_served',
    help: 'Callers offered, connected or on hold, or called back.',
    labelNames: ['status'],
    registers,
  });
  const api = new Counter({
    name: 'stillhere_api_requests_total',
    help: 'API calls answered.',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const apiSeconds = new Histogram({
    name: 'stillhere_api_duration_seconds',
    help: 'Time to answer an API call.',
    labelNames: ['method', 'route'],
    buckets: seconds,
    registers,
  });
  const promises = new Gauge({
    name: 'stillhere_announced_waits_share',
    help: 'Share of announced waits that came true (right) and that were too short (late), last 1,000 callers.',
    labelNames: ['queue', 'share'],
    registers,
  });
  const promiseError = new Gauge({
    name: 'stillhere_announced_waits_error_seconds',
    help: 'Mean absolute error of the announced median, last 1,000 callers.',
    labelNames: ['queue'],
    registers,
  });
  const anomalies = new Counter({
    name: 'stillhere_estimate_anomalies_total',
    help: 'Events that reached a wait estimate out of order or out of range.',
    registers,
  });
  const pilot = new Counter({
    name: 'stillhere_pilot_calls_total',
    help: 'Calls of queues with a pilot, by where they were led.',
    labelNames: ['queue', 'to'],
    registers,
  });
  const nuisances = new Counter({
    name: 'stillhere_nuisance_calls_refused_total',
    help: 'Calls refused since their number was marked as a nuisance.',
    labelNames: ['queue'],
    registers,
  });
  const signIns = new Counter({
    name: 'stillhere_sign_in_failures_total',
    help: 'Sign-ins with a wrong name or password.',
    registers,
  });
  const streams = new Gauge({ name: 'stillhere_live_streams', help: 'Open live streams.', registers });
  const cuts = new Counter({
    name: 'stillhere_live_streams_cut_total',
    help: 'Live streams ended by the server.',
    labelNames: ['why'],
    registers,
  });

  return {
    webhookAnswered(route, outcome, tookMs) {
      webhooks.inc({ route, outcome });
      webhookSeconds.observe({ route }, tookMs / 1000);
    },
    signatureRefused: () => signatures.inc(),
    storeFailed: (operation) => storeFailures.inc({ operation }),
    storeIs(state) {
      storeUp.set(state === 'away' ? 0 : 1);
      storeFull.set(state === 'full' ? 1 : 0);
    },
    effectTried: (type, outcome) => effects.inc({ type, outcome }),
    phoneNetworkAsked: (request, outcome) => asked.inc({ request, outcome }),
    phoneNetworkIs: (state) => networkUp.set(state === 'well' ? 1 : 0),
    stepMissed: () => missed.inc(),
    sweepFailed: (record) => undecided.inc({ record }),
    lineIs(waitingByQueue, servedByStatus) {
      waiting.reset();
      served.reset();
      for (const [queue, count] of waitingByQueue) waiting.set({ queue }, count);
      for (const [status, count] of servedByStatus) served.set({ status }, count);
    },
    apiAnswered(method, route, status, tookMs) {
      api.inc({ method, route, status: String(status) });
      if (tookMs !== null) apiSeconds.observe({ method, route }, tookMs / 1000);
    },
    promisesKept(queue, { rightShare, lateShare, meanAbsoluteErrorSeconds }) {
      promises.set({ queue, share: 'right' }, rightShare);
      promises.set({ queue, share: 'late' }, lateShare);
      promiseError.set({ queue }, meanAbsoluteErrorSeconds);
    },
    estimateAnomalies: (count) => anomalies.inc(count),
    pilotLed: (queue, to) => pilot.inc({ queue, to }),
    nuisanceRefused: (queue) => nuisances.inc({ queue }),
    signInFailed: () => signIns.inc(),
    streamsAre: (open) => streams.set(open),
    streamCut: (why) => cuts.inc({ why }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
