import { useEffect, useRef } from 'react';
import { useSecond } from '../../live/server-time.ts';
import type { LiveContact } from '../../live/live-state.ts';
import { useTrusted } from '../../live/live-store.ts';
import { useKept } from '../../shell/kept-choice.ts';
import { useMe } from '../../shell/session.tsx';
import { useWords } from '../../words/words.tsx';
import { CHIMES, type Chime, play } from './chime.ts';
import { type Notices, notify, useNotices } from './notices.ts';
import type { ConsoleView } from '../use-console.ts';
import { isDueSoon } from './use-title.ts';

export type Alerts = {
  sound: boolean;
  setSound: (on: boolean) => void;
  /** Null where the browser has none. */
  notices: Notices | null;
  pressNotices: () => Promise<void>;
};

/** An answer that is older than this when the page first sees it is no news (the page was just opened). */
const NEWS_MS = 10_000;
/** A tab that is looked at calls before those that are hidden. */
const HIDDEN_LATER_MS = 300;
const ONCE_MS = 3_000;

type Watched = Pick<ConsoleView, 'myHeld' | 'dueNext' | 'othersHeld'>;

/**
 * Calls the operator back by sound, and by notice where the tab is hidden: a check-in is due, or the caller answered; and
 * a supervisor to who is over time. */
export function useAlerts({ myHeld, dueNext, othersHeld }: Watched): Alerts {
  const words = useWords();
  const me = useMe();
  const now = useSecond();
  const trusted = useTrusted();
  const [sound, setSound] = useKept(`sound.${me.name}`, (kept) => kept !== false);
  const { notices, press } = useNotices(me.name);

  const call = (key: string, chime: Chime, title: string, body: string) =>
    void onceAmongTabs(key, () => {
      if (sound) void play(chime);
      if (notices === 'granted' && document.visibilityState === 'hidden') notify(title, body, 'stillhere');
    });

  const dueAt = dueNext !== null && isDueSoon(dueNext.nextCheckInAt, now) ? dueNext.nextCheckInAt : null;
  useNews(trusted ? dueAt : null, (at) =>
    call(`due ${at}`, CHIMES.due, words.alerts.dueTitle, words.alerts.due),
  );
  const [answer = null] = myHeld
    .flatMap(({ hold }) => hold?.lastAnswer ?? [])
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const isNews = answer !== null && now - Date.parse(answer.at) < NEWS_MS;
  useNews(isNews ? answer.at : null, (at) => {
    if (answer === null) return;
    call(
      `answer ${at}`,
      answer.answer === 'come-back' ? CHIMES['come-back'] : CHIMES.answer,
      words.alerts.answerTitle,
      words.held.answers[answer.answer],
    );
  });

  const overTime = me.roles.includes('supervisor')
    ? othersHeld.filter((one) => isOverTime(one) && me.queues?.includes(one.queueId) === true)
    : [];
  // Who is over time last is the news; those before were told.
  const latest = overTime.toSorted((a, b) => promisedAt(b) - promisedAt(a))[0];
  useNews(trusted && latest !== undefined ? latest.id : null, (id) =>
    call(`over-time ${id}`, CHIMES.due, words.alerts.overTimeTitle, words.alerts.overTime(overTime.length)),
  );

  return { sound, setSound, notices, pressNotices: press };
}

function isOverTime({ hold }: LiveContact): boolean {
  return hold?.escalated === 'supervisor' || hold?.escalated === 'anyone';
}

function promisedAt({ hold }: LiveContact): number {
  return Date.parse(hold?.expectedBackAt ?? '');
}

/** Calls `tell` once for each new value. */
function useNews(value: string | null, tell: (value: string) => void): void {
  const told = useRef(new Set<string>());
  const latest = useRef(tell);
  latest.current = tell;
  useEffect(() => {
    if (value === null || told.current.has(value)) return;
    told.current.add(value);
    latest.current(value);
  }, [value]);
}

/** Several tabs of the console see the same: one of them calls, the one that is looked at where there is one. */
async function onceAmongTabs(key: string, act: () => void): Promise<void> {
  if (navigator.locks === undefined) return act();
  if (document.visibilityState === 'hidden') await after(HIDDEN_LATER_MS);
  await navigator.locks.request(`stillhere ${key}`, { ifAvailable: true }, async (lock) => {
    if (lock === null) return;
    act();
    await after(ONCE_MS);
  });
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
