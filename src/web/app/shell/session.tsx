import { Center, Loader, Modal, Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { calls } from '../http/calls.ts';
import type { Me, Who } from '../http/contract.ts';
import { listenForSignOut, Refused } from '../http/request.ts';
import { forgetLive, startLive } from '../live/live-store.ts';
import { useWords } from '../words/words.tsx';
import { forgetOwn } from './kept-choice.ts';
import { Refusal } from './refusal.tsx';
import { SignInForm, SignInPage } from './sign-in.tsx';

const MeContext = createContext<Me | null>(null);

/** Who is signed in. Only below SessionGate. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null)
    throw new Error(
      'Failed to read who is signed in: this component is outside SessionGate. Move it inside.',
    );
  return me;
}

/**
 * Shows the pages to who is signed in, and the sign-in page to who is not. When a session ends while a page is open,
 * the page stays as it is, with what was typed, and the sign-in lies over it.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const words = useWords();
  const queries = useQueryClient();
  const [ended, setEnded] = useState(false);
  const me = useQuery({ queryKey: ['me'], queryFn: calls.me });
  const name = me.data?.name;
  const servesCallers = me.data?.roles.some((role) => role !== 'admin') ?? false;

  useEffect(() => listenForSignOut(() => setEnded(true)), []);
  useEffect(() => {
    if (name === undefined || !servesCallers || ended) return;
    // An EventSource does not say why it could not be opened; asking who is signed in does.
    return startLive(name, () => void queries.invalidateQueries({ queryKey: ['me'] }));
  }, [name, servesCallers, ended, queries]);

  const signedIn = (who: Who) => {
    // Another person's page is not for this one.
    if (name !== undefined && who.name !== name) {
      forgetLive();
      queries.clear();
    }
    setEnded(false);
    void queries.invalidateQueries();
  };

  if (me.data !== undefined) {
    return (
      <MeContext value={me.data}>
        {children}
        <Modal
          opened={ended}
          onClose={() => undefined}
          withCloseButton={false}
          closeOnClickOutside={false}
          closeOnEscape={false}
          title={words.signIn.title}
          size="sm"
        >
          <SignInForm hint={words.signIn.again} name={name ?? ''} onSignedIn={signedIn} />
        </Modal>
      </MeContext>
    );
  }
  if (me.error instanceof Refused && me.error.status === 401) return <SignInPage onSignedIn={signedIn} />;
  if (me.isError) {
    return (
      <Center mih="100vh" p="md" component="main">
        <Stack>
          <Refusal error={me.error} />
        </Stack>
      </Center>
    );
  }
  return (
    <Center mih="100vh" component="main">
      <Loader aria-label={words.common.loading} />
    </Center>
  );
}

/** Signs out and leaves nothing of this person on the page. */
export async function signOut(): Promise<void> {
  await calls.signOut();
  forgetOwn();
  window.location.reload();
}
