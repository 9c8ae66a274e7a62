import { Button, Checkbox, Group, NativeSelect } from '@mantine/core';
import { IconDoorEnter, IconDoorExit } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { calls } from '../../http/calls.ts';
import type { Closure, Queue } from '../../http/contract.ts';
import { keepFocus } from '../../shell/keep-focus.ts';
import { Refusal } from '../../shell/refusal.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { useLanguage, useWords } from '../../words/words.tsx';
import { Section } from '../section.tsx';
import { toldTime } from '../changes/told-setting.ts';
import { useInForce } from './use-in-force.ts';

type CloseNowProps = { queue: Queue; queues: Queue[]; onChanged: (queue: Queue) => void };

const MINUTE_MS = 60_000;

/** For how long a queue is closed by hand. */
const LENGTHS = ['half-hour', 'hour', 'today', 'opened'] as const;
type Length = (typeof LENGTHS)[number];

/** Closes a queue at once, or all of them, whatever the hours say; and opens them again. */
export function CloseNow({ queue, queues, onChanged }: CloseNowProps) {
  const { admin } = useWords();
  const { language } = useLanguage();
  const closure = useInForce(queue.closure);
  const [length, setLength] = useState<Length>('half-hour');
  const [all, setAll] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const set = useCommand(
    async (to: Closure | null) => {
      // Each counts by itself: of those that were reached the page knows, though another failed.
      for (const one of all ? queues : [queue]) onChanged(await calls.changeQueue(one.id, { closure: to }));
    },
    () => keepFocus(button.current),
  );
  const said =
    closure === null
      ? admin.closureHint
      : closure.until === null
        ? admin.closedNowTillOpened
        : admin.closedNow(toldTime(closure.until, language));
  return (
    <Section id="closure" title={admin.closure} hint={said}>
      <Group gap="md" mt="md" align="end">
        {closure === null && (
          <NativeSelect
            label={admin.closeFor}
            value={length}
            data={LENGTHS.map((one) => ({ value: one, label: admin.closeLengths[one] }))}
            onChange={(event) => setLength(event.currentTarget.value as Length)}
          />
        )}
        <Button
          ref={button}
          {...(closure === null ? { variant: 'outline', color: 'red' } : {})}
          loading={set.pending}
          leftSection={
            closure === null ? (
              <IconDoorExit size={18} aria-hidden />
            ) : (
              <IconDoorEnter size={18} aria-hidden />
            )
          }
          onClick={() => void set.run(closure === null ? { until: endOf(length, Date.now()) } : null)}
        >
          {closure === null ? admin.closeNow : admin.openAgain}
        </Button>
        {queues.length > 1 && (
          <Checkbox
            label={admin.allQueues(queues.length)}
            checked={all}
            onChange={(event) => setAll(event.currentTarget.checked)}
          />
        )}
      </Group>
      {set.error !== null && <Refusal error={set.error} />}
    </Section>
  );
}

/** The end of the day is that of the admin's own clock. */
function endOf(length: Length, now: number): string | null {
  switch (length) {
    case 'half-hour':
      return new Date(now + 30 * MINUTE_MS).toISOString();
    case 'hour':
      return new Date(now + 60 * MINUTE_MS).toISOString();
    case 'today':
      return new Date(new Date(now).setHours(24, 0, 0, 0)).toISOString();
    case 'opened':
      return null;
  }
}
