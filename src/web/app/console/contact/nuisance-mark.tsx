import { Button, Text } from '@mantine/core';
import { IconArrowBackUp, IconPhoneOff } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { calls } from '../../http/calls.ts';
import type { Nuisance } from '../../http/contract.ts';
import { keepFocus } from '../../shell/keep-focus.ts';
import { Refusal } from '../../shell/refusal.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { useLanguage, useWords } from '../../words/words.tsx';
import { NuisanceDialog } from './nuisance-dialog.tsx';
import own from './nuisance-mark.module.css';

/** Whether further calls of this caller are refused; the way to have them refused, and back. */
export function NuisanceMark({ id, isLast = false }: { id: string; isLast?: boolean }) {
  const { nuisance: words } = useWords();
  const { language } = useLanguage();
  const queries = useQueryClient();
  const [asks, setAsks] = useState(false);
  const said = useRef<HTMLDivElement>(null);
  const key = ['nuisance', id];
  const found = useQuery({ queryKey: key, queryFn: () => calls.nuisance(id) });
  const shown = (nuisance: Nuisance | null) => {
    queries.setQueryData(key, { nuisance, withheld: false });
    requestAnimationFrame(() => keepFocus(said.current));
  };
  const undo = useCommand(calls.unmarkNuisance, () => shown(null));
  if (found.data === undefined) return null;
  const { nuisance, withheld } = found.data;
  const time = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  return (
    <div ref={said} role="status" tabIndex={-1} className={own.mark}>
      {nuisance === null ? (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconPhoneOff size={16} aria-hidden />}
          onClick={() => setAsks(true)}
        >
          {isLast ? words.openLast : words.open}
        </Button>
      ) : (
        <>
          <Text size="sm">
            {words.reasons[nuisance.reason]}. {words.marked(time.format(new Date(nuisance.until)))}
          </Text>
          <Button
            variant="subtle"
            size="compact-sm"
            loading={undo.pending}
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            onClick={() => void undo.run(id)}
          >
            {words.undo}
          </Button>
        </>
      )}
      <Refusal error={undo.error} onClose={undo.forget} />
      <NuisanceDialog
        id={id}
        withheld={withheld}
        opened={asks}
        onClose={() => setAsks(false)}
        onMarked={(mark) => {
          setAsks(false);
          shown(mark);
        }}
      />
    </div>
  );
}
