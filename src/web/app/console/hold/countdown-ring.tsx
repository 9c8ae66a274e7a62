import { useState } from 'react';
import { serverNow, useSecond } from '../../live/server-time.ts';
import { useWords } from '../../words/words.tsx';
import own from './held-panel.module.css';
import { clock, wholeSeconds } from '../duration.ts';

const RADIUS = 70;
/** A full ring, as on a clock; a longer silence starts full as well. */
const WHOLE_MS = 60_000;
const AROUND = 2 * Math.PI * RADIUS;

type CountdownRingProps = { untilMs: number | null; soon: boolean };

/**
 * The time to the next check-in. Give it a key for each check-in: what was left when it first showed this one is full
 * where that is more than a minute.
 */
export function CountdownRing({ untilMs, soon }: CountdownRingProps) {
  const words = useWords();
  const now = useSecond();
  const [startedAt] = useState(serverNow);
  const leftMs = untilMs === null ? 0 : Math.max(0, wholeSeconds(untilMs - now));
  const wholeMs = untilMs === null ? 1 : Math.max(WHOLE_MS, untilMs - startedAt);
  const share = Math.min(1, leftMs / wholeMs);
  return (
    <div className={own.ring} data-soon={soon || undefined} role="timer" aria-live="off">
      <svg viewBox="0 0 160 160" aria-hidden="true">
        <circle cx="80" cy="80" r={RADIUS} className={own.ringTrack} />
        <circle
          cx="80"
          cy="80"
          r={RADIUS}
          className={own.ringArc}
          strokeDasharray={AROUND}
          strokeDashoffset={AROUND * (1 - share)}
          transform="rotate(-90 80 80)"
        />
      </svg>
      <div className={own.ringText}>
        {leftMs > 0 ? (
          <>
            <span className="clock">{clock(leftMs)}</span>
            <span>{words.held.nextCheckIn}</span>
          </>
        ) : (
          <span>{words.held.speaking}</span>
        )}
      </div>
    </div>
  );
}
