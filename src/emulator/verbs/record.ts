import type { CancelTimer } from '../../clock.ts';
import type { TwimlElement } from '../document/parse-twiml.ts';
import type { Recording } from '../recording.ts';
import { rfc2822 } from '../status-callbacks.ts';
import { resolveUrl } from '../document/twiml-document.ts';
import type { SpokenStretch } from '../wav.ts';
import type { WebhookIntent } from '../webhook.ts';
import { badUrl, methodOf, NEXT_VERB, type RunningVerb, secondsOf, type VerbScene } from './verb.ts';

const BEEP_MS = 500;
const ANY_KEY = '1234567890*#';

/**
 * `<Record>`: a beep (unless playBeep is false), then the person's words until a key of finishOnKey (any, by
 * default), `timeout` s of silence (5), maxLength s (3,600) or hang-up. Then the action (the document's own URL
 * by default); verbs after it are reached only where nothing was said.
 */
export function record(scene: VerbScene, element: TwimlElement): RunningVerb {
  return new RecordVerb(scene, element);
}

class RecordVerb implements RunningVerb {
  private readonly scene: VerbScene;
  private readonly element: TwimlElement;
  private readonly spoken: SpokenStretch[] = [];
  private startedAt: number | null = null;
  private over = false;
  private cancelSilence: CancelTimer | null = null;
  private cancelLength: CancelTimer | null = null;

  constructor(scene: VerbScene, element: TwimlElement) {
    this.scene = scene;
    this.element = element;
    if (element.attributes['playBeep'] === 'false') {
      this.begin();
    } else {
      scene.leg.hear('beep');
      this.cancelLength = scene.core.clock.setTimer(BEEP_MS, () => this.begin());
    }
  }

  hearsKey(key: string): boolean {
    return this.startedAt !== null && (this.element.attributes['finishOnKey'] ?? ANY_KEY).includes(key);
  }

  key(key: string): void {
    this.finish(key);
  }

  hearsSpeech(): boolean {
    return this.startedAt !== null;
  }

  speech(_text: string, durationMs: number): void {
    const fromMs = this.scene.core.clock.now() - (this.startedAt ?? 0);
    this.spoken.push({ fromMs, untilMs: fromMs + durationMs });
    this.awaitSilence(durationMs);
  }

  stop(why: 'redirected' | 'ended'): WebhookIntent | null {
    if (this.startedAt === null || this.spoken.length === 0) {
      this.cancelAll();
      return null;
    }
    if (why === 'redirected') {
      this.keep();
      return null;
    }
    return this.intent('hangup', this.keep());
  }

  private begin(): void {
    const { core, leg } = this.scene;
    this.startedAt = core.clock.now();
    leg.hear('silence');
    const longestMs = secondsOf(this.element.attributes['maxLength'], 3_600);
    this.cancelLength = core.clock.setTimer(longestMs, () => this.finish(''));
    this.awaitSilence(0);
  }

  private awaitSilence(afterMs: number): void {
    this.cancelSilence?.();
    const silenceMs = secondsOf(this.element.attributes['timeout'], 5);
    if (silenceMs === 0) return;
    this.cancelSilence = this.scene.core.clock.setTimer(afterMs + silenceMs, () => this.finish(''));
  }

  private finish(key: string): void {
    if (this.over) return;
    if (this.spoken.length === 0) {
      // Nothing was said: no recording, no action, the next verb.
      this.cancelAll();
      this.scene.done(NEXT_VERB);
      return;
    }
    const intent = this.intent(key, this.keep());
    this.scene.done(
      intent === null ? badUrl('the action of a Record', this.scene.document) : { next: 'document', intent },
    );
  }

  private keep(): Recording {
    this.cancelAll();
    const { core, leg, document } = this.scene;
    const startedAt = this.startedAt ?? core.clock.now();
    const durationMs = core.clock.now() - startedAt;
    const recording: Recording = {
      sid: core.sid('RE'),
      callSid: leg.sid,
      startedAt,
      durationMs,
      spoken: this.spoken,
    };
    core.recordings.set(recording.sid, recording);
    const { recordingStatusCallback, recordingStatusCallbackMethod, recordingStatusCallbackEvent } =
      this.element.attributes;
    const url = resolveUrl(document, recordingStatusCallback);
    const wanted = (recordingStatusCallbackEvent ?? 'completed').split(' ').includes('completed');
    if (recordingStatusCallback !== undefined && url !== null && wanted) {
      core.status.notify({
        method: methodOf(recordingStatusCallbackMethod),
        url,
        params: {
          AccountSid: core.accountSid,
          CallSid: leg.sid,
          RecordingSid: recording.sid,
          RecordingUrl: this.mediaUrl(recording),
          RecordingStatus: 'completed',
          RecordingDuration: String(Math.round(durationMs / 1_000)),
          RecordingChannels: '1',
          RecordingSource: 'RecordVerb',
          RecordingStartTime: rfc2822(startedAt),
        },
      });
    }
    return recording;
  }

  private mediaUrl(recording: Recording): string {
    const { core } = this.scene;
    return `${core.apiUrl}/2010-04-01/Accounts/${core.accountSid}/Recordings/${recording.sid}`;
  }

  private intent(key: string, recording: Recording): WebhookIntent | null {
    const { action, method } = this.element.attributes;
    const url = resolveUrl(this.scene.document, action);
    if (url === null) return null;
    const params = {
      RecordingSid: recording.sid,
      RecordingUrl: this.mediaUrl(recording),
      RecordingDuration: String(Math.round(recording.durationMs / 1_000)),
      Digits: key,
    };
    return { method: methodOf(method), url, params };
  }

  private cancelAll(): void {
    this.over = true;
    this.cancelSilence?.();
    this.cancelLength?.();
  }
}
