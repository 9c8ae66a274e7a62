import { Readable } from 'node:stream';
import { virtualClock } from '../../../src/clock.ts';
import type { Leg } from '../../../src/emulator/leg.ts';
import { createPhoneNetwork } from '../../../src/emulator/network.ts';
import { formatTape } from '../../../src/emulator/tape.ts';
import { hostedFallback } from '../../../src/twilio/kept-documents.ts';
import { restClient } from '../../../src/twilio/rest-client.ts';
import type { QueueSettings } from '../../../src/waiting/queue-settings.ts';
import { inProcessCallsApi } from '../../support/in-process.ts';
import { plainPinHash } from '../../support/line-in-a-box.ts';
import { scripts } from '../../support/scripts.ts';
import { administer } from '../actors/admin.ts';
import { peopleWhoCall } from '../actors/people-who-call.ts';
import type { Console } from '../actors/operator-parts.ts';
import { reorganise } from '../actors/reorganiser.ts';
import { ALL_STAFF, SUPERVISOR } from '../actors/staff.ts';
import { chance } from '../chance.ts';
import { deskWords } from '../judge/desk-words.ts';
import { findings, type Counts, type Violation } from '../judge/findings.ts';
import { judges } from '../judge/judges.ts';
import { knownWords } from '../judge/known-words.ts';
import { leftAloneJudge } from '../judge/left-alone.ts';
import { CALM, slackAfter, slackIn, SOUNDS_DISTRUSTED_MS } from '../judge/slack.ts';
import { runClock } from '../run-clock.ts';
import { drawCrowd } from './crowd.ts';
import { numbersOf } from './numbers.ts';
import { changeTo, drawQueues, type Opened, QUEUE_NAMES } from './queues.ts';
import { logOf, NO_METRICS } from './server-parts.ts';
import { type Server, startServer } from './servers.ts';
import { drawPhoneStaff, fileOf, hasPhoneAlone, operatorAt, OPERATORS_NUMBER, staffing } from './staffing.ts';
import { storeInTrouble } from './store-in-trouble.ts';
import { streamsOf } from './streams.ts';
import { type Tamper, UNTOUCHED } from './tamper.ts';
import { carrier, type Delivered } from './transport.ts';
import { trouble } from './trouble.ts';
import { drawWeather, faultsOf, type Trouble } from './weather.ts';

export type WorldOptions = {
  seed: number;
  contacts: number;
  tamper?: Tamper;
  /** The trouble that is wanted, instead of what the seed draws. */
  troubles?: readonly Trouble[];
  /** How soon waiting makes up for a priority, instead of the usual time. */
  ageingSeconds?: number;
  /** Whether it is a long day with few callers, instead of what the seed draws. */
  long?: boolean;
};

export type WorldResult = {
  seed: number;
  troubles: Trouble[];
  violations: Violation[];
  counts: Counts;
  /** Of everything that was audible. */
  traceHash: number;
  virtualMs: number;
};

const words = knownWords(scripts, ALL_STAFF, QUEUE_NAMES);
const deskSays = deskWords(scripts);
const PUBLIC_URL = 'https://line.example.com';
const ACCOUNT_SID = 'AC0123456789abcdef0123456789abcdef';
const SESSION_SECRET = 'a secret of at least thirty-two characters';
const MONDAY_MORNING = Date.UTC(2026, 0, 5, 9);
/** After the trouble is over everything has to be in order within so long. */
const HEALED_AFTER_MS = 60_000;
/** Old webhooks that may be delivered once more. */
const HANDLED_KEPT = 100;
const LOOKS_EVERY_MS = 1_500;
/** Nobody waits longer than this after the last call, since everybody is served in earnest. */
const LAST_OF_ALL_MS = 3 * 3_600_000;

/** Lets one world live from the first call to the last hang-up, and judges it. */
export async function runWorld({
  seed,
  contacts,
  tamper = UNTOUCHED,
  troubles,
  ageingSeconds,
  long,
}: WorldOptions): Promise<WorldResult> {
  const draw = chance(seed);
  const streams = streamsOf(seed);
  const clock = virtualClock(MONDAY_MORNING);
  const crowd = drawCrowd(draw, streams.days, contacts, long);
  const queues = drawQueues(draw.fork(), streams, crowd);
  if (ageingSeconds !== undefined)
    for (const { settings } of queues) settings.ranking = { ...settings.ranking, ageingSeconds };
  const troubleForMs = contacts * crowd.betweenCallsMs;
  const troubleUntil = MONDAY_MORNING + troubleForMs;
  const weather = drawWeather(draw.fork(), troubleForMs, troubles);
  const phones = drawPhoneStaff(streams.phones, queues);
  const inTrouble = slackIn(weather);
  const healing = slackAfter(weather);
  const slack = (now = clock.now()) => {
    if (now < troubleUntil + HEALED_AFTER_MS) return inTrouble;
    return now < troubleUntil + SOUNDS_DISTRUSTED_MS ? healing : CALM;
  };

  const found = findings(clock.now, (callSid) => formatTape(network.tape(callSid)), tamper.unheld);
  const judge = judges({
    ...{ findings: found, scripts, words, slack, queues, publicUrl: PUBLIC_URL },
    ...{ now: clock.now, operatorAt, hasPhoneAlone, deskSays },
    isSupervisor: (name) => name === SUPERVISOR.name,
    ...{ forgetful: weather.forgets.length > 0, severalServers: weather.servers > 1 },
  });

  const keeping = storeInTrouble({
    clock,
    chance: draw.fork(),
    hasTrouble:
      weather.storeAway.length + weather.forgets.length > 0 ||
      weather.storeReplyLost + weather.storeSlowMs > 0,
    wrap: (store) => judge.fenced(tamper.store(store)),
    onCommit: (commit, truth) => judge.committed(commit, truth),
  });
  for (const { settings } of queues) await keeping.store.putQueue(settings);
  await fileOf(phones, keeping.store);

  const servers: Server[] = [];
  const serverChance = draw.fork();
  const anyServer = (): Server | null =>
    servers.length === 0 ? null : serverChance.pick(servers as [Server]);
  const handled: Delivered[] = [];
  const wires = carrier({
    publicUrl: PUBLIC_URL,
    soundsKeptSeconds: weather.soundsKeptSeconds,
    server() {
      const server = anyServer();
      return server === null ? null : { webhooks: server.line.webhooks, isAlive: server.isAlive };
    },
    before: (request) => {
      judge.delivered(request);
      return tamper.request(request, judge.replaying);
    },
    after: tamper.document,
    onAnswer(request, answer) {
      judge.answered(request, answer);
      // Who is fetched home goes on wherever they are: an old request for that cannot be told from a new one. And what
      // is told of a call before the store knows it changes nothing the first time.
      const changes = request.path !== '/resume' && judge.knows(request.params['CallSid'] ?? '');
      if (weather.replaysPerMinute > 0 && answer.outcome === 'ok' && changes)
        handled[serverChance.whole(0, HANDLED_KEPT - 1)] = request;
    },
    onFailure: (request, error) =>
      found.broken('S2', request.params['CallSid'] ?? null, `A webhook failed: ${String(error)}`),
  });
  const network = createPhoneNetwork({
    clock,
    accountSid: ACCOUNT_SID,
    authToken: 'token',
    random: draw.fork().random,
    // Signatures are checked in front of what is simulated here.
    sign: false,
    transport: wires.transport,
    faults: faultsOf(weather),
  });
  const fallbackUrl = network.addBin('keep-waiting', hostedFallback(scripts));
  const addNumbers = numbersOf(network, PUBLIC_URL, fallbackUrl);
  addNumbers(queues.flatMap(({ numbers }) => numbers));
  if (phones.length > 0) addNumbers([OPERATORS_NUMBER]);
  judge.listenTo(network);
  const leftAlone = leftAloneJudge({ findings: found, slack, now: clock.now, network, operatorAt });

  let ids = 0;
  const namesOperatorsNumber = phones.length > 0 && streams.phones.happens(0.5);
  const calls = tamper.calls(judge.watchedCalls(inProcessCallsApi(network.rest)));
  function start(): void {
    servers.push(
      startServer(
        {
          config: {
            publicUrl: PUBLIC_URL,
            sessionSecret: SESSION_SECRET,
            toneUrl: `${PUBLIC_URL}/media/tone-1.wav`,
            twilio: {
              accountSid: ACCOUNT_SID,
              authTokens: ['token'],
              phoneNumber: queues[0]?.numbers[0] ?? '',
              callsPerSecond: 1,
              ...(namesOperatorsNumber ? { operatorNumber: OPERATORS_NUMBER } : {}),
            },
          },
          store: keeping.store,
          scripts,
          connect: (urls) =>
            restClient({ client: calls, urls, fallbackUrl, phoneNumber: queues[0]?.numbers[0] ?? '' }),
          clock,
          random: draw.fork().random,
          newId: () => `id${(ids += 1)}`,
          isPin: async (pin, pinHash) => pinHash === plainPinHash(pin),
          recordings: async (sid) => ({
            ...{ kind: 'audio', contentType: 'audio/wav' },
            body: Readable.from([await network.rest.recordingMedia(sid)]),
          }),
          log: logOf((message) => found.broken('S2', null, `The server logged an error: ${message}`)),
          metrics: NO_METRICS,
        },
        weather.killed.length > 0,
      ),
    );
  }
  for (let i = 0; i < weather.servers; i += 1) start();

  const someConsole = (): Console | null => {
    const server = anyServer();
    return server === null ? null : { switchboard: server.line.switchboard, store: keeping.store };
  };
  const operatorChance = draw.fork();
  const callers = peopleWhoCall({
    ...{ clock, network, queues, contacts, crowd },
    chance: draw.fork(),
    onHangUp: (leg) => judge.hangsUp(leg.sid),
    words,
    codeOf: (leg) => judge.ledger.ofLeg(leg.sid)?.code ?? null,
  });
  const put = (opened: Opened, settings: QueueSettings): void => {
    changeTo(opened, settings, clock.now());
    void keeping.truth().putQueue(settings);
  };
  administer({
    ...{ clock, queues, chance: draw.fork(), byHand: streams.byHand },
    ...{ forMs: troubleForMs, pause: crowd.pause },
    put,
  });

  const staff = staffing({
    ...{ clock, network, crowd, queues, phones, judge },
    words: deskSays,
    console: someConsole,
    truth: keeping.truth,
    chances: { ...streams, operators: operatorChance, listens: draw.fork() },
  });
  reorganise({
    ...{ clock, queues, chance: streams.order, forMs: troubleForMs, put },
    add(opened) {
      put(opened, opened.settings);
      addNumbers(opened.numbers);
      queues.push(opened);
      staff.serves(opened);
    },
  });

  function lookRound(): void {
    clock.setTimer(LOOKS_EVERY_MS, () => {
      void judge.meet(keeping.truth());
      void leftAlone(keeping.truth());
      lookRound();
    });
  }
  lookRound();

  trouble({
    ...{ clock, network, keeping, weather, findings: found, chance: serverChance },
    forMs: troubleForMs,
    kill: () => {
      for (const server of servers.splice(0)) server.kill();
    },
    start: () => {
      while (servers.length < weather.servers) start();
    },
    forgotten: judge.forgotten,
    replay() {
      const old = handled[serverChance.whole(0, HANDLED_KEPT - 1)];
      if (old !== undefined) judge.replay(old.path, () => wires.again(old));
    },
    onHealed: staff.inEarnest,
  });

  const endOfAll = troubleUntil + LAST_OF_ALL_MS;
  await runClock(clock, () => {
    judge.step();
    if (found.violations.length > 0) return true;
    const called = callers.called === contacts && callers.live === 0;
    if (called && clock.now() > troubleUntil + HEALED_AFTER_MS && judge.ledger.awaited().length === 0)
      return true;
    return clock.now() > endOfAll;
  });
  if (found.violations.length === 0) {
    if (callers.live > 0)
      judge.stillWaiting(network.liveLegs.find((leg: Leg) => leg.direction === 'inbound'));
    else {
      judge.promisesKept();
      await judge.atTheEnd(keeping.truth());
    }
  }
  staff.stop();
  for (const server of servers) server.kill();
  return {
    seed,
    troubles: [...weather.troubles],
    violations: found.violations,
    counts: found.counts,
    traceHash: judge.traceHash(),
    virtualMs: clock.now() - MONDAY_MORNING,
  };
}
