import { ActionIcon, Button, Group } from '@mantine/core';
import {
  IconCoffee,
  IconKeyboard,
  IconMessages,
  IconPhone,
  IconPhoneOff,
  IconPlayerPlay,
} from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { calls } from '../../http/calls.ts';
import type { Words } from '../../words/en.ts';
import { useLanguage, useWords } from '../../words/words.tsx';
import { Refusal } from '../../shell/refusal.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { serverNow, useSecond } from '../../live/server-time.ts';
import { PhonePanel } from '../../phone/phone-panel.tsx';
import type { PhoneHere } from '../../phone/use-browser-phone.ts';
import own from './desk-bar.module.css';
import { AlertSwitches } from './alert-switches.tsx';
import { AwayReason } from './away-reason.tsx';
import { OpenDesk } from './open-desk.tsx';
import { PhrasesDialog } from '../note/phrases-dialog.tsx';
import type { Alerts } from '../alerts/use-alerts.ts';
import type { ConsoleView } from '../use-console.ts';

/** How long before its end a line is warned of. */
const WARN_MINUTES = 15;

type DeskBarProps = { view: ConsoleView; alerts: Alerts; here: PhoneHere | null; onHelp: () => void };

/** The strip on top: how the operator's own desk and phone are, and what can be done about it. */
export function DeskBar({ view, alerts, here, onHelp }: DeskBarProps) {
  const words = useWords();
  const { desk } = view;
  const [opening, setOpening] = useState(false);
  const [phrasing, setPhrasing] = useState(false);
  const { language } = useLanguage();
  const close = useCommand(calls.closeDesk);
  const away = useCommand(calls.away);
  const free = useCommand(calls.free);
  const error = close.error ?? away.error ?? free.error;
  const forget = () => {
    close.forget();
    away.forget();
    free.forget();
  };
  const { status } = desk;
  const isListening = desk.listensTo !== null && desk.listensTo !== undefined;
  useEffect(() => {
    if (status !== 'closed') setOpening(false);
  }, [status]);

  return (
    <section className={own.deskBar} aria-label={words.desk.heading} data-status={status}>
      <span className={own.dot} aria-hidden />
      <div className={own.deskWords} role="status">
        <strong>{isListening ? words.listen.desk : words.desk.status[status]}</strong>
        <span>{isLater(desk.ringsAt) ? <RingsIn at={desk.ringsAt} /> : phoneWords(words, view, here)}</span>
        <LineEnds desk={desk} />
      </div>
      <Group gap="xs" className={own.deskActions}>
        {status === 'closed' && (
          <Button leftSection={<IconPhone size={18} aria-hidden />} onClick={() => setOpening(true)}>
            {words.desk.open}
          </Button>
        )}
        {!isListening && (status === 'away' || status === 'wrap-up') && (
          <Button
            leftSection={<IconPlayerPlay size={18} aria-hidden />}
            loading={free.pending}
            onClick={() => void free.run()}
          >
            {status === 'away' ? words.desk.back : words.desk.ready}
          </Button>
        )}
        {(status === 'free' || status === 'wrap-up') && (
          <Button
            variant="default"
            leftSection={<IconCoffee size={18} aria-hidden />}
            loading={away.pending}
            onClick={() => void away.run('')}
          >
            {words.desk.away}
          </Button>
        )}
        {!isListening && ['free', 'away', 'ringing', 'wrap-up'].includes(status) && (
          <Button
            variant="default"
            leftSection={<IconPhoneOff size={18} aria-hidden />}
            loading={close.pending}
            onClick={() => void close.run()}
          >
            {words.desk.close}
          </Button>
        )}
        <div className={own.switches}>
          <AlertSwitches alerts={alerts} />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={words.phrases.open}
            title={words.phrases.open}
            onClick={() => setPhrasing(true)}
          >
            <IconMessages size={20} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={words.keys.heading}
            title={`${words.keys.heading} (?)`}
            onClick={onHelp}
            className={own.quiet}
          >
            <IconKeyboard size={20} aria-hidden />
          </ActionIcon>
        </div>
      </Group>
      {error !== null && (
        <div className={own.deskRefusal}>
          <Refusal error={error} onClose={forget} />
        </div>
      )}
      {status === 'away' && !isListening && <AwayReason reason={desk.reason ?? null} />}
      {here !== null && <PhonePanel here={here} />}
      <OpenDesk opened={opening} onClose={() => setOpening(false)} here={here} />
      <PhrasesDialog opened={phrasing} onClose={() => setPhrasing(false)} language={language} />
    </section>
  );
}

/** Calls are made one by one: with many desks opening at once, a phone may ring a while later. */
function RingsIn({ at }: { at: string }) {
  const { phone, desk } = useWords();
  const seconds = Math.round((Date.parse(at) - useSecond()) / 1000);
  return seconds > 0 ? phone.ringsIn(seconds) : desk.phone.ringing;
}

function isLater(at: string | null | undefined): at is string {
  return typeof at === 'string' && Date.parse(at) > serverNow() + 1_500;
}

/** With a caller a line is not renewed: near the longest time of a call the operator has to know. */
function LineEnds({ desk: { status, lineEndsAt } }: Pick<ConsoleView, 'desk'>) {
  const { phone } = useWords();
  const now = useSecond();
  if (!['talking', 'holding'].includes(status) || typeof lineEndsAt !== 'string') return null;
  const minutes = Math.ceil((Date.parse(lineEndsAt) - now) / 60_000);
  return minutes > WARN_MINUTES ? null : <strong>{phone.lineEnds(Math.max(1, minutes))}</strong>;
}

function phoneWords(words: Words, { desk }: ConsoleView, here: PhoneHere | null): string {
  const { phone } = words.desk;
  if (desk.listensTo) return desk.status === 'ringing' ? words.listen.rings : words.listen.deskHint;
  if (desk.renews === true) return here === null ? words.phone.renews : words.phone.renewsHere;
  if (desk.status === 'free' && desk.leg === 'per-call')
    return desk.mode === 'auto' ? words.phone.ringsWhen : words.phone.ringsTaken;
  if (desk.status === 'offered' && typeof desk.ringsAt === 'string') return words.phone.ringsNow;
  if (desk.status === 'away' && desk.reason === 'console-gone') return words.phone.gone;
  if (desk.status === 'free') return desk.mode === 'auto' ? phone.freeAuto : phone.freeManual;
  if (desk.status === 'closed') {
    if (desk.reason === 'no-answer' || desk.reason === 'line-lost') return phone[desk.reason];
    return phone.closed;
  }
  return phone[desk.status];
}
