import { Button, Loader, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { calls } from '../../http/calls.ts';
import type { Queue } from '../../http/contract.ts';
import { leaveThen } from '../../shell/leave-guard.tsx';
import { Refusal } from '../../shell/refusal.tsx';
import { useWords } from '../../words/words.tsx';
import classes from '../admin.module.css';
import { CloseNow } from '../now/close-now.tsx';
import { OldLineNow } from '../now/old-line-now.tsx';
import { QueueList } from '../queue-list.tsx';
import { NewQueue } from './new-queue.tsx';
import { NoticeForm } from '../now/notice-form.tsx';
import { QueueForm } from './queue-form.tsx';
import { SectionLinks } from './section-links.tsx';

/** The queues on the left, the chosen one's settings beside them. `rhythmOf` is the queue whose rhythm is to be changed first. */
export function QueuesTab({ rhythmOf }: { rhythmOf: string | null }) {
  const words = useWords();
  const queries = useQueryClient();
  // While an admin types, nothing is fetched under their hands.
  const queues = useQuery({ queryKey: ['queues'], queryFn: calls.queues, refetchOnWindowFocus: false });
  const [chosenId, setChosenId] = useState(rhythmOf);
  const [creating, setCreating] = useState(false);
  const isThere = queues.data !== undefined;
  useEffect(() => {
    if (isThere && rhythmOf !== null)
      document.querySelector<HTMLElement>('[name="inLine.firstAfterSeconds"]')?.focus();
  }, [isThere, rhythmOf]);
  if (queues.isError) return <Refusal error={queues.error} />;
  if (queues.data === undefined) return <Loader aria-label={words.common.loading} />;
  const chosen = queues.data.find((queue) => queue.id === chosenId) ?? queues.data[0];
  const saved = (queue: Queue) => {
    queries.setQueryData<Queue[]>(['queues'], (before = []) =>
      before.some((one) => one.id === queue.id)
        ? before.map((one) => (one.id === queue.id ? queue : one))
        : [...before, queue],
    );
  };
  return (
    <div className={classes.split}>
      <div className={classes.aside}>
        <QueueList
          queues={queues.data}
          chosenId={chosen?.id}
          onChoose={(queueId) => leaveThen(() => setChosenId(queueId))}
        >
          <Button
            variant="subtle"
            justify="flex-start"
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => leaveThen(() => setCreating(true))}
          >
            {words.admin.newQueue}
          </Button>
        </QueueList>
        <SectionLinks />
      </div>
      {chosen !== undefined && (
        <Stack key={chosen.id}>
          <CloseNow queue={chosen} queues={queues.data} onChanged={saved} />
          <OldLineNow queue={chosen} onChanged={saved} />
          <NoticeForm queue={chosen} onChanged={(notice) => saved({ ...chosen, notice })} />
          <QueueForm queue={chosen} queues={queues.data} onSaved={saved} />
        </Stack>
      )}
      <NewQueue
        opened={creating}
        onClose={() => setCreating(false)}
        onCreated={(queue) => {
          saved(queue);
          setChosenId(queue.id);
          setCreating(false);
        }}
      />
    </div>
  );
}
