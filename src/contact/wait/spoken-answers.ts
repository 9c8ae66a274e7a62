import type { Leg, LegAsks, Quiet, SpokenKeys } from '../../twiml/instructions.ts';
import type { Line, MomentName } from '../../voice-script/moments.ts';
import type { QueueSettings } from '../../waiting/queue-settings.ts';

const CALLED_BACK: SpokenKeys = { yes: '2', no: '1', 'call-back': '2' };
const SOMEBODY_IS_THERE: SpokenKeys = { yes: '1', no: '1', 'call-back': '1', 'come-back': '1', unclear: '1' };

/**
 * The questions that a spoken word may answer, each answer as the key that says the same. Whether to leave the line is
 * none of them: no word that was misheard may cost a place.
 */
const QUESTIONS: { readonly [moment in MomentName]?: SpokenKeys } = {
  'offer.rhythm': { yes: '3', no: '1' },
  'offer.callback': CALLED_BACK,
  'offer.callback-before-limit': CALLED_BACK,
  'offer.words': { yes: '4', no: '1' },
  'offer.code': { yes: '6', no: '1' },
  // Not theirs: where they stand now.
  'place.ask': { yes: '1', no: '5' },
  'callback.confirm': { yes: '1', no: '2' },
  'callback.entered': { yes: '1', no: '2' },
  'remember.ask': { yes: '1', no: '2' },
  'presence.check': SOMEBODY_IS_THERE,
  'presence.again': SOMEBODY_IS_THERE,
  'hold.ask': { yes: '1', no: '0', 'come-back': '0', 'call-back': '2' },
  'feedback.right': { yes: '1', no: '2' },
};

/** Words as they are said where a queue listens: with a question at their end, that it may be answered by a word is said too. */
export function heardWith(lines: Line[], { spokenAnswers }: QueueSettings): Pick<Quiet, 'lines' | 'hears'> {
  const question = lines.at(-1);
  const hears = question === undefined ? undefined : QUESTIONS[question.moment];
  if (!spokenAnswers || question === undefined || hears === undefined) return { lines };
  const asked = { ...question, values: { ...question.values, speech: 'yes' } };
  return { lines: [...lines.slice(0, -1), asked], hears };
}

/** What was said as the key that it stands for; as it is where it stands for none. */
export function asKeyed(leg: Leg | null, asks: LegAsks): LegAsks {
  const { said } = asks;
  if (said === undefined || leg === null || asks.step <= leg.step || leg.instruction.kind !== 'quiet')
    return asks;
  const key = leg.instruction.hears?.[said];
  return key === undefined ? asks : { ...asks, digits: key };
}

/** Whether something was said that answers nothing: it counts as silence. */
export function notUnderstood({ said, digits }: LegAsks): boolean {
  return said !== undefined && digits === '';
}
