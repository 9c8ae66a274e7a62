import { Button, Loader, Text } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { calls } from '../../http/calls.ts';
import type { SettingsChange } from '../../http/contract.ts';
import { keepFocus } from '../../shell/keep-focus.ts';
import { Refusal } from '../../shell/refusal.tsx';
import { useCommand } from '../../shell/use-command.ts';
import type { Words } from '../../words/en.ts';
import { useLanguage, useWords } from '../../words/words.tsx';
import admin from '../admin.module.css';
import classes from './changes.module.css';
import { Section } from '../section.tsx';
import { settingLabel, toldTime, toldValue } from './told-setting.ts';

/** Who changed which settings, the latest first; those of a queue can be undone while nobody has changed them since. */
export function ChangesTab() {
  const words = useWords();
  const queries = useQueryClient();
  const nameOf = useNames();
  const [undone, setUndone] = useState(false);
  const said = useRef<HTMLDivElement>(null);
  const changes = useInfiniteQuery({
    queryKey: ['changes'],
    queryFn: ({ pageParam }) => calls.changes(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    // Another tab of this page may just have changed something.
    staleTime: 0,
  });
  const undo = useCommand(calls.undoChange, () => {
    setUndone(true);
    keepFocus(said.current);
    void queries.invalidateQueries({ queryKey: ['queues'] });
    void changes.refetch();
  });
  if (changes.isError) return <Refusal error={changes.error} />;
  if (changes.data === undefined) return <Loader aria-label={words.common.loading} />;
  const all = changes.data.pages.flatMap((page) => page.changes);
  return (
    <Section id="changes" title={words.changes.heading} hint={words.changes.hint}>
      <div ref={said} role="status" tabIndex={-1} className={classes.said}>
        {undone && (
          <Text size="sm" className={admin.good}>
            <IconCheck size={18} aria-hidden />
            {words.admin.undone}
          </Text>
        )}
      </div>
      <Refusal error={undo.error} onClose={undo.forget} says={{ 409: words.changes.changedSince }} />
      {all.length === 0 ? (
        <p className={classes.empty}>{words.changes.empty}</p>
      ) : (
        <ol className={classes.changes}>
          {all.map((change) => (
            <Change
              key={change.id}
              change={change}
              nameOf={nameOf}
              pending={undo.pending}
              onUndo={() => {
                setUndone(false);
                void undo.run(change.id).then((done) => (done ? undefined : changes.refetch()));
              }}
            />
          ))}
        </ol>
      )}
      {changes.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={changes.isFetchingNextPage}
          onClick={() => void changes.fetchNextPage()}
        >
          {words.changes.earlier}
        </Button>
      )}
    </Section>
  );
}

type NameOf = (kind: 'queue' | 'person', id: string) => string;
type ChangeProps = { change: SettingsChange; nameOf: NameOf; pending: boolean; onUndo: () => void };

function Change({ change, nameOf, pending, onUndo }: ChangeProps) {
  const words = useWords();
  const { language } = useLanguage();
  const { at, by, settings, canUndo } = change;
  const what = whatOf(words, change, nameOf);
  const time = toldTime(at, language);
  return (
    <li>
      <div>
        <strong>{what}</strong>
        <div className={admin.dim}>
          <time dateTime={at}>{time}</time> · {nameOf('person', by)}
        </div>
      </div>
      <ul>
        {settings.map(({ setting, hidden, before, after }) => (
          <li key={setting}>
            {settingLabel(words, setting)}:{' '}
            {hidden ? (
              words.changes.hidden
            ) : (
              <>
                {toldValue(words, setting, before, language)} →{' '}
                <b>{toldValue(words, setting, after, language)}</b>
              </>
            )}
          </li>
        ))}
      </ul>
      {canUndo && (
        <Button
          variant="subtle"
          size="compact-sm"
          disabled={pending}
          aria-label={words.changes.undoOf(what, time)}
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          onClick={onUndo}
        >
          {words.admin.undo}
        </Button>
      )}
    </li>
  );
}

function whatOf(
  { changes, nuisance, admin: { notice } }: Words,
  { of, how }: SettingsChange,
  nameOf: NameOf,
): string {
  switch (of.kind) {
    case 'queue':
      return how === 'added' ? changes.added(nameOf('queue', of.id)) : nameOf('queue', of.id);
    case 'notice':
      return `${notice}: ${nameOf('queue', of.id)}${how === 'removed' ? `, ${changes.ended}` : ''}`;
    case 'operator': {
      const name = nameOf('person', of.id);
      return how === 'added' ? changes.added(name) : how === 'removed' ? changes.removed(name) : name;
    }
    case 'nuisance':
      return how === 'added' ? nuisance.recordAdded : nuisance.record;
    case 'line':
      return changes.line;
    default:
      return of.kind satisfies never;
  }
}

/** What queues and people are called now; who is no more has the sign-in name. */
function useNames(): NameOf {
  const queues = useQuery({ queryKey: ['queues'], queryFn: calls.queues });
  const people = useQuery({ queryKey: ['operators'], queryFn: calls.operators });
  return (kind, id) =>
    (kind === 'queue'
      ? queues.data?.find((one) => one.id === id)?.name
      : people.data?.find((one) => one.name === id)?.displayName) ?? id;
}
