import type { NetworkCore } from '../core.ts';
import { happens } from '../faults.ts';
import { Account } from './account.ts';
import { Calls } from './calls.ts';
import { Conferences } from './conferences.ts';
import type { WireParams } from './params.ts';
import type { CallResource, ConferenceResource, NumberResource, ParticipantResource } from './resources.ts';
import type { RecordingResource } from './resources.ts';
import { ConnectionError, RestError } from './rest-error.ts';

/** Parameters with the names that the `twilio` package gives them (`url`, `fallbackUrl`, `statusCallbackEvent`…). */
export type RestParams = Readonly<
  Record<string, string | number | boolean | Date | readonly string[] | undefined>
>;

/**
 * The REST API in process: the same checks, effects, faults and errors as over HTTP. Every function rejects with
 * a RestError ({status, code, message}), or with a ConnectionError where the connection broke.
 */
export type NetworkRest = {
  createCall(params: RestParams): Promise<CallResource>;
  updateCall(sid: string, params: RestParams): Promise<CallResource>;
  fetchCall(sid: string): Promise<CallResource>;
  /** One page, newest first; 50 unless `pageSize` says otherwise. */
  listCalls(params?: RestParams): Promise<CallResource[]>;
  listConferences(params?: RestParams): Promise<ConferenceResource[]>;
  fetchConference(sid: string): Promise<ConferenceResource>;
  updateConference(sid: string, params: RestParams): Promise<ConferenceResource>;
  listParticipants(conferenceSid: string, params?: RestParams): Promise<ParticipantResource[]>;
  fetchParticipant(conferenceSid: string, callSid: string): Promise<ParticipantResource>;
  updateParticipant(conferenceSid: string, callSid: string, params: RestParams): Promise<ParticipantResource>;
  removeParticipant(conferenceSid: string, callSid: string): Promise<void>;
  listNumbers(params?: RestParams): Promise<NumberResource[]>;
  updateNumber(sid: string, params: RestParams): Promise<NumberResource>;
  listRecordings(params?: RestParams): Promise<RecordingResource[]>;
  fetchRecording(sid: string): Promise<RecordingResource>;
  recordingMedia(sid: string): Promise<Buffer>;
  removeRecording(sid: string): Promise<void>;
  /** Does `run` with the faults of the REST API around it; for the HTTP front. */
  perform<T>(run: () => T): Promise<T>;
  readonly calls: Calls;
  readonly conferences: Conferences;
  readonly account: Account;
};

/** The REST API of a network. */
export function createRest(core: NetworkCore): NetworkRest {
  const calls = new Calls(core);
  const conferences = new Conferences(core);
  const account = new Account(core);
  const perform = <T>(run: () => T): Promise<T> => withFaults(core, run);
  return {
    calls,
    conferences,
    account,
    perform,
    createCall: (params) => perform(() => calls.create(toWire(params))),
    updateCall: (sid, params) => perform(() => calls.update(sid, toWire(params))),
    fetchCall: (sid) => perform(() => calls.fetch(sid)),
    listCalls: (params = {}) => perform(() => calls.list(toWire(params)).items),
    listConferences: (params = {}) => perform(() => conferences.list(toWire(params)).items),
    fetchConference: (sid) => perform(() => conferences.fetch(sid)),
    updateConference: (sid, params) => perform(() => conferences.update(sid, toWire(params))),
    listParticipants: (sid, params = {}) =>
      perform(() => conferences.listParticipants(sid, toWire(params)).items),
    fetchParticipant: (sid, callSid) => perform(() => conferences.fetchParticipant(sid, callSid)),
    updateParticipant: (sid, callSid, params) =>
      perform(() => conferences.updateParticipant(sid, callSid, toWire(params))),
    removeParticipant: (sid, callSid) => perform(() => conferences.removeParticipant(sid, callSid)),
    listNumbers: (params = {}) => perform(() => account.listNumbers(toWire(params)).items),
    updateNumber: (sid, params) => perform(() => account.updateNumber(sid, toWire(params))),
    listRecordings: (params = {}) => perform(() => account.listRecordings(toWire(params)).items),
    fetchRecording: (sid) => perform(() => account.fetchRecording(sid)),
    recordingMedia: (sid) => perform(() => account.recordingMedia(sid)),
    removeRecording: (sid) => perform(() => account.removeRecording(sid)),
  };
}

async function withFaults<T>(core: NetworkCore, run: () => T): Promise<T> {
  const { faults, random, clock } = core;
  const wait = (ms: number): Promise<void> => new Promise((resolve) => void clock.setTimer(ms, resolve));
  if (faults.restAway) throw new ConnectionError('ECONNREFUSED');
  if (happens(faults.restUnauthorised, random)) throw new RestError(401, 20003, 'Authenticate');
  if (happens(faults.restThrottled, random)) throw new RestError(429, 20429, 'Too Many Requests');
  if (happens(faults.restSlow, random)) await wait(random() * faults.restSlowMs);
  if (happens(faults.restFailed, random)) throw new RestError(503, 20503, 'Service unavailable');
  const result = run();
  if (happens(faults.restExecutedThenFailed, random))
    throw new RestError(500, 20500, 'Internal Server Error');
  if (happens(faults.restExecutedThenHung, random)) {
    await wait(faults.restHangMs);
    throw new ConnectionError('ECONNABORTED');
  }
  return result;
}

const NAMES_WITH_SIGNS: Readonly<Record<string, string>> = {
  startTimeBefore: 'StartTime<',
  startTimeAfter: 'StartTime>',
};

function toWire(params: RestParams): WireParams {
  const wire: Record<string, string | readonly string[]> = {};
  for (const name in params) {
    const value = params[name];
    if (value === undefined) continue;
    const wireName = NAMES_WITH_SIGNS[name] ?? name.charAt(0).toUpperCase() + name.slice(1);
    if (value instanceof Date) wire[wireName] = value.toISOString();
    else if (typeof value === 'object') wire[wireName] = value;
    else wire[wireName] = String(value);
  }
  return wire;
}
