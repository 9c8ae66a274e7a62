import type { Conference } from '../conference/conference.ts';
import type { NetworkCore, NetworkNumber } from '../core.ts';
import type { CallStatus, Leg } from '../leg.ts';
import type { Participant } from '../conference/participant.ts';
import type { Recording } from '../recording.ts';

/** A call, with the names that the `twilio` package gives its fields. */
export type CallResource = {
  sid: string;
  accountSid: string;
  apiVersion: string;
  status: Exclude<CallStatus, 'initiated'>;
  direction: string;
  from: string;
  to: string;
  parentCallSid: string | null;
  phoneNumberSid: string | null;
  answeredBy: string | null;
  dateCreated: Date;
  dateUpdated: Date;
  startTime: Date | null;
  endTime: Date | null;
  duration: string | null;
  uri: string;
};

export type ConferenceResource = {
  sid: string;
  accountSid: string;
  apiVersion: string;
  friendlyName: string;
  status: 'init' | 'in-progress' | 'completed';
  region: string;
  reasonConferenceEnded: string | null;
  callSidEndingConference: string | null;
  dateCreated: Date;
  dateUpdated: Date;
  uri: string;
};

export type ParticipantResource = {
  callSid: string;
  conferenceSid: string;
  accountSid: string;
  label: string | null;
  status: string;
  muted: boolean;
  hold: boolean;
  coaching: boolean;
  callSidToCoach: string | null;
  startConferenceOnEnter: boolean;
  endConferenceOnExit: boolean;
  dateCreated: Date;
  dateUpdated: Date;
  uri: string;
};

export type NumberResource = Omit<NetworkNumber, 'createdAt'> & {
  accountSid: string;
  capabilities: { voice: boolean; sms: boolean; mms: boolean; fax: boolean };
  dateCreated: Date;
  dateUpdated: Date;
  uri: string;
};

export type RecordingResource = {
  sid: string;
  accountSid: string;
  callSid: string;
  channels: number;
  duration: string;
  source: string;
  status: string;
  startTime: Date;
  dateCreated: Date;
  dateUpdated: Date;
  mediaUrl: string;
  uri: string;
};

export function callResource(core: NetworkCore, leg: Leg): CallResource {
  const { answeredAt, endedAt } = leg;
  return {
    sid: leg.sid,
    accountSid: core.accountSid,
    apiVersion: '2010-04-01',
    // The API's list of statuses has no `initiated`.
    status: leg.status === 'initiated' ? 'queued' : leg.status,
    direction: leg.direction,
    from: leg.from,
    to: leg.to,
    parentCallSid: leg.parentSid,
    phoneNumberSid: leg.number?.sid ?? null,
    answeredBy: leg.answeredBy,
    dateCreated: wholeSecond(leg.createdAt),
    dateUpdated: new Date(endedAt ?? answeredAt ?? leg.createdAt),
    startTime: leg.status === 'queued' ? null : wholeSecond(leg.createdAt),
    endTime: endedAt === null ? null : new Date(endedAt),
    duration:
      endedAt === null ? null : String(answeredAt === null ? 0 : Math.round((endedAt - answeredAt) / 1_000)),
    uri: `${accountUri(core)}/Calls/${leg.sid}.json`,
  };
}

export function conferenceResource(core: NetworkCore, conference: Conference): ConferenceResource {
  return {
    sid: conference.sid,
    accountSid: core.accountSid,
    apiVersion: '2010-04-01',
    friendlyName: conference.name,
    status: conference.status,
    region: 'us1',
    reasonConferenceEnded: conference.reasonEnded,
    callSidEndingConference: conference.callSidEnding,
    dateCreated: new Date(conference.createdAt),
    dateUpdated: new Date(conference.endedAt ?? conference.createdAt),
    uri: `${accountUri(core)}/Conferences/${conference.sid}.json`,
  };
}

export function participantResource(
  core: NetworkCore,
  conference: Conference,
  participant: Participant,
): ParticipantResource {
  const joined = new Date(participant.joinedAt);
  return {
    callSid: participant.leg.sid,
    conferenceSid: conference.sid,
    accountSid: core.accountSid,
    label: participant.label,
    status: 'connected',
    muted: participant.muted,
    hold: participant.held,
    coaching: participant.coaches !== null,
    callSidToCoach: participant.coaches,
    startConferenceOnEnter: participant.startsConference,
    endConferenceOnExit: participant.endsConference,
    dateCreated: joined,
    dateUpdated: joined,
    uri: `${accountUri(core)}/Conferences/${conference.sid}/Participants/${participant.leg.sid}.json`,
  };
}

export function numberResource(core: NetworkCore, number: NetworkNumber): NumberResource {
  const { createdAt, ...fields } = number;
  return {
    ...fields,
    accountSid: core.accountSid,
    capabilities: { voice: true, sms: false, mms: false, fax: false },
    dateCreated: new Date(createdAt),
    dateUpdated: new Date(createdAt),
    uri: `${accountUri(core)}/IncomingPhoneNumbers/${number.sid}.json`,
  };
}

export function recordingResource(core: NetworkCore, recording: Recording): RecordingResource {
  const ended = new Date(recording.startedAt + recording.durationMs);
  return {
    sid: recording.sid,
    accountSid: core.accountSid,
    callSid: recording.callSid,
    channels: 1,
    duration: String(Math.round(recording.durationMs / 1_000)),
    source: 'RecordVerb',
    status: 'completed',
    startTime: new Date(recording.startedAt),
    dateCreated: ended,
    dateUpdated: ended,
    mediaUrl: `${core.apiUrl}${accountUri(core)}/Recordings/${recording.sid}`,
    uri: `${accountUri(core)}/Recordings/${recording.sid}.json`,
  };
}

/** The path of the account, below which everything is. */
function accountUri(core: NetworkCore): string {
  return `/2010-04-01/Accounts/${core.accountSid}`;
}

/** RFC 2822, in which the API writes times, has no fractions of a second. */
function wholeSecond(at: number): Date {
  return new Date(Math.floor(at / 1_000) * 1_000);
}
