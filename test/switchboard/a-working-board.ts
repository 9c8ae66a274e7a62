import { createLogger } from '../../src/log.ts';
import type { Store } from '../../src/store/store.ts';
import { createEstimates } from '../../src/switchboard/estimates.ts';
import { createPerformer, type Performer } from '../../src/switchboard/perform-effects.ts';
import { createSweep, type Sweep } from '../../src/switchboard/sweep.ts';
import type { RestOutcome } from '../../src/switchboard/telephony.ts';
import { aBoard, type Board } from './a-board.ts';

/** What the network answers to the next requests, what it was asked, and the places in the tokens of callers' legs. */
type Network = { answers: RestOutcome<unknown>[]; asked: string[]; places: Map<string, number> };

/** A board whose effects are performed, by a network that answers as it is told. */
export type WorkingBoard = Board & {
  network: Network;
  performer: Performer;
  sweep: Sweep;
  /** Legs that should have asked, and the steps they missed. */
  missed: [string, number][];
  /** What was counted. */
  events: string[];
  /** Does what the board's commits left to be done. */
  perform(): Promise<void>;
  /** Time goes by, and the sweep comes once. */
  passes(ms: number): Promise<void>;
  anOperatorTakesACaller(): Promise<void>;
  annaOpens(): Promise<void>;
};

const log = createLogger({ level: 'silent' });

export async function aWorkingBoard(wrap: (store: Store) => Store = (store) => store): Promise<WorkingBoard> {
  const b = await aBoard();
  const store = wrap(b.store);
  const network: Network = { answers: [], asked: [], places: new Map() };
  const missed: [string, number][] = [];
  const events: string[] = [];
  const done: RestOutcome<unknown> = { kind: 'done', value: null };
  function ask(what: string): Promise<RestOutcome<never>> {
    network.asked.push(what);
    return Promise.resolve((network.answers.shift() ?? done) as RestOutcome<never>);
  }
  const performer = createPerformer({
    store,
    switchboard: b.board,
    learn: createEstimates(store).learn,
    clock: b.clock,
    recordings: async () => ({ kind: 'gone' }),
    newId: () => 'a-clip',
    spokenMs: (lines) => lines.length * 2_000,
    callsPerSecond: Number.POSITIVE_INFINITY,
    random: () => 0.5,
    log,
    metrics: {
      effectTried: (type, result) => void events.push(`${type} ${result}`),
      estimateAnomalies: (count) => void events.push(`${count} anomalies`),
      promisesKept: (queue) => void events.push(`promises of ${queue}`),
    },
    onMissedStep: (callSid, step) => void missed.push([callSid, step]),
    telephony: {
      summonContact(contact, callSid, step, place) {
        network.places.set(contact.id, place);
        return ask(`fetch ${contact.id} ${callSid} step ${step}`);
      },
      summonDesk: (desk, callSid, step) => ask(`fetch ${desk.operator} ${callSid} step ${step}`),
      ringDesk: (desk) => ask(`ring ${desk.operator}`),
      ringCaller: (contact) => ask(`call ${contact.id}`),
      deleteRecording: (recordingSid) => ask(`delete ${recordingSid}`),
      hangUp: (callSid) => ask(`hang up ${callSid}`),
      setListener: (callSid, { mode }) => ask(`${mode} ${callSid}`),
      legsInTalk: (talk) => ask(`who is in ${talk}`),
      isLive: (callSid) => ask(`is live ${callSid}`),
    },
  });
  const sweep = createSweep({
    store,
    switchboard: b.board,
    performer,
    news: { once: () => Promise.resolve() },
    presence: { once: () => Promise.resolve() },
    clock: b.clock,
    log,
    metrics: {
      storeIs: (state) => void events.push(`store ${state}`),
      sweepFailed: (record) => void events.push(`${record} not swept`),
    },
    onStoreAway: () => {},
    onStoreBack: () => void events.push('store back'),
  });

  return {
    ...b,
    network,
    performer,
    sweep,
    missed,
    events,
    async perform() {
      const entries = b.effects.splice(0);
      performer.start(entries.filter(({ effect }) => effect.type !== 'match'));
      await performer.idle();
    },
    async passes(ms: number) {
      b.clock.moveTo(b.clock.now() + ms);
      await sweep.once();
      await performer.idle();
      b.effects.length = 0;
    },
    async anOperatorTakesACaller() {
      await b.opens('anna');
      await b.arrives('1');
      for (const { id } of b.effects.splice(0)) await b.store.finishEffect(id);
      await b.board.take('anna', null);
    },
    async annaOpens() {
      await b.board.tellDesk('anna', {
        type: 'open',
        operator: 'anna',
        address: 'client:anna',
        mode: 'auto',
        queues: ['support'],
        displayName: 'Anna',
        intentId: 'intent-anna',
        language: 'en',
      });
    },
  };
}
