import { Button, Checkbox, Group, Modal, PasswordInput, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { differences } from '../../../../waiting/settings-compared.ts';
import { calls } from '../../http/calls.ts';
import type { Operator, Queue, Role } from '../../http/contract.ts';
import { type ChangedMeanwhile, saveAmidOthers, type Typed } from '../../http/save-amid-others.ts';
import { useUnsaved } from '../../shell/leave-guard.tsx';
import { Refusal } from '../../shell/refusal.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { useWords } from '../../words/words.tsx';
import { byPhoneBody, byPhoneDraft, ByPhoneFields, NOT_BY_PHONE } from './by-phone-fields.tsx';
import { ChangedMeanwhileDialog } from '../changes/changed-meanwhile-dialog.tsx';
import { fieldError, hasFieldErrors } from '../field-errors.ts';
import { number } from '../typed.ts';

type OperatorFormProps = {
  /** Whom to change, `new` to create somebody, null while closed. */
  operator: Operator | 'new' | null;
  queues: Queue[];
  onClose: () => void;
  onSaved: () => void;
};

const ROLES = ['operator', 'supervisor', 'admin'] as const satisfies readonly Role[];
const NOBODY = {
  name: '',
  displayName: '',
  roles: ['operator'] as string[],
  mayPick: false,
  mostHeld: '1',
  address: '',
  queues: ['support'],
  skills: '',
  password: '',
  ...NOT_BY_PHONE,
};
type Draft = typeof NOBODY;

/** A person: names, roles, phone, queues, password. */
export function OperatorForm({ operator, queues, onClose, onSaved }: OperatorFormProps) {
  const words = useWords();
  /** As the server had them when what is typed was begun. */
  const [before, setBefore] = useState(operator);
  const start = draftOf(before);
  const [draft, setDraft] = useState<Draft>(start);
  const isNew = operator === 'new';
  const save = useCommand(
    (seen: Operator | null, typed: readonly Typed[]) =>
      seen === null
        ? calls.createOperator({ ...bodyOf(draft), name: draft.name.trim() })
        : saveAmidOthers(
            {
              read: () => calls.operator(seen.name),
              // What the form does not know stays as it is.
              write: (parts, now, tag) => calls.putOperator(now.name, { ...now, ...parts }, tag),
            },
            seen,
            typed,
          ),
    onSaved,
  );
  useUnsaved(operator !== null && JSON.stringify(draft) !== JSON.stringify(start));
  const edit = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const error = (field: string) => fieldError(words, save.error, field);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const typed = differences(bodyOf(start), bodyOf(draft));
    void save.run(
      before === 'new' ? null : before,
      typed.map(({ setting, after }) => ({ setting, value: after })),
    );
  };
  const takeTheirs = ({ now, typed, both }: ChangedMeanwhile<Operator>) => {
    const theirs = new Set(both.map(({ setting }) => setting));
    const mine = new Set(['password', 'pin', 'removePin', ...typed.map(({ setting }) => setting)]);
    const kept = Object.entries(draft).filter(([field]) => mine.has(field) && !theirs.has(field));
    setBefore(now);
    setDraft({ ...draftOf(now), ...Object.fromEntries(kept) });
    save.forget();
  };

  return (
    <Modal
      opened={operator !== null}
      onClose={onClose}
      title={isNew ? words.admin.newOperator : words.admin.editOf(start.displayName)}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput
            label={words.admin.displayName}
            value={draft.displayName}
            error={error('displayName')}
            onChange={(event) => edit({ displayName: event.currentTarget.value })}
            autoComplete="off"
            data-autofocus
          />
          <TextInput
            label={words.admin.signInName}
            description={words.admin.signInNameHint}
            value={draft.name}
            readOnly={!isNew}
            autoCapitalize="none"
            autoComplete="off"
            error={error('name')}
            onChange={(event) => edit({ name: event.currentTarget.value })}
          />
          <PasswordInput
            label={words.admin.password}
            {...(isNew ? {} : { description: words.admin.passwordKeep })}
            value={draft.password}
            autoComplete="new-password"
            error={error('password')}
            onChange={(event) => edit({ password: event.currentTarget.value })}
          />
          <Checkbox.Group
            label={words.admin.roles}
            value={draft.roles}
            error={error('roles')}
            onChange={(roles) => edit({ roles })}
          >
            <Group gap="md" mt={6}>
              {ROLES.map((role) => (
                <Checkbox key={role} value={role} label={words.admin.roleNames[role]} />
              ))}
            </Group>
          </Checkbox.Group>
          <TextInput
            label={words.admin.address}
            description={words.admin.addressHint}
            value={draft.address}
            error={error('address')}
            autoComplete="off"
            onChange={(event) => edit({ address: event.currentTarget.value })}
          />
          <ByPhoneFields
            draft={draft}
            pinSet={operator !== null && operator !== 'new' && operator.pinSet}
            edit={edit}
            error={error}
          />
          <Checkbox.Group
            label={words.admin.serves}
            value={draft.queues}
            error={error('queues')}
            onChange={(chosen) => edit({ queues: chosen })}
          >
            <Group gap="md" mt={6}>
              {queues.map((queue) => (
                <Checkbox key={queue.id} value={queue.id} label={queue.name} />
              ))}
            </Group>
          </Checkbox.Group>
          <TextInput
            label={words.admin.mostHeld}
            description={words.admin.mostHeldHint}
            inputMode="numeric"
            value={draft.mostHeld}
            error={error('mostHeld')}
            onChange={(event) => edit({ mostHeld: event.currentTarget.value })}
          />
          <Checkbox
            label={words.admin.mayPick}
            description={words.admin.mayPickHint}
            checked={draft.mayPick}
            onChange={(event) => edit({ mayPick: event.currentTarget.checked })}
          />
          <TextInput
            label={words.admin.skills}
            description={words.admin.skillsHint}
            value={draft.skills}
            error={error('skills')}
            autoComplete="off"
            onChange={(event) => edit({ skills: event.currentTarget.value })}
          />
          {!hasFieldErrors(save.error) && <Refusal error={save.error} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {words.common.cancel}
            </Button>
            <Button type="submit" loading={save.pending}>
              {isNew ? words.admin.create : words.common.save}
            </Button>
          </Group>
        </Stack>
      </form>
      <ChangedMeanwhileDialog<Operator>
        error={save.error}
        onKeepMine={({ now, typed }) => void save.run(now, typed)}
        onTakeTheirs={takeTheirs}
        onClose={save.forget}
      />
    </Modal>
  );
}

function draftOf(operator: Operator | 'new' | null): Draft {
  if (operator === null || operator === 'new') return NOBODY;
  const { name, displayName, roles, address, queues, skills, mayPick, mostHeld } = operator;
  return {
    name,
    displayName,
    roles,
    mayPick,
    mostHeld: String(mostHeld),
    address: address ?? '',
    queues,
    skills: skills.join(', '),
    password: '',
    ...byPhoneDraft(operator),
  };
}

/** An empty password is none; an empty phone is none on file. */
function bodyOf(draft: Draft) {
  const address = draft.address.trim();
  return {
    displayName: draft.displayName,
    roles: draft.roles,
    mayPick: draft.mayPick,
    mostHeld: number(draft.mostHeld),
    address: address === '' ? null : address,
    queues: draft.queues,
    skills: draft.skills.split(/[\s,;]+/).filter((one) => one !== ''),
    ...byPhoneBody(draft),
    ...(draft.password === '' ? {} : { password: draft.password }),
  };
}
