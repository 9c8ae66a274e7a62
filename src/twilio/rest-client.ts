import twilio from 'twilio';
import type { Contact } from '../contact/contact.ts';
import type { Desk } from '../desk/desk.ts';
import { LONGEST_CALLBACK_S } from '../switchboard/choices.ts';
import type { RestOutcome, Telephony } from '../switchboard/telephony.ts';
import { contactToken } from './contact-token.ts';
import type { ContactToken } from './leg-token.ts';
import { isOver } from './webhook-params.ts';
import type { VoiceUrls } from './voice-urls.ts';

export type TwilioCredentials = {
  accountSid: string;
  authTokens: readonly [string, ...string[]];
  apiBaseUrl: string;
};

/** Shorter than Twilio waits for a webhook of ours, far shorter than the package's own 30 s. */
const TIMEOUT_MS = 4_000;
/** How long an operator's phone rings before Twilio gives up, seconds. */
const RING_SECONDS = 30;

/**
 * The twilio client with a short timeout and no retries of its own, pointed at `apiBaseUrl` (Twilio, a compatible
 * platform, or the emulator).
 */
export function twilioClient({ accountSid, authTokens, apiBaseUrl }: TwilioCredentials): twilio.Twilio {
  const client = twilio(accountSid, authTokens[0], { timeout: TIMEOUT_MS, autoRetry: false });
  client.api.baseUrl = apiBaseUrl;
  return client;
}

/** A call in progress at Twilio, as the reconciler needs it. */
export type LiveCall = {
  callSid: string;
  from: string;
  to: string;
  inbound: boolean;
  startedAt: number;
  /** The call from which this one is dialled; null where we made it, or it was made to us. */
  dialledFrom: string | null;
};

/** What the reconciler asks beside what the switchboard asks. */
export interface TwilioCalls extends Telephony {
  /** All calls in progress on the account, other applications' included. */
  callsInProgress(): Promise<RestOutcome<LiveCall[]>>;
  /** Legs that are in a conference now, by CallSid, and with how many others who do not merely listen. */
  legsInConferences(): Promise<RestOutcome<Map<string, number>>>;
  /** Fetches home a leg that the store does not know, with the token that it had where that is known. */
  resumeForgotten(call: LiveCall, token: ContactToken | undefined): Promise<RestOutcome>;
}

type Call = Awaited<ReturnType<twilio.Twilio['calls']['list']>>[number];

/** What is used of the twilio client. */
export type CallsApi = Pick<twilio.Twilio, 'calls' | 'conferences' | 'recordings'>;

export type RestParts = {
  client: CallsApi;
  urls: VoiceUrls;
  /** On every created or redirected leg, since legs have no fallback unless each request names one. */
  fallbackUrl: string;
  phoneNumber: string;
};

export function restClient({ client, urls, fallbackUrl, phoneNumber }: RestParts): TwilioCalls {
  const fallback = { fallbackUrl, fallbackMethod: 'POST' };

  function move(callSid: string, url: string): Promise<RestOutcome> {
    return outcomeOf(async () => {
      await client.calls(callSid).update({ url, method: 'POST', ...fallback });
      return null;
    });
  }

  async function openRoom(talk: string): Promise<{ sid: string } | undefined> {
    const rooms = await client.conferences.list({ friendlyName: talk, pageSize: 20 });
    // A compatible network may know no filter.
    return rooms.find((room) => room.friendlyName === talk && room.status !== 'completed');
  }

  return {
    summonContact(contact: Contact, callSid, step, place) {
      return move(callSid, urls.contact(contactToken(contact, contact.leg, place, step), 'summons'));
    },
    summonDesk: (desk: Desk, callSid, step) => move(callSid, urls.desk(desk.intentId, step, 'summons')),
    ringDesk: (desk: Desk) =>
      outcomeOf(async () => {
        const call = await client.calls.create({
          to: desk.address,
          from: phoneNumber,
          url: urls.desk(desk.intentId, 1, 'end'),
          method: 'POST',
          ...fallback,
          timeout: RING_SECONDS,
          statusCallback: urls.status(desk.intentId),
          statusCallbackMethod: 'POST',
          statusCallbackEvent: ['completed'],
        });
        return { callSid: call.sid };
      }),
    ringCaller: (contact: Contact, number, place) =>
      outcomeOf(async () => {
        const call = await client.calls.create({
          to: number,
          from: phoneNumber,
          url: urls.contact(contactToken(contact, null, place, 1), 'end'),
          method: 'POST',
          ...fallback,
          timeout: RING_SECONDS,
          timeLimit: LONGEST_CALLBACK_S,
          statusCallback: urls.status(),
          statusCallbackMethod: 'POST',
          statusCallbackEvent: ['completed'],
        });
        return { callSid: call.sid };
      }),
    deleteRecording: (recordingSid) =>
      outcomeOf(async () => {
        await client.recordings(recordingSid).remove();
        return null;
      }),
    hangUp: (callSid) =>
      outcomeOf(async () => {
        await client.calls(callSid).update({ status: 'completed' });
        return null;
      }),
    async setListener(callSid, { talk, mode, coach }) {
      const found = await outcomeOf(() => openRoom(talk));
      if (found.kind !== 'done') return found;
      if (found.value === undefined) return { kind: 'gone' };
      const leg = client.conferences(found.value.sid).participants(callSid);
      return outcomeOf(async () => {
        // Silent while it changes, so that no word meant for the operator reaches the caller.
        await leg.update({
          muted: true,
          ...(mode === 'whisper' ? { coaching: true, callSidToCoach: coach } : { coaching: false }),
        });
        if (mode !== 'listen') await leg.update({ muted: false });
        return null;
      });
    },
    isLive: (callSid) =>
      outcomeOf(async () => {
        const { status } = await client.calls(callSid).fetch();
        // Twilio's documents know statuses that its package does not (`initiated`): what is not over lives.
        return !isOver(status);
      }),
    callsInProgress: () =>
      outcomeOf(async () => {
        const calls = await client.calls.list({ status: 'in-progress', pageSize: 1000 });
        return calls
          .filter(({ status }) => !isOver(status))
          .map((call) => ({
            callSid: call.sid,
            from: call.from,
            to: call.to,
            inbound: call.direction === 'inbound',
            startedAt: startOf(call),
            // A compatible network may leave it out.
            dialledFrom: call.parentCallSid || null,
          }));
      }),
    legsInTalk: (talk) =>
      outcomeOf(async () => {
        const room = await openRoom(talk);
        const legs = room === undefined ? [] : await client.conferences(room.sid).participants.list();
        return new Map(
          legs.map(({ callSid, muted, coaching, callSidToCoach }) => [
            callSid,
            { muted, coaches: coaching ? callSidToCoach : null },
          ]),
        );
      }),
    legsInConferences: () =>
      outcomeOf(async () => {
        const conferences = await client.conferences.list({ status: 'in-progress', pageSize: 1000 });
        const waiting = await client.conferences.list({ status: 'init', pageSize: 1000 });
        const legs = new Map<string, number>();
        for (const conference of [...conferences, ...waiting]) {
          const inIt = await client.conferences(conference.sid).participants.list();
          const talking = inIt.filter((one) => one.endConferenceOnExit);
          for (const { callSid } of inIt)
            legs.set(callSid, talking.filter((one) => one.callSid !== callSid).length);
        }
        return legs;
      }),
    resumeForgotten: ({ callSid, startedAt }, token) =>
      move(callSid, token === undefined ? urls.resumeForgotten(startedAt) : urls.contact(token, 'summons')),
  };
}

/**
 * When a call began, epoch ms; of one of which no time is told, never. The package takes a time that a compatible network
 * leaves out for the present one: so of an inbound call, created as it begins, the earlier of both counts.
 */
function startOf({ direction, startTime, dateCreated }: Call): number {
  const [first = Infinity, ...others] = [startTime, dateCreated].flatMap((time: unknown) =>
    time instanceof Date ? time.getTime() : [],
  );
  return direction === 'inbound' ? Math.min(first, ...others) : first;
}

/** Twilio's answer as a typed outcome. A lost connection or a 5xx may hide a request that was executed. */
async function outcomeOf<Value>(request: () => Promise<Value>): Promise<RestOutcome<Value>> {
  try {
    return { kind: 'done', value: await request() };
  } catch (error) {
    return failureOf(error);
  }
}

/** The package's RestException has a status and Twilio's code; what has no status never brought an answer. */
function failureOf(error: unknown): Exclude<RestOutcome<never>, { kind: 'done' }> {
  const { status, code } = (typeof error === 'object' && error !== null ? error : {}) as Record<
    string,
    unknown
  >;
  if (typeof status !== 'number') return { kind: 'unknown' };
  // 10004: too many calls at once; the call was not made, and can be when others are over.
  if (status === 429 || code === 20429 || code === 10004) return { kind: 'throttled' };
  if (status === 404 || code === 20404 || code === 21220) return { kind: 'gone' };
  return status >= 500 ? { kind: 'unknown' } : { kind: 'refused', code: Number(code) || status };
}
