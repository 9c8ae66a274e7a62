import { Button, Group, Modal, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';

type ConfirmProps = {
  opened: boolean;
  title: string;
  text: string;
  confirm: string;
  cancel?: string;
  pending?: boolean;
  /** What was refused, where it was. */
  children?: ReactNode;
  onConfirm: () => void;
  onCancel: () => void;
};

/** A question before something that cannot be taken back. Escape and Cancel are the same answer. */
export function Confirm({
  opened,
  title,
  text,
  confirm,
  cancel,
  pending,
  children,
  onConfirm,
  onCancel,
}: ConfirmProps) {
  const words = useWords();
  return (
    <Modal
      opened={opened}
      onClose={onCancel}
      title={title}
      size="sm"
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <Text size="sm">{text}</Text>
      {children}
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onCancel}>
          {cancel ?? words.common.cancel}
        </Button>
        <Button color="red" onClick={onConfirm} loading={pending ?? false} data-autofocus>
          {confirm}
        </Button>
      </Group>
    </Modal>
  );
}
