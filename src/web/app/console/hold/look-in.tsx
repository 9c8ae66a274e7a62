import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { calls } from '../../http/calls.ts';
import type { Desk, Me } from '../../http/contract.ts';
import type { LiveContact } from '../../live/live-state.ts';
import { useLive } from '../../live/live-store.ts';
import { Refusal } from '../../shell/refusal.tsx';
import { useMe } from '../../shell/session.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { useWords } from '../../words/words.tsx';
import { callerName } from '../caller-line.tsx';

/** Takes over a colleague's held caller: for supervisors at any time, for others of the queue when it is high time. */
export function LookIn({ contact }: { contact: LiveContact }) {
  const words = useWords();
  const me = useMe();
  const { desks } = useLive();
  const lookIn = useCommand(calls.lookIn);
  if (!mayLookIn(contact, me, desks.get(me.name))) return null;
  return (
    <>
      <Button
        variant="light"
        size="compact-md"
        leftSection={<IconEye size={16} aria-hidden />}
        aria-label={words.team.lookInOn(callerName(words, contact))}
        loading={lookIn.pending}
        onClick={() => void lookIn.run(contact.id)}
      >
        {words.team.lookIn}
      </Button>
      <Refusal error={lookIn.error} onClose={lookIn.forget} />
    </>
  );
}

function mayLookIn(contact: LiveContact, me: Me, desk: Desk | undefined): boolean {
  if (contact.operator === me.name || me.queues?.includes(contact.queueId) !== true) return false;
  if (!me.roles.includes('supervisor') && contact.hold?.escalated !== 'anyone') return false;
  const mayHaveMore = desk?.status === 'holding' && (desk.held?.length ?? 1) < (me.mostHeld ?? 1);
  return desk?.status === 'free' || desk?.status === 'wrap-up' || mayHaveMore;
}
