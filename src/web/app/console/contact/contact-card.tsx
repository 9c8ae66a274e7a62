import { Button, Kbd } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconPhoneX } from '@tabler/icons-react';
import { useState } from 'react';
import { calls } from '../../http/calls.ts';
import { serverNow } from '../../live/server-time.ts';
import type { LiveContact } from '../../live/live-state.ts';
import { useLive } from '../../live/live-store.ts';
import { Confirm } from '../../shell/confirm.tsx';
import { Refusal } from '../../shell/refusal.tsx';
import { useMe } from '../../shell/session.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { useWords } from '../../words/words.tsx';
import { CallerLine } from '../caller-line.tsx';
import { Since } from '../clocks.tsx';
import classes from '../console.module.css';
import own from './contact-card.module.css';
import { clock } from '../duration.ts';
import { EarlierContacts } from './earlier-contacts.tsx';
import { HeldPanel } from '../hold/held-panel.tsx';
import { HoldForm } from '../hold/hold-form.tsx';
import { ListenedTo } from '../listen/listened-to.tsx';
import { NuisanceMark } from './nuisance-mark.tsx';
import { Timeline } from './timeline.tsx';
import { WordsPlayer } from './words-player.tsx';
import { TransferDialog } from './transfer-dialog.tsx';

/** The caller who is with the operator: talked to, or on hold. */
export function ContactCard({ contact }: { contact: LiveContact }) {
  const words = useWords();
  const me = useMe();
  const [asks, setAsks] = useState(false);
  const [handsOn, setHandsOn] = useState(false);
  // The talk's clock starts when this page first sees the talk, where the desk does not say since when it talks.
  const [seenAt] = useState(serverNow);
  const desk = useLive().desks.get(me.name);
  const talkSince = desk?.status === 'talking' && desk.since !== null ? Date.parse(desk.since) : seenAt;
  const end = useCommand(calls.end, () => setAsks(false));
  const held = contact.status === 'held';

  return (
    <article className={`${classes.box} ${own.card}`} data-status={contact.status}>
      <header className={own.cardHead}>
        <div>
          <p className={own.pill} data-status={contact.status}>
            {held ? words.held.status : words.desk.status.talking}
          </p>
          <CallerLine contact={contact} />
          {!held && (
            <p className={classes.sub}>{words.contact.waitedBefore(clock(contact.waitedSeconds * 1000))}</p>
          )}
        </div>
        {!held && (
          <div className={own.bigTime}>
            <Since sinceMs={talkSince} />
            <span className={classes.sub}>{words.contact.talkTime}</span>
          </div>
        )}
        <div className={own.actions}>
          <HandBack contact={contact} />
          <Button
            rightSection={<Kbd aria-hidden>T</Kbd>}
            variant="default"
            data-key="transfer"
            leftSection={<IconArrowForwardUp size={18} aria-hidden />}
            onClick={() => setHandsOn(true)}
          >
            {words.transfer.open}
          </Button>
          <Button
            rightSection={<Kbd aria-hidden>E</Kbd>}
            variant="default"
            data-key="end"
            className={own.end}
            leftSection={<IconPhoneX size={18} aria-hidden />}
            onClick={() => setAsks(true)}
          >
            {words.contact.end}
          </Button>
        </div>
      </header>
      <ListenedTo contact={contact} />
      {held ? <HeldPanel contact={contact} /> : <HoldForm contact={contact} />}
      <WordsPlayer contact={contact} />
      <NuisanceMark id={contact.id} />
      <EarlierContacts id={contact.id} />
      <Timeline id={contact.id} />
      <TransferDialog contact={contact} opened={handsOn} onClose={() => setHandsOn(false)} />
      <Confirm
        opened={asks}
        title={words.contact.endTitle}
        text={words.contact.endText}
        confirm={words.contact.endConfirm}
        pending={end.pending}
        onConfirm={() => void end.run(contact.id)}
        onCancel={() => {
          setAsks(false);
          end.forget();
        }}
      >
        {end.error !== null && <Refusal error={end.error} />}
      </Confirm>
    </article>
  );
}

/** Whoever looked in on a colleague's caller may hand them back: to the front of the line, for the colleague first. */
function HandBack({ contact }: { contact: LiveContact }) {
  const words = useWords();
  const { desks } = useLive();
  const transfer = useCommand(calls.transfer);
  const { insteadOf } = contact;
  if (insteadOf === undefined || insteadOf === null) return null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconArrowBackUp size={18} aria-hidden />}
        loading={transfer.pending}
        onClick={() => void transfer.run(contact.id, { operator: insteadOf })}
      >
        {words.transfer.back(desks.get(insteadOf)?.displayName ?? insteadOf)}
      </Button>
      <Refusal error={transfer.error} onClose={transfer.forget} />
    </>
  );
}
