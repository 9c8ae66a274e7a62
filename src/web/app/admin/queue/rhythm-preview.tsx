import { Text } from '@mantine/core';
import { RHYTHM_LIMITS, type Rhythm, silenceMs } from '../../../../waiting/rhythm.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../admin.module.css';
import type { RhythmDraft } from './queue-draft.ts';
import { number } from '../typed.ts';

const SHOWN_MS = 600_000;
const MOST_WORDS_TOLD = 5;

/**
 * The first ten minutes as a caller lives them: silences to scale with a dot for each word, and the same in words.
 * It counts by the very function by which the server keeps the rhythm.
 */
export function RhythmPreview({ draft }: { draft: RhythmDraft }) {
  const words = useWords();
  const rhythm = rhythmOf(draft);
  if (rhythm === null) {
    return (
      <Text size="sm" c="dimmed" mt="md">
        {words.admin.previewInvalid}
      </Text>
    );
  }
  const silences = silencesWithin(rhythm, SHOWN_MS);
  const told = silences.slice(0, MOST_WORDS_TOLD).map((ms) => words.admin.silenceOf(ms / 1000));
  // The word at the very end of the ten minutes belongs to the next.
  const total = silences.reduce((sum, ms) => sum + ms, 0);
  const count = total > SHOWN_MS ? silences.length - 1 : silences.length;
  return (
    <figure className={classes.preview}>
      <figcaption>
        <Text size="sm" fw={600}>
          {words.admin.preview}
        </Text>
      </figcaption>
      <div className={classes.strip} aria-hidden>
        {silences.map((ms, index) => (
          // A silence has no other identity than its place.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index} style={{ flexGrow: ms }}>
            <i />
          </span>
        ))}
      </div>
      <p className={classes.told}>
        {told.join(` · ${words.admin.word} · `)} · {words.admin.word} · {words.admin.andSoOn}
      </p>
      <Text size="sm" c="dimmed">
        {words.admin.firstTenMinutes(count)}
      </Text>
    </figure>
  );
}

function silencesWithin(rhythm: Rhythm, wholeMs: number): number[] {
  const silences: number[] = [];
  for (let n = 1, sum = 0; sum < wholeMs; n += 1) {
    const ms = silenceMs(rhythm, 'queue', n, RHYTHM_LIMITS.longestSeconds);
    silences.push(ms);
    sum += ms;
  }
  return silences;
}

/** Null while a value is no number or out of range: a preview of something else would lie. */
function rhythmOf(draft: RhythmDraft): Rhythm | null {
  const firstAfterSeconds = seconds(draft.firstAfterSeconds);
  const everySeconds = seconds(draft.everySeconds);
  const longestSilenceSeconds = seconds(draft.longestSilenceSeconds);
  const growth = number(draft.growth);
  if (firstAfterSeconds === null || everySeconds === null || longestSilenceSeconds === null) return null;
  if (typeof growth === 'string' || growth < RHYTHM_LIMITS.leastGrowth || growth > RHYTHM_LIMITS.mostGrowth)
    return null;
  return { firstAfterSeconds, everySeconds, growth, longestSilenceSeconds };
}

function seconds(text: string): number | null {
  const value = number(text);
  if (typeof value === 'string' || !Number.isInteger(value)) return null;
  return value >= RHYTHM_LIMITS.shortestSeconds && value <= RHYTHM_LIMITS.longestSeconds ? value : null;
}
