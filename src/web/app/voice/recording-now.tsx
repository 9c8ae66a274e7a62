import { useEffect, useRef, useState } from 'react';
import { useWords } from '../words/words.tsx';
import own from './voice.module.css';
import type { Recorder } from './use-recorder.ts';

/** A note is about so long; who needs more may speak on. */
const MEANT_SECONDS = 3;

/** While a recording runs: how long it still is meant to be, and how loud it is. */
export function RecordingNow({ since, level }: { since: number; level: Recorder['level'] }) {
  const words = useWords();
  const meter = useRef<HTMLDivElement>(null);
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    let frame = 0;
    const show = () => {
      setSeconds(Math.floor((performance.now() - since) / 1_000));
      if (meter.current !== null) {
        meter.current.style.setProperty('--level', `${level.current}`);
        meter.current.setAttribute('aria-valuenow', `${Math.round(level.current * 100)}`);
      }
      frame = requestAnimationFrame(show);
    };
    show();
    return () => cancelAnimationFrame(frame);
  }, [since, level]);
  const left = MEANT_SECONDS - seconds;

  return (
    <div className={own.now}>
      <span className={own.count} aria-hidden>
        {left > 0 ? left : `+${-left}`}
      </span>
      <div className={own.said}>
        <strong role="status">{words.voice.recording}</strong>
        <div
          ref={meter}
          className={own.meter}
          role="meter"
          aria-label={words.voice.loudness}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={0}
        >
          <span />
        </div>
      </div>
    </div>
  );
}
