import { ActionIcon, Button, Kbd } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconMicrophone,
  IconMicrophoneOff,
  IconPhone,
  IconPhoneOff,
} from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../words/words.tsx';
import type { BrowserPhone } from './browser-phone.ts';
import { DeviceChoice } from './device-choice.tsx';
import own from './phone-panel.module.css';
import type { PhoneHere } from './use-browser-phone.ts';

/** The phone in this browser: how it stands, answer and hang up, mute, how loud the microphone is, and which one. */
export function PhonePanel({ here }: { here: PhoneHere }) {
  const {
    phone: { here: words },
    common,
  } = useWords();
  const { phone, state, failed } = here;
  const [choosing, setChoosing] = useState(false);
  const { status, muted, trouble } = state;
  const inCall = status === 'in-call';
  const muteLabel = muted ? words.unmute : words.mute;
  return (
    <section className={own.panel} aria-label={words.heading} data-status={failed ? 'failed' : status}>
      <div className={own.words}>
        <span role="status" className={muted ? own.trouble : undefined}>
          {failed ? words.failed : muted ? words.muted : words.status[status]}
        </span>
        {state.hears !== null && (
          <span className={own.hears}>
            {words.hears}: <q>{state.hears}</q>
          </span>
        )}
        {trouble !== null && (
          <span role="alert" className={own.trouble}>
            {words.trouble[trouble]}
          </span>
        )}
      </div>
      {inCall && phone !== null && <LevelMeter phone={phone} label={words.level} />}
      <div className={own.actions}>
        {failed && (
          <Button variant="default" size="xs" onClick={here.tryAgain}>
            {common.tryAgain}
          </Button>
        )}
        {status === 'ringing' && (
          <Button
            size="xs"
            leftSection={<IconPhone size={16} aria-hidden />}
            rightSection={<Kbd aria-hidden>A</Kbd>}
            onClick={here.agree}
          >
            {words.answer}
          </Button>
        )}
        {inCall && (
          <ActionIcon
            variant={muted ? 'filled' : 'default'}
            color={muted ? 'red' : 'gray'}
            size="lg"
            aria-label={muteLabel}
            aria-pressed={muted}
            title={`${muteLabel} (M)`}
            onClick={() => phone?.mute(!muted)}
          >
            {muted ? <IconMicrophoneOff size={20} aria-hidden /> : <IconMicrophone size={20} aria-hidden />}
          </ActionIcon>
        )}
        {(inCall || status === 'ringing') && (
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={words.hangUp}
            title={words.hangUp}
            onClick={() => phone?.hangUp()}
          >
            <IconPhoneOff size={20} aria-hidden />
          </ActionIcon>
        )}
        {phone !== null && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={words.devices}
            title={words.devices}
            onClick={() => setChoosing(true)}
          >
            <IconAdjustmentsHorizontal size={20} aria-hidden />
          </ActionIcon>
        )}
      </div>
      {phone !== null && (
        <DeviceChoice phone={phone} state={state} opened={choosing} onClose={() => setChoosing(false)} />
      )}
    </section>
  );
}

/** Moves without rendering: it changes many times a second. */
function LevelMeter({ phone, label }: { phone: BrowserPhone; label: string }) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      phone.onLevel((level) => {
        const shown = Math.round(Math.max(0, Math.min(1, level)) * 100);
        bar.current?.style.setProperty('--level', String(shown / 100));
        bar.current?.setAttribute('aria-valuenow', String(shown));
      }),
    [phone],
  );
  return (
    <div
      ref={bar}
      className={own.level}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
    />
  );
}
