import twilio from 'twilio';
import { type Line, line } from '../voice-script/moments.ts';
import { renderLine, type VoiceScripts } from '../voice-script/render.ts';

const { VoiceResponse } = twilio.twiml;

/** Seconds between two words where nothing is known of a caller; the words say so. */
const TWENTY_SECONDS = 20;

/**
 * The document that keeps a caller when nothing else can be known: plain words without a tone (a sound that cannot be
 * fetched may end a call), twenty seconds of silence, and on to `next`. It uses no store and no state.
 * @param hasPlace false for a leg that is known to have no place: nothing is said of one
 */
export function keptDocument(scripts: VoiceScripts, next: string, hasPlace = true): string {
  const words = hasPlace
    ? line('trouble.static', {})
    : line('trouble.alive-no-place', { nextSeconds: TWENTY_SECONDS });
  const response = new VoiceResponse();
  for (let time = 0; time < 2; time++) {
    const gather = response.gather({
      input: ['dtmf'],
      numDigits: 1,
      finishOnKey: '',
      timeout: TWENTY_SECONDS,
      action: next,
      method: 'POST',
    });
    sayPlainly(gather, scripts, words);
  }
  response.redirect({ method: 'POST' }, next);
  return response.toString();
}

/**
 * The same words as a document to host at Twilio itself (a TwiML Bin), for when every server of ours is down. It comes
 * back to itself and carries the failed URL along, whose token rebuilds the place; it has no way home of its own, since
 * a document that leads to a dead server would be asked for in circles: the reconciler fetches the legs home.
 * The Bin fills in `{{ErrorUrl}}` and `{{u}}`, escaped for a URL inside `{{#e}}`; keys come back to the Bin itself.
 */
export function hostedFallback(scripts: VoiceScripts): string {
  const response = new VoiceResponse();
  for (let time = 0; time < 3; time++) {
    const gather = response.gather({
      input: ['dtmf'],
      numDigits: 1,
      finishOnKey: '',
      timeout: TWENTY_SECONDS,
    });
    sayPlainly(gather, scripts, line('trouble.static', {}));
  }
  response.redirect({ method: 'POST' }, '?u={{#e}}{{ErrorUrl}}{{u}}{{/e}}');
  return response.toString();
}

/** Straight on to `next`, for a leg that nothing is the matter with but one sound. */
export function onwardDocument(next: string): string {
  const response = new VoiceResponse();
  response.redirect({ method: 'POST' }, next);
  return response.toString();
}

/** A short word of goodbye to a leg that belongs to nobody. */
export function goodbyeDocument(scripts: VoiceScripts, words: Line): string {
  const response = new VoiceResponse();
  sayPlainly(response, scripts, words);
  response.hangup();
  return response.toString();
}

/** An answer to a notification: Twilio does nothing with it (docs: an empty Response to status callbacks). */
export const EMPTY_DOCUMENT = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

/** The last resort, when even rendering fails: constant, and valid whatever is broken. `next` must be a URL of ours. */
export function lastResortDocument(next: string): string {
  const url = next.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return (
    '<?xml version="1.0" encoding="UTF-8"?><Response>' +
    `<Gather input="dtmf" numDigits="1" finishOnKey="" timeout="15" action="${url}" method="POST"/>` +
    `<Redirect method="POST">${url}</Redirect></Response>`
  );
}

/** Words without a tone, in the default language. */
function sayPlainly(speaker: Speaker, scripts: VoiceScripts, words: Line): void {
  const { text, voice, language } = renderLine(scripts, scripts.defaultLanguage, words, 0);
  speaker.say({ voice, language }, text);
}

/** The twilio package lists the voices that it knows; ours come from the voice scripts. */
type Speaker = { say(attributes: object, message: string): unknown };
