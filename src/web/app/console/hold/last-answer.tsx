import { IconArrowBackUp, IconHourglassLow, IconPhoneCall } from '@tabler/icons-react';
import type { Hold, HoldAnswer } from '../../http/contract.ts';
import { useSecond } from '../../live/server-time.ts';
import { useWords } from '../../words/words.tsx';
import own from './held-panel.module.css';
import { clock, wholeSeconds } from '../duration.ts';

const ICONS = {
  'keep-waiting': IconHourglassLow,
  'come-back': IconArrowBackUp,
  'call-me-back': IconPhoneCall,
};

/** What the held caller pressed last, by sign, colour and word. It is told to a screen reader as it comes. */
export function LastAnswer({ answer }: { answer: Hold['lastAnswer'] }) {
  const words = useWords();
  const now = useSecond();
  return (
    <div role="status" aria-live={answer?.answer === 'come-back' ? 'assertive' : 'polite'}>
      {answer !== null && (
        <div className={own.answer} data-answer={answer.answer}>
          <Sign answer={answer.answer} size={28} />
          <div>
            <strong>{words.held.answers[answer.answer]}</strong>
            <span>{words.held.answerHint[answer.answer]}</span>
          </div>
          <span className="clock" aria-hidden>
            {words.held.answerAt(clock(wholeSeconds(now - Date.parse(answer.at))))}
          </span>
        </div>
      )}
    </div>
  );
}

/** The same in a list. */
export function AnswerBadge({ answer }: { answer: HoldAnswer }) {
  const words = useWords();
  return (
    <span className={own.answerBadge} data-answer={answer}>
      <Sign answer={answer} size={14} />
      {words.held.answers[answer]}
    </span>
  );
}

function Sign({ answer, size }: { answer: HoldAnswer; size: number }) {
  const Icon = ICONS[answer];
  return <Icon size={size} stroke={2} aria-hidden />;
}
