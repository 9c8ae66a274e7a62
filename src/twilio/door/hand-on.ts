import twilio from 'twilio';
import { LONGEST_CALL_MS } from '../../twiml/leg.ts';

/** How long the old line rings until the caller comes here, seconds: five rings. */
export const OLD_LINE_RINGS_S = 25;

/**
 * The document that hands a call on before a word is said. Until somebody answers there the caller hears it ring and the
 * call is not answered (docs: Dial answerOnBridge); `action` is asked when it is over, or nobody answered.
 * @param showing the number that is shown there; left out it is the caller's, which has to be one (docs: Dial callerId)
 */
export function handOnDocument(oldLine: string, action: string, showing: string | null): string {
  const response = new twilio.twiml.VoiceResponse();
  response
    .dial({
      action,
      method: 'POST',
      answerOnBridge: true,
      timeout: OLD_LINE_RINGS_S,
      timeLimit: LONGEST_CALL_MS / 1000,
      ...(showing === null ? {} : { callerId: showing }),
    })
    .number(oldLine);
  return response.toString();
}

/** The end of a call that the old line has ended. */
export function hungUpDocument(): string {
  const response = new twilio.twiml.VoiceResponse();
  response.hangup();
  return response.toString();
}
