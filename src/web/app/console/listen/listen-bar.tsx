import { Button, Group, Kbd } from '@mantine/core';
import { IconHeadphones, IconLogout } from '@tabler/icons-react';
import { calls } from '../../http/calls.ts';
import type { ListenMode } from '../../http/contract.ts';
import { useLive } from '../../live/live-store.ts';
import { Refusal } from '../../shell/refusal.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { useWords } from '../../words/words.tsx';
import { callerName } from '../caller-line.tsx';
import { saysOf, standing } from './listening.ts';
import classes from '../console.module.css';
import own from './listening.module.css';
import type { ConsoleView } from '../use-console.ts';

const MODES: { mode: ListenMode; key: string }[] = [
  { mode: 'listen', key: 'L' },
  { mode: 'whisper', key: 'W' },
  { mode: 'barge', key: 'B' },
];

/** For a supervisor who listens to a colleague's call: who hears them now, how to change it, and the way out. */
export function ListenBar({ view }: { view: ConsoleView }) {
  const words = useWords();
  const { contacts, desks } = useLive();
  // Each its own, so that who presses the wrong one is not kept from the right one.
  const hears = {
    listen: useCommand(calls.listen),
    whisper: useCommand(calls.listen),
    barge: useCommand(calls.listen),
  };
  const leave = useCommand(calls.stopListening);
  const id = view.desk.listensTo ?? null;
  if (id === null) return null;
  const contact = contacts.get(id);
  const listener = contact?.listener ?? null;
  const operator = contact?.operator ?? null;
  const name = operator === null ? '' : (desks.get(operator)?.displayName ?? operator);
  const isLeaving = listener === null || listener.state === 'leaving';
  return (
    <section className={`${classes.box} ${own.bar}`} aria-label={words.listen.heading}>
      <IconHeadphones size={22} aria-hidden className={own.sign} />
      <div className={own.about} role="status" data-mode={isLeaving ? undefined : listener.mode}>
        <strong>
          {contact === undefined || listener === null
            ? words.listen.over
            : `${words.listen.call(name)} · ${callerName(words, contact)}`}
        </strong>
        {listener !== null && (
          <span>{view.desk.status === 'ringing' ? words.listen.rings : standing(words, listener, name)}</span>
        )}
      </div>
      {!isLeaving && (
        <Group gap="xs" className={own.actions}>
          <Group className={own.modes} role="group" aria-label={words.listen.heardBy}>
            {MODES.map(({ mode, key }) => (
              <Button
                key={mode}
                size="compact-md"
                variant={listener.mode === mode ? 'filled' : 'default'}
                aria-pressed={listener.mode === mode}
                data-key={`hears-${mode}`}
                rightSection={<Kbd aria-hidden>{key}</Kbd>}
                loading={listener.mode === mode && listener.state === 'switching'}
                onClick={() => listener.mode !== mode && void hears[mode].run(id, mode)}
              >
                {words.listen.modes[mode]}
              </Button>
            ))}
          </Group>
          <Button
            size="compact-md"
            variant="default"
            data-key="leave-talk"
            leftSection={<IconLogout size={16} aria-hidden />}
            rightSection={<Kbd aria-hidden>X</Kbd>}
            loading={leave.pending}
            onClick={() => void leave.run(id)}
          >
            {words.listen.leave}
          </Button>
        </Group>
      )}
      <div className={own.refusal}>
        {Object.values({ ...hears, leave }).map(({ error, forget }, index) => (
          <Refusal
            key={MODES[index]?.key ?? 'X'}
            error={error}
            onClose={forget}
            says={saysOf(words, error)}
          />
        ))}
      </div>
    </section>
  );
}
