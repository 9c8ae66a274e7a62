import { ActionIcon, type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { DICTIONARIES, type UiLanguage, useLanguage, useWords } from '../words/words.tsx';
import classes from './shell.module.css';

const NEXT: Record<MantineColorScheme, MantineColorScheme> = { auto: 'light', light: 'dark', dark: 'auto' };
const ICONS = { auto: IconDeviceDesktop, light: IconSun, dark: IconMoon };

/** As the system → light → dark → as the system. */
export function SchemeSwitch() {
  const words = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Icon = ICONS[colorScheme];
  const label = `${words.scheme.label}: ${words.scheme[colorScheme]}`;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={label}
      title={label}
      className={classes.preference}
      onClick={() => setColorScheme(NEXT[colorScheme])}
    >
      <Icon size={18} aria-hidden />
    </ActionIcon>
  );
}

/** The language of the pages (not of the callers). */
export function LanguageSwitch() {
  const words = useWords();
  const { language, choose } = useLanguage();
  return (
    <select
      className={classes.language}
      aria-label={words.common.language}
      value={language}
      onChange={(event) => choose(event.currentTarget.value as UiLanguage)}
    >
      {Object.entries(DICTIONARIES).map(([code, dictionary]) => (
        <option key={code} value={code} lang={code}>
          {dictionary.languageName}
        </option>
      ))}
    </select>
  );
}
