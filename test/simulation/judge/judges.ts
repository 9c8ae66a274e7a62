import type { Leg } from '../../../src/emulator/leg.ts';
import type { PhoneNetwork } from '../../../src/emulator/network.ts';
import type { TapeEvent, TapeSegment } from '../../../src/emulator/tape.ts';
import type { Commit, Store } from '../../../src/store/store.ts';
import type { CallsApi } from '../../../src/twilio/rest-client.ts';
import { isOver } from '../../../src/twilio/webhook-params.ts';
import type { Answer } from '../../../src/twilio/answer.ts';
import type { QueueSettings } from '../../../src/waiting/queue-settings.ts';
import type { VoiceScripts } from '../../../src/voice-script/render.ts';
import type { OperatorAct } from '../actors/operator-parts.ts';
import type { Opened } from '../world/queues.ts';
import type { Delivered } from '../world/transport.ts';
import { CallerEar } from './caller-ear.ts';
import { CallsBack } from './calls-back.ts';
import type { DeskWords } from './desk-words.ts';
import { documentJudge } from './documents.ts';
import type { Findings } from './findings.ts';
import type { KnownWords } from './known-words.ts';
import { headStarts } from './head-start.ts';
import { informationJudge } from './information.ts';
import { Ledger } from './ledger.ts';
import { ListenerEar } from './listener-ear.ts';
import { Listeners } from './listeners.ts';
import { meetingJudge } from './meeting.ts';
import { OperatorEar } from './operator-ear.ts';
import { outcomesJudge } from './outcomes.ts';
import { PhoneOperatorEar } from './phone-operator-ear.ts';
import { readersOf } from './readers.ts';
import { recordsJudge } from './records.ts';
import type { Slack } from './slack.ts';
import { traceHash } from './trace-hash.ts';

export type JudgeParts = {
  findings: Findings;
  scripts: VoiceScripts;
  slack: (at?: number) => Slack;
  /** What is recognised by its words. */
  words: KnownWords;
  deskSays: DeskWords;
  queues: readonly Opened[];
  publicUrl: string;
  now: () => number;
  /** The sign-in id of whoever's phone it is that a leg leads to, or comes from; null for a caller's. */
  operatorAt: (leg: Leg) => string | null;
  isSupervisor: (name: string) => boolean;
  hasPhoneAlone: (name: string) => boolean;
  /** The store forgets in this world: an old webhook may then rightly bring back a caller. */
  forgetful: boolean;
  severalServers: boolean;
};

export type Judges = ReturnType<typeof judges>;

/** How long a call's tape is kept after its end, for transcripts and late REST requests, ms. */
const KEPT_MS = 60_000;

/** All judges of one world, and how they are told what happens. */
export function judges(parts: JudgeParts) {
  const { findings, scripts, words, slack, now } = parts;
  const { promised, told } = readersOf(scripts);
  const queueOf = (queueId: string): QueueSettings | undefined =>
    parts.queues.find(({ settings }) => settings.id === queueId)?.settings;
  const callers = new Map<string, CallerEar>();
  const operators = new Map<string, OperatorEar>();
  const knownAt = new Map<string, number>();
  const endedByOperator = new Set<string>();
  const judgeDocument = documentJudge(findings, parts.publicUrl);
  const information = informationJudge({ findings, words, told });
  const records = recordsJudge({ findings, slack, now, queueOf });
  const outcomes = outcomesJudge(findings, parts.forgetful);
  const hash = traceHash();
  const order = new Map<string, number>();
  let network: PhoneNetwork | null = null;
  /** Where the old webhook goes that is being delivered once more. */
  let replaying: string | null = null;
  let problemsSeen = 0;
  const listeners = new Listeners({ now, slack });
  const earParts = {
    ...{ findings, words, promised, slack, listeners },
    operatorOf: (callSid: string) => operators.get(callSid)?.operator ?? null,
    isCaller: (callSid: string) => callers.has(callSid),
    isReplaced: (callSid: string) =>
      earsOf(operators.get(callSid)?.operator ?? '').at(-1)?.callSid !== callSid,
  };
  const ledger = new Ledger({
    ...{ findings, slack, now, severalServers: parts.severalServers },
    knownAt: (id) => knownAt.get(id.slice(2)) ?? now(),
    headStarts: headStarts({ queues: parts.queues, now, slack }),
    replaying: () => (parts.forgetful ? null : replaying),
    onEntry: (entry) => callsBack.promised(entry),
    onChange: (change, contact) => {
      if (change === 'news') callers.get(contact.leg?.callSid ?? '')?.lineNewsIsDue(now());
      else if (contact.status === 'offered')
        for (const ear of earsOf(contact.server.operator))
          ear.asksForCaller(change === 'presence-begins', now());
    },
  });

  const callsBack = new CallsBack({
    ...{ findings, ledger, now },
    queueOf,
    isForgetful: () => parts.forgetful,
    // Two promises of the same moment may not see each other where the store is slow.
    isDoubtful: () => slack().raceMs > 0,
  });

  function newLeg(leg: Leg): void {
    order.set(leg.sid, order.size);
    const name = parts.operatorAt(leg);
    if (name === null) {
      if (leg.direction !== 'inbound') callsBack.begins(leg);
      callers.set(leg.sid, new CallerEar(leg.sid, earParts));
      knownAt.set(leg.sid, leg.createdAt);
    } else {
      if (leg.direction !== 'inbound') callsBack.rings(leg.sid, leg.statusCallback?.url ?? leg.sid);
      operators.set(leg.sid, earOf(leg.sid, name));
      if (parts.isSupervisor(name)) listeners.begins(leg.sid, name);
    }
    const ear = callers.get(leg.sid) ?? operators.get(leg.sid);
    leg.onDocument.push((twiml) => ear?.documentBegins(twiml));
    leg.onEnd.push(ended);
  }

  function earOf(callSid: string, name: string): OperatorEar {
    if (parts.isSupervisor(name)) return new ListenerEar(callSid, name, earParts);
    return parts.hasPhoneAlone(name)
      ? new PhoneOperatorEar(callSid, name, earParts, parts.deskSays)
      : new OperatorEar(callSid, name, earParts);
  }

  function earsOf(name: string): OperatorEar[] {
    return [...operators.values()].filter(({ operator }) => operator === name);
  }

  function heard(callSid: string, segment: TapeSegment, event: TapeEvent): void {
    const ear = callers.get(callSid) ?? operators.get(callSid);
    if (event === 'opened' && segment.kind === 'speech' && words.isFarewell(segment.text ?? '') === 'booked')
      callsBack.saidBooked(callSid);
    if (ear === undefined || event === 'opened') return;
    if (event === 'marked') {
      const mark = segment.marks?.at(-1);
      if (mark?.key !== undefined) ear.pressed(mark, segment);
      else if (mark?.said !== undefined) callers.get(callSid)?.spoke(mark);
      return;
    }
    if (segment.until === null || segment.until === segment.at) return;
    hash.add(order.get(callSid) ?? -1, segment);
    ear.heard(segment, segment.until);
    if (callers.has(callSid)) information.heard(callSid, segment, segment.until);
  }

  function ended(leg: Leg): void {
    callers.get(leg.sid)?.ended(now());
    information.ended(leg.sid);
    operators.get(leg.sid)?.ended(now());
    const ear = callers.get(leg.sid);
    if (ear !== undefined && !ear.hungUp) {
      const farewell = words.isFarewell(ear.lastWords);
      const isByOperator = endedByOperator.has(ledger.ofLeg(leg.sid)?.id ?? `c-${leg.sid}`);
      const chosen = ear.leaves || ear.booked || ear.turnedAway || isByOperator;
      if (leg.direction !== 'inbound' && ear.notReached) findings.count('calls back without a key');
      else if (farewell === null || (farewell === 'goodbye' && !chosen))
        findings.broken('L1', leg.sid, 'A caller was lost: neither they nor an operator ended the call.');
      else if (farewell === 'left') findings.count('left by key');
      else if (ear.booked) findings.count('hung up after a call back was booked or words were kept');
      else findings.count(isByOperator ? 'ended by operators' : 'turned away');
    } else if (ear !== undefined) findings.count('hung up');
    network?.clock.setTimer(KEPT_MS, () => forget(leg));
  }

  function forget({ sid, createdAt }: Leg): void {
    if (callers.delete(sid)) {
      const entry = ledger.ofLeg(sid);
      if (slack().prompt && entry !== null && entry.callSid === sid && entry.status !== 'ended')
        findings.broken('L3', sid, `A call is over, its contact is ${entry.status} with it a minute later.`);
      findings.highest('longest call, s', Math.round((now() - KEPT_MS - createdAt) / 1000));
      ledger.forget(sid);
    }
    operators.delete(sid);
    network?.forget(sid);
  }

  return {
    ...{ ledger, listeners, outcomes, fenced: records.fenced },
    get replaying() {
      return replaying !== null;
    },
    committed(commit: Commit, truth: Store): void {
      records.committed(commit, truth);
      ledger.committed(commit, truth);
      outcomes.committed(commit);
    },
    listenTo(one: PhoneNetwork): void {
      network = one;
      one.onLeg(newLeg);
      one.onTape(heard);
    },
    /** Whether the store knows whose leg this is. */
    knows: (callSid: string) => operators.has(callSid) || ledger.ofLeg(callSid) !== null,
    /** A webhook reaches a server. */
    delivered({ path, params, query }: Delivered): void {
      const callSid = params['CallSid'] ?? '';
      if (path === '/resume' && 'since' in query && parts.forgetful)
        ledger.ranksByCall(`c-${callSid}`, network?.leg(callSid)?.createdAt ?? now());
      // Whom the store forgot, and whose first webhook is delivered once more, cannot be told from somebody who calls now.
      if (path === '/incoming' && replaying !== null && parts.forgetful && ledger.ofLeg(callSid) === null)
        ledger.bringsBack(`c-${callSid}`);
      // Whom it forgot asks anew from the first step on: an old request may be taken for the one that is next.
      if (replaying !== null && parts.forgetful) callers.get(callSid)?.troubled(now());
      if (path === '/incoming' && replaying === null && !ledger.entries.has(`c-${callSid}`))
        knownAt.set(callSid, now());
    },
    answered({ path, params }: Delivered, { twiml, outcome }: Answer): void {
      const callSid = params['CallSid'] ?? null;
      const notified = path === '/status' || path === '/recording';
      if (!notified)
        findings.count(
          callSid !== null && callers.has(callSid) ? 'documents to callers' : 'documents to operators',
        );
      if (outcome === 'degraded') findings.count('documents without the store');
      // A Dial's action after the end of its call is a mere notification.
      if (!notified && !isOver(params['CallStatus'] ?? '')) judgeDocument(callSid, path, twiml);
    },
    /** A REST request about a leg is an explanation of words before their time, in trouble. */
    watchedCalls(api: CallsApi): CallsApi {
      const calls = Object.assign(
        (sid: string) => {
          const one = api.calls(sid);
          return {
            fetch: () => one.fetch(),
            update(params: never) {
              findings.count('legs fetched by REST');
              callers.get(sid)?.troubled(now());
              return one.update(params);
            },
          };
        },
        { create: api.calls.create, list: api.calls.list },
      );
      return { calls, conferences: api.conferences, recordings: api.recordings } as unknown as CallsApi;
    },
    operatorActs(name: string, act: OperatorAct, contactId: string | null): void {
      findings.count(`operators: ${act}`);
      if (act === 'accept' || act === 'take-more') for (const ear of earsOf(name)) ear.accepts(now());
      if (contactId === null) return;
      if (act === 'end') endedByOperator.add(contactId);
      callers.get(ledger.entries.get(contactId)?.callSid ?? '')?.newsIsDue(now());
    },
    hangsUp(callSid: string): void {
      const ear = callers.get(callSid) ?? operators.get(callSid);
      if (ear !== undefined) ear.hungUp = true;
    },
    replay(path: string, deliver: () => void): void {
      findings.count('old webhooks delivered again');
      replaying = path;
      deliver();
    },
    forgotten(): void {
      findings.count('times the store forgot');
      ledger.forgotten();
      records.forgotten();
      outcomes.forgotten();
    },
    /** Between two timers of the clock: all work of the last one is done. */
    step(): void {
      replaying = null;
      const problems = network?.problems ?? [];
      for (; problemsSeen < problems.length; problemsSeen += 1) {
        const problem = problems[problemsSeen] as (typeof problems)[0];
        findings.count(`problem ${problem.code}`);
        if (problem.callSid !== null) callers.get(problem.callSid)?.troubled(now());
        if (EXCUSED.has(problem.code) && slack().troubleExplainsEarly) continue;
        if (problem.code === NOT_THERE_TO_BE_COACHED && listeners.isListener(problem.callSid ?? '')) continue;
        findings.broken('S2', problem.callSid, `${problem.code} ${problem.message} ${problem.url ?? ''}`);
      }
    },
    meet: meetingJudge({ findings, slack, now, ledger }),
    stillWaiting(leg: Leg | undefined): void {
      findings.broken('L1', leg?.sid ?? null, 'Somebody still waits though everybody is served in earnest.');
    },
    /** Nobody whose place was kept, or to whom a call was promised, is forgotten. */
    promisesKept: () => callsBack.atTheEnd(),
    /** When all calls are over nothing is left behind. */
    async atTheEnd(store: Store): Promise<void> {
      for (const { settings } of parts.queues) {
        const left = await store.line(settings.id, 5);
        for (const { contact } of left)
          findings.broken('L3', contact.leg?.callSid ?? null, 'A caller who is gone stands in line.');
      }
      for (const contact of await store.served(5))
        findings.broken('L3', contact.leg?.callSid ?? null, `A caller who is gone is ${contact.status}.`);
    },
    traceHash: hash.value,
  };
}

/** Who whispers may come before the operator, or as they leave: the Dial's action is asked at once, and leads in again. */
const NOT_THERE_TO_BE_COACHED = 13240;
/** Documents and sounds that could not be fetched: what trouble does. */
const EXCUSED = new Set([11200, 11205]);
