import { ActionIcon, Button, Loader } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { calls } from '../../http/calls.ts';
import type { Operator } from '../../http/contract.ts';
import { Confirm } from '../../shell/confirm.tsx';
import { leaveThen } from '../../shell/leave-guard.tsx';
import { Refusal } from '../../shell/refusal.tsx';
import { useMe } from '../../shell/session.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../admin.module.css';
import { OperatorForm } from './operator-form.tsx';

/** Everybody who can sign in: create, change, delete. */
export function OperatorsTab() {
  const words = useWords();
  const me = useMe();
  const operators = useQuery({ queryKey: ['operators'], queryFn: calls.operators });
  const queues = useQuery({ queryKey: ['queues'], queryFn: calls.queues });
  const [editing, setEditing] = useState<Operator | 'new' | null>(null);
  const [deleting, setDeleting] = useState<Operator | null>(null);
  const remove = useCommand(calls.deleteOperator, () => {
    setDeleting(null);
    void operators.refetch();
  });
  if (operators.isError) return <Refusal error={operators.error} />;
  if (operators.data === undefined) return <Loader aria-label={words.common.loading} />;
  const queueName = (id: string) => queues.data?.find((queue) => queue.id === id)?.name ?? id;
  return (
    <section className={classes.panel}>
      <ul className={classes.people}>
        {operators.data.map((operator) => (
          <li key={operator.name}>
            <div>
              <strong>{operator.displayName}</strong>{' '}
              <span className={classes.dim}>
                {operator.name}
                {operator.name === me.name && ` (${words.admin.you})`}
              </span>
              <div className={classes.dim}>
                {operator.queues.length === 0
                  ? words.admin.noQueues
                  : operator.queues.map(queueName).join(', ')}
                {' · '}
                {operator.address ?? words.admin.noPhone}
              </div>
            </div>
            <div className={classes.roles}>
              {operator.roles.map((role) => (
                <span key={role}>{words.admin.roleNames[role]}</span>
              ))}
            </div>
            <div className={classes.rowActions}>
              <ActionIcon
                variant="subtle"
                size="lg"
                aria-label={words.admin.editOf(operator.displayName)}
                title={words.admin.edit}
                onClick={() => setEditing(operator)}
              >
                <IconPencil size={18} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="red"
                size="lg"
                aria-label={words.admin.deleteOf(operator.displayName)}
                title={words.admin.delete}
                disabled={operator.name === me.name}
                onClick={() => setDeleting(operator)}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            </div>
          </li>
        ))}
      </ul>
      <Button
        variant="light"
        leftSection={<IconPlus size={18} aria-hidden />}
        onClick={() => setEditing('new')}
        mt="md"
      >
        {words.admin.newOperator}
      </Button>
      <OperatorForm
        key={editing === null || editing === 'new' ? `${editing}` : editing.name}
        operator={editing}
        queues={queues.data ?? []}
        onClose={() => leaveThen(() => setEditing(null))}
        onSaved={() => {
          setEditing(null);
          void operators.refetch();
        }}
      />
      <Confirm
        opened={deleting !== null}
        title={words.admin.deleteTitle(deleting?.displayName ?? '')}
        text={words.admin.deleteText}
        confirm={words.admin.delete}
        pending={remove.pending}
        onConfirm={() => deleting !== null && void remove.run(deleting.name)}
        onCancel={() => {
          setDeleting(null);
          remove.forget();
        }}
      >
        {remove.error !== null && <Refusal error={remove.error} />}
      </Confirm>
    </section>
  );
}
