import type { ReactNode } from 'react';
import { useWords } from '../../words/words.tsx';
import { ENOUGH } from './report-advice.ts';

/** One figure under its name, with what belongs to it below. */
export function Figure({
  label,
  notes = [],
  children,
}: {
  label: string;
  notes?: readonly string[];
  children: ReactNode;
}) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <strong>{children}</strong>
        {notes.map((note) => (
          <span key={note}>{note}</span>
        ))}
      </dd>
    </div>
  );
}

/** How many of how many, and the share where they are enough to tell one. */
export function ShareOf({ count, all }: { count: number; all: number }) {
  const words = useWords();
  if (all === 0) return '–';
  return (
    <>
      {words.reports.of(count, all)}{' '}
      <small>{all < ENOUGH ? words.reports.few : words.reports.percent(count / all)}</small>
    </>
  );
}
