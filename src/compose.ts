import type { Router } from 'express';
import { mayCall } from './callback/rules.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Store } from './store/store.ts';
import { createEstimates } from './switchboard/estimates.ts';
import { createLineNews } from './switchboard/line-news.ts';
import { createPerformer, type Performer } from './switchboard/perform-effects.ts';
import { createPresenceWatch } from './switchboard/presence-watch.ts';
import { createSweep, type Sweep } from './switchboard/sweep.ts';
import { createSwitchboard, type Switchboard } from './switchboard/switchboard.ts';
import type { PhoneNetworkState, Recordings } from './switchboard/telephony.ts';
import { createAnswers } from './twilio/answer.ts';
import { callerKeys } from './twilio/caller-key.ts';
import type { EntranceParts } from './twilio/entrance.ts';
import { givenTokens } from './twilio/given-tokens.ts';
import { legTokens } from './twilio/leg-token.ts';
import { ZIP_PATH } from './twilio/media-routes.ts';
import { createQueueBook } from './twilio/queue-book.ts';
import { createReconciler, type Reconciler } from './twilio/reconcile.ts';
import type { TwilioCalls } from './twilio/rest-client.ts';
import { soundTrust } from './twilio/sound-trust.ts';
import { voiceRoutes } from './twilio/voice-routes.ts';
import { type VoiceUrls, voiceUrls } from './twilio/voice-urls.ts';
import { watchedCalls } from './twilio/watched-calls.ts';
import { createWebhooks, type Webhooks } from './twilio/webhooks.ts';
import { CLIPS_PATH, clipPath } from './voice-script/clip.ts';
import type { Line as Spoken } from './voice-script/moments.ts';
import { renderLine, type VoiceScripts } from './voice-script/render.ts';
import { spokenLineMs } from './voice-script/spoken-duration.ts';

export type LineParts = {
  config: Pick<Config, 'publicUrl' | 'sessionSecret' | 'toneUrl'> & {
    twilio: Pick<Config['twilio'], 'accountSid' | 'authTokens' | 'phoneNumber' | 'callsPerSecond'> &
      Partial<Pick<Config['twilio'], 'operatorNumber'>>;
  };
  store: Store;
  scripts: VoiceScripts;
  /** The phone network, given the URLs that it is to be told. */
  connect: (urls: VoiceUrls) => TwilioCalls;
  clock: Clock;
  /** 0 ≤ r < 1, for spreading retries. */
  random: () => number;
  /** Ids that nobody can guess, of letters, digits and `-`. */
  newId: () => string;
  /** Whether a PIN is an operator's (entrance.ts). */
  isPin: EntranceParts['isPin'];
  /** The sound of what was recorded. */
  recordings: Recordings;
  log: Logger;
  metrics: Metrics;
};

/** The phone side of one server, put together and not yet running. */
export type Line = {
  switchboard: Switchboard;
  webhooks: Webhooks;
  voice: Router;
  performer: Performer;
  sweep: Sweep;
  reconciler: Reconciler;
  phoneNetwork: () => PhoneNetworkState;
};

/** Puts the phone side together from its adapters; `main`, the tests and the simulation differ only in those. */
export function composeLine(parts: LineParts): Line {
  const { config, store, scripts, clock, random, newId, log, metrics } = parts;
  const now = () => clock.now();
  const callers = callerKeys(config.sessionSecret);
  const tokens = legTokens(config.sessionSecret);
  const urls = voiceUrls(config.publicUrl, tokens);
  const { calls, state: phoneNetwork } = watchedCalls(parts.connect(urls), { log, metrics });
  const trust = soundTrust(now);
  const sounds = {
    tone: config.toneUrl,
    zip: config.publicUrl + ZIP_PATH,
    clip: (name: string) => config.publicUrl + clipPath({ name }),
  };
  const given = givenTokens(now);
  const answers = createAnswers({
    scripts,
    urls,
    given,
    sounds: () => (trust.trusted() ? sounds : null),
    now,
  });

  const estimates = createEstimates(store);
  const spokenMs = (lines: readonly Spoken[], language: string) =>
    lines.reduce(
      (sum, one) => sum + (one.clip?.durationMs ?? spokenLineMs(renderLine(scripts, language, one, 0))),
      0,
    );
  const switchboard = createSwitchboard({
    store,
    now,
    newId,
    foretell: estimates.foretell,
    callerKey: (number) => callers.of(number),
    mayCall: (number, { callbacks }, ours) =>
      mayCall(number, {
        countries: callbacks.countries,
        ownNumbers: [config.twilio.phoneNumber, ...ours],
      }),
    spokenMs,
    perform: (effects) => performer.start(effects),
  });
  const performer = createPerformer({
    store,
    telephony: calls,
    switchboard,
    recordings: parts.recordings,
    newId,
    learn: estimates.learn,
    spokenMs,
    clock,
    callsPerSecond: config.twilio.callsPerSecond,
    random,
    log,
    metrics,
    onMissedStep: (callSid, step) => {
      metrics.stepMissed();
      trust.missed(callSid, step);
    },
  });
  const queueBook = createQueueBook(store, config.twilio.operatorNumber ?? null);
  const reconciler = createReconciler({
    store,
    queueBook,
    switchboard,
    calls,
    given,
    clock,
    log,
    phoneNumber: config.twilio.phoneNumber,
  });
  const sweep = createSweep({
    store,
    switchboard,
    performer,
    news: createLineNews({ store, switchboard, now }),
    presence: createPresenceWatch({ store, switchboard, now }),
    clock,
    log,
    metrics,
    onStoreAway: () => trust.outage(),
    onStoreBack: () => void reconciler.once(),
  });
  const webhooks = createWebhooks({
    store,
    switchboard,
    answers,
    tokens,
    urls,
    scripts,
    callers,
    now,
    log,
    queueBook,
    isPin: parts.isPin,
    newId,
    phoneNumber: config.twilio.phoneNumber,
    metrics,
    onFallback: (errorUrl) => {
      if (errorUrl === sounds.tone || errorUrl === sounds.zip) trust.failed();
    },
    isClip: (url) => url.startsWith(`${config.publicUrl}${CLIPS_PATH}/`),
  });
  const voice = voiceRoutes({
    webhooks,
    urls,
    scripts,
    now,
    log,
    metrics,
    publicUrl: config.publicUrl,
    authTokens: config.twilio.authTokens,
    accountSid: config.twilio.accountSid,
  });
  return { switchboard, webhooks, voice, performer, sweep, reconciler, phoneNetwork };
}
