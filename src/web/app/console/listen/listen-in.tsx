import { Button } from '@mantine/core';
import { IconHeadphones } from '@tabler/icons-react';
import { calls } from '../../http/calls.ts';
import type { Desk } from '../../http/contract.ts';
import type { LiveContact } from '../../live/live-state.ts';
import { useLive } from '../../live/live-store.ts';
import type { PhoneHere } from '../../phone/use-browser-phone.ts';
import { Refusal } from '../../shell/refusal.tsx';
import { useMe } from '../../shell/session.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { useWords } from '../../words/words.tsx';
import { mayListenIn, saysOf } from './listening.ts';
import own from './listening.module.css';

/** While their desk is so, a supervisor can listen. */
const CAN_LISTEN = new Set<Desk['status']>(['closed', 'free', 'wrap-up', 'away']);

type ListenInProps = { contact: LiveContact; desk: Desk; here: PhoneHere | null };

/** At a colleague's desk in a call: the way to listen to it, or who does. */
export function ListenIn({ contact, desk, here }: ListenInProps) {
  const words = useWords();
  const me = useMe();
  const { desks } = useLive();
  const listen = useCommand(() => listenHere(contact.id, here));
  const { listener } = contact;
  if (listener !== null && listener !== undefined) {
    const name = desks.get(listener.operator)?.displayName ?? listener.operator;
    return (
      <span className={own.badge} data-mode={listener.mode}>
        <IconHeadphones size={14} aria-hidden />
        {words.listen.badges[listener.mode](name)}
      </span>
    );
  }
  if (contact.status !== 'connected' || desk.operator === me.name || !mayListenIn(me, contact)) return null;
  const mine = desks.get(me.name);
  if (mine?.listensTo || !CAN_LISTEN.has(mine?.status ?? 'closed')) return null;
  return (
    <>
      <Button
        variant="light"
        size="compact-md"
        data-key="listen"
        leftSection={<IconHeadphones size={16} aria-hidden />}
        aria-label={words.listen.listenTo(desk.displayName)}
        loading={listen.pending}
        onClick={() => void listen.run()}
      >
        {words.listen.listen}
      </Button>
      <Refusal error={listen.error} onClose={listen.forget} says={saysOf(words, listen.error)} />
    </>
  );
}

/** Who listens wants the call for which the phone in this browser then rings; one that is on the line does not ring. */
async function listenHere(contactId: string, here: PhoneHere | null) {
  const rings = here?.state.status === 'ready';
  if (rings) here?.agree();
  try {
    return await calls.listen(contactId, 'listen');
  } catch (refused) {
    if (rings) here?.disagree();
    throw refused;
  }
}
