import type { NetworkCore, NetworkNumber } from '../core.ts';
import { recordingWav } from '../wav.ts';
import { type Page, PAGE_PARAMS, pageOf } from './page.ts';
import { allowOnly, method, text, url, type WireParams } from './params.ts';
import {
  type NumberResource,
  numberResource,
  type RecordingResource,
  recordingResource,
} from './resources.ts';
import { notFound } from './rest-error.ts';

const NUMBER_UPDATE = new Set(
  (
    'FriendlyName VoiceUrl VoiceMethod VoiceFallbackUrl VoiceFallbackMethod StatusCallback ' +
    'StatusCallbackMethod VoiceCallerIdLookup'
  ).split(' '),
);
const NUMBER_LIST = new Set(['PhoneNumber', 'FriendlyName', ...PAGE_PARAMS]);
const RECORDING_LIST = new Set(['CallSid', ...PAGE_PARAMS]);

/** What belongs to the account itself: its numbers, recordings, queues, balance. */
export class Account {
  private readonly core: NetworkCore;

  constructor(core: NetworkCore) {
    this.core = core;
  }

  fetch(): { sid: string; ownerAccountSid: string; friendlyName: string; status: string; type: string } {
    const { accountSid: sid, standing } = this.core;
    const { status, type, ownerAccountSid } = standing;
    return { sid, ownerAccountSid: ownerAccountSid ?? sid, friendlyName: 'Emulated account', status, type };
  }

  balance(): { accountSid: string; balance: string; currency: string } {
    return { accountSid: this.core.accountSid, balance: '100.00', currency: 'USD' };
  }

  listNumbers(params: WireParams): Page<NumberResource> {
    allowOnly(params, NUMBER_LIST);
    const phoneNumber = text(params, 'PhoneNumber');
    const friendlyName = text(params, 'FriendlyName');
    const found = [...this.core.numbers.values()]
      .filter((number) => phoneNumber === undefined || number.phoneNumber === phoneNumber)
      .filter((number) => friendlyName === undefined || number.friendlyName === friendlyName);
    const page = pageOf(found, params);
    return { ...page, items: page.items.map((number) => numberResource(this.core, number)) };
  }

  fetchNumber(sid: string): NumberResource {
    return numberResource(this.core, this.findNumber(sid));
  }

  updateNumber(sid: string, params: WireParams): NumberResource {
    allowOnly(params, NUMBER_UPDATE);
    const number = this.findNumber(sid);
    number.friendlyName = text(params, 'FriendlyName') ?? number.friendlyName;
    number.voiceUrl = optionalUrl(params, 'VoiceUrl') ?? number.voiceUrl;
    number.voiceMethod = method(params, 'VoiceMethod', number.voiceMethod);
    number.voiceFallbackUrl = optionalUrl(params, 'VoiceFallbackUrl') ?? number.voiceFallbackUrl;
    number.voiceFallbackMethod = method(params, 'VoiceFallbackMethod', number.voiceFallbackMethod);
    number.statusCallback = optionalUrl(params, 'StatusCallback') ?? number.statusCallback;
    number.statusCallbackMethod = method(params, 'StatusCallbackMethod', number.statusCallbackMethod);
    return numberResource(this.core, number);
  }

  listRecordings(params: WireParams): Page<RecordingResource> {
    allowOnly(params, RECORDING_LIST);
    const callSid = text(params, 'CallSid');
    const found = [...this.core.recordings.values()]
      .filter((recording) => callSid === undefined || recording.callSid === callSid)
      .toReversed();
    const page = pageOf(found, params);
    return { ...page, items: page.items.map((recording) => recordingResource(this.core, recording)) };
  }

  fetchRecording(sid: string): RecordingResource {
    const recording = this.core.recordings.get(sid);
    if (recording === undefined) throw notFound(`/Recordings/${sid}.json`);
    return recordingResource(this.core, recording);
  }

  /** A real WAV file. */
  recordingMedia(sid: string): Buffer {
    const recording = this.core.recordings.get(sid);
    if (recording === undefined) throw notFound(`/Recordings/${sid}.wav`);
    return recordingWav(recording.durationMs, recording.spoken);
  }

  removeRecording(sid: string): void {
    if (!this.core.recordings.delete(sid)) throw notFound(`/Recordings/${sid}.json`);
  }

  listQueues(params: WireParams): Page<{ sid: string; friendlyName: string; currentSize: number }> {
    allowOnly(params, new Set(PAGE_PARAMS));
    const queues = [...this.core.queues].map(([friendlyName, legs]) => ({
      sid: `QU-${friendlyName}`,
      friendlyName,
      currentSize: legs.size,
    }));
    return pageOf(queues, params);
  }

  private findNumber(sid: string): NetworkNumber {
    for (const number of this.core.numbers.values()) if (number.sid === sid) return number;
    throw notFound(`/IncomingPhoneNumbers/${sid}.json`);
  }
}

/** A number's URL may be emptied. */
function optionalUrl(params: WireParams, name: string): string | undefined {
  return text(params, name) === '' ? '' : url(params, name);
}
