import { TextInput } from '@mantine/core';
import type { ChangeEvent, ReactNode } from 'react';

type TimeZoneFieldProps = {
  label: string;
  description?: string;
  name: string;
  value: string;
  error: ReactNode;
  autoComplete: string;
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
};

const LIST = 'time-zones';

/** A time zone by its IANA name; the browser offers those that it knows. */
export function TimeZoneField(props: TimeZoneFieldProps) {
  return <TextInput {...props} list={LIST} autoCapitalize="none" spellCheck={false} />;
}

/** What the fields offer; once on the page. */
export function TimeZones() {
  return (
    <datalist id={LIST}>
      {Intl.supportedValuesOf('timeZone').map((zone) => (
        <option key={zone} value={zone} />
      ))}
    </datalist>
  );
}
