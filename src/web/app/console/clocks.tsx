import { useSecond } from '../live/server-time.ts';
import { clock, wholeSeconds } from './duration.ts';

type ClockProps = { className?: string };

/** Time since `sinceMs` (server's clock, epoch ms), counting up. */
export function Since({ sinceMs, className = '' }: ClockProps & { sinceMs: number }) {
  const now = useSecond();
  return <Time ms={wholeSeconds(now - sinceMs)} className={className} />;
}

/** Time until `untilMs` (server's clock, epoch ms), counting down to `over`. */
export function Until({ untilMs, over, className = '' }: ClockProps & { untilMs: number; over: string }) {
  const now = useSecond();
  const left = wholeSeconds(untilMs - now);
  return left <= 0 ? <span className={className}>{over}</span> : <Time ms={left} className={className} />;
}

function Time({ ms, className }: { ms: number; className: string }) {
  // A timer that a screen reader may be asked for; it does not speak each second.
  return (
    <span role="timer" aria-live="off" className={`clock ${className}`}>
      {clock(ms)}
    </span>
  );
}
