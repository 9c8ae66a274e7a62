import { Button, Group, Text } from '@mantine/core';
import { IconArrowBackUp, IconPhoneOutgoing } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { calls } from '../../http/calls.ts';
import type { Queue } from '../../http/contract.ts';
import { keepFocus } from '../../shell/keep-focus.ts';
import { Refusal } from '../../shell/refusal.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../admin.module.css';
import { Section } from '../section.tsx';

type OldLineNowProps = { queue: Queue; onChanged: (queue: Queue) => void };

/** The one click by which all calls of a pilot go to the old line, and the way back. Nothing where there is no pilot. */
export function OldLineNow({ queue, onChanged }: OldLineNowProps) {
  const { admin } = useWords();
  /** The share that there was before all calls were sent there from this page. */
  const [before, setBefore] = useState<number | null>(null);
  const said = useRef<HTMLDivElement>(null);
  const { share, oldLine } = queue.pilot;
  const set = useCommand(
    async (to: number) => {
      onChanged(await calls.changeQueue(queue.id, { pilot: { share: to } }));
      setBefore(to === 0 ? share : null);
    },
    () => keepFocus(said.current),
  );
  if (oldLine === null) return null;
  return (
    <Section id="old-line" title={admin.oldLineNow} hint={admin.pilotNow(share)}>
      <Group gap="md" mt="md">
        {share > 0 && (
          <Button
            variant="outline"
            color="red"
            loading={set.pending}
            leftSection={<IconPhoneOutgoing size={18} aria-hidden />}
            onClick={() => void set.run(0)}
          >
            {admin.allToOldLine}
          </Button>
        )}
        <div ref={said} role="status" tabIndex={-1} className={classes.outcome}>
          {share === 0 && before !== null && (
            <>
              <Text size="sm">{admin.allSentToOldLine}</Text>
              <Button
                variant="subtle"
                size="compact-sm"
                loading={set.pending}
                leftSection={<IconArrowBackUp size={16} aria-hidden />}
                onClick={() => void set.run(before)}
              >
                {admin.undo}
              </Button>
            </>
          )}
        </div>
      </Group>
      {set.error !== null && <Refusal error={set.error} onClose={set.forget} />}
    </Section>
  );
}
