import { Checkbox, TextInput, Title } from '@mantine/core';
import type { Heard } from '../../http/contract.ts';
import { useLanguage, useWords } from '../../words/words.tsx';
import classes from '../admin.module.css';
import type { CallbacksDraft } from './callbacks-draft.ts';
import { checkOf, type FormPart, textOf } from './form-part.ts';
import { HeardLines } from './heard-lines.tsx';
import { NumberField, SecondsField } from '../number-field.tsx';
import type { QueueDraft } from './queue-draft.ts';
import { Section } from '../section.tsx';
import { TimeZoneField } from './time-zone-field.tsx';

const UNDER = 'callbacks.';

type CallbackFieldsProps = FormPart<QueueDraft> & { heard: readonly Heard[] };

/** Whether, when and where callers are called back, and what keeps that from being misused. */
export function CallbackFields({ heard, ...part }: CallbackFieldsProps) {
  const { admin } = useWords();
  const { language } = useLanguage();
  const { draft, error, onChange } = part;
  const own: FormPart<CallbacksDraft> = {
    draft: draft.callbacks,
    error,
    onChange: (change) => onChange({ callbacks: { ...draft.callbacks, ...change } }),
  };
  return (
    <Section id="callbacks" title={admin.callbacks} hint={admin.callbacksHint}>
      <div className={classes.fields}>
        <Checkbox className={classes.wide} label={admin.callbacksOn} {...checkOf(own, 'enabled', UNDER)} />
        {own.draft.enabled && (
          <>
            <TextInput
              label={admin.laterAt}
              description={admin.laterAtHint}
              {...textOf(own, 'laterAt', UNDER)}
            />
            <TimeZoneField
              label={admin.callbackTimeZone}
              description={zoneHint(draft, admin)}
              {...textOf(own, 'timeZone', UNDER)}
            />
            <NumberField
              label={admin.attempts}
              hint={admin.attemptsHint}
              {...textOf(own, 'attempts', UNDER)}
            />
            <SecondsField label={admin.pause} {...textOf(own, 'pauseSeconds', UNDER)} />
          </>
        )}
      </div>
      {own.draft.enabled && (
        <>
          <HeardLines heard={heard} part="callback" />
          <Title order={3} size="h5" mt="lg">
            {admin.tollFraud}
          </Title>
          <div className={classes.fields}>
            <TextInput
              label={admin.countries}
              description={countryNames(own.draft.countries, language) || admin.countriesHint}
              {...textOf(own, 'countries', UNDER)}
            />
            <TextInput
              label={admin.country}
              description={countryNames(draft.country, language) || admin.countryHint}
              {...textOf(part, 'country')}
            />
            <NumberField label={admin.perNumberPerDay} {...textOf(own, 'perNumberPerDay', UNDER)} />
            <NumberField label={admin.perMinute} {...textOf(own, 'perMinute', UNDER)} />
            <NumberField
              label={admin.minutesPerDay}
              hint={admin.minutesPerDayHint}
              {...textOf(own, 'minutesPerDay', UNDER)}
            />
          </div>
        </>
      )}
    </Section>
  );
}

/** Two clocks that differ are mostly an oversight. */
function zoneHint(
  { hours, callbacks }: QueueDraft,
  admin: { callbackTimeZoneHint: string; otherZone: (zone: string) => string },
): string {
  return hours.always || hours.timeZone === callbacks.timeZone
    ? admin.callbackTimeZoneHint
    : admin.otherZone(hours.timeZone);
}

/** Countries by name, where all codes are known; '' where one is not. */
function countryNames(codes: string, language: string): string {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  const all = codes
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter((code) => code !== '')
    .map((code) => (/^[A-Z]{2}$/.test(code) ? names.of(code) : undefined));
  return all.every((name) => name !== undefined) ? all.join(', ') : '';
}
