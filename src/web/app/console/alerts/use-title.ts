import { useEffect } from 'react';
import { useSecond } from '../../live/server-time.ts';
import { useWords } from '../../words/words.tsx';
import { clock, msUntil } from '../duration.ts';
import type { ConsoleView } from '../use-console.ts';
import { nextWordAt } from '../next-word.ts';

/** From how long before a check-in the operator is called back, ms. */
const REMIND_BEFORE_MS = 20_000;

/** Whether the check-in is so near that the operator is called back. */
export function isDueSoon(at: string | null, now: number): boolean {
  const left = msUntil(at, now);
  return left !== null && left <= REMIND_BEFORE_MS;
}

/** The tab's title calls the operator who looks at another tab: an announced caller, a check-in, "come back". */
export function useTitle(view: ConsoleView): void {
  const words = useWords();
  const now = useSecond();
  const title = `${callOf()}${words.product}`;
  useEffect(() => {
    document.title = title;
  }, [title]);

  function callOf(): string {
    const { mine, myHeld, dueNext, desk, waiting } = view;
    if (dueNext !== null && view.myTalk === null) {
      if (myHeld.some(({ hold }) => hold?.lastAnswer?.answer === 'come-back'))
        return `● ${words.held.answers['come-back']} · `;
      const at = nextWordAt(dueNext, now);
      const left = msUntil(at, now) ?? 0;
      if (isDueSoon(at, now)) return `(${clock(left)}) ${words.held.status} · `;
      return `${words.held.status} · `;
    }
    if (mine !== null) return `${words.desk.status.talking} · `;
    if (desk.status === 'offered') return `● ${words.offer.heading} · `;
    if (desk.status === 'ringing') return `${words.desk.status.ringing} · `;
    return waiting === 0 ? '' : `${words.line.heading}: ${waiting} · `;
  }
}
