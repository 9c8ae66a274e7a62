import { Button, Chip, Group, Kbd, Text, TextInput } from '@mantine/core';
import { IconPlayerPause } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { calls } from '../../http/calls.ts';
import type { LiveContact } from '../../live/live-state.ts';
import { Refusal } from '../../shell/refusal.tsx';
import { useMe } from '../../shell/session.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { AlphabetHint } from '../../voice/alphabet-hint.tsx';
import type { Words } from '../../words/en.ts';
import { DICTIONARIES, useWords } from '../../words/words.tsx';
import classes from '../console.module.css';
import own from '../contact/contact-card.module.css';
import { clock } from '../duration.ts';
import { useLastUsed } from './last-used.ts';

const MINUTES = [1, 2, 5] as const;
/** By the caller's language: some have no words on the pages, and none are suggested in another. */
const SUGGESTIONS: Partial<Record<string, Words>> = DICTIONARIES;
/** Whole seconds, no time, or a time that is typed. */
type Back = `${number}` | 'open' | 'custom';

/** Puts the caller on hold: what for, and until when. */
export function HoldForm({ contact }: { contact: LiveContact }) {
  const words = useWords();
  const me = useMe();
  // The reason is said to the caller, so the suggestions are in the caller's language, not in the page's.
  const { language } = contact;
  const suggested = SUGGESTIONS[language]?.hold.reasons ?? [];
  const [lastUsed, remember] = useLastUsed(me.name, language, {
    reasons: suggested,
    seconds: MINUTES.map((count) => count * 60),
  });
  const [reason, setReason] = useState('');
  const [back, setBack] = useState<Back>(
    lastUsed.seconds === undefined ? '120' : lastUsed.seconds === null ? 'open' : `${lastUsed.seconds}`,
  );
  const [custom, setCustom] = useState('');
  const [wrong, setWrong] = useState(false);
  const hold = useCommand(calls.hold);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const seconds = back === 'open' ? null : Number(back === 'custom' ? custom : back);
    const possible = seconds === null || (Number.isInteger(seconds) && seconds >= 10 && seconds <= 3600);
    setWrong(!possible);
    if (!possible) return;
    void hold.run(contact.id, reason.trim(), seconds).then((done) => {
      if (done) remember(reason.trim(), seconds);
    });
  };

  return (
    <form className={own.holdForm} onSubmit={submit} noValidate aria-label={words.hold.heading}>
      <div>
        <TextInput
          label={words.hold.reason}
          description={words.hold.reasonHint}
          value={reason}
          maxLength={120}
          lang={language}
          data-key="hold"
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <AlphabetHint text={reason} language={language} />
        <Group gap={8} mt={8} role="group" aria-label={words.hold.reason}>
          {[...lastUsed.reasons, ...suggested].map((one) => (
            <Chip
              key={one}
              lang={language}
              checked={reason === one}
              onChange={(checked) => setReason(checked ? one : '')}
              variant="outline"
              size="sm"
            >
              {one}
            </Chip>
          ))}
        </Group>
      </div>
      <div>
        <Text size="sm" fw={600} mb={8} id="hold-back">
          {words.hold.back}
        </Text>
        <Chip.Group value={back} onChange={(value) => setBack(value as Back)}>
          <Group gap={8} role="radiogroup" aria-labelledby="hold-back" align="center">
            {MINUTES.map((count) => (
              <Chip key={count} value={String(count * 60)} variant="outline" size="sm">
                {words.hold.minutes(count)}
              </Chip>
            ))}
            {lastUsed.otherSeconds.map((seconds) => (
              <Chip key={seconds} value={String(seconds)} variant="outline" size="sm">
                {clock(seconds * 1000)}
              </Chip>
            ))}
            <Chip value="custom" variant="outline" size="sm">
              {words.hold.custom}
            </Chip>
            {back === 'custom' && (
              <TextInput
                aria-label={words.hold.customLabel}
                inputMode="numeric"
                size="xs"
                w={130}
                value={custom}
                error={wrong}
                autoFocus
                rightSectionWidth={72}
                rightSection={<span className={classes.sub}>{words.hold.seconds}</span>}
                onChange={(event) => setCustom(event.currentTarget.value)}
              />
            )}
            <Chip value="open" variant="outline" size="sm">
              {words.hold.open}
            </Chip>
          </Group>
        </Chip.Group>
        {wrong && (
          <Text role="alert" size="sm" c="var(--mantine-color-error)" mt={6}>
            {words.hold.customWrong}
          </Text>
        )}
      </div>
      <Button
        rightSection={<Kbd aria-hidden>H ↵</Kbd>}
        type="submit"
        size="lg"
        loading={hold.pending}
        className={classes.mainAction}
        leftSection={<IconPlayerPause size={20} aria-hidden />}
      >
        {words.hold.submit}
      </Button>
      <Refusal error={hold.error} onClose={hold.forget} />
    </form>
  );
}
