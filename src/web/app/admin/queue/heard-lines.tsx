import { Text } from '@mantine/core';
import type { Heard } from '../../http/contract.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../admin.module.css';

/** The words that a setting has callers hear, in each language, and how long they take. */
export function HeardLines({ heard, part }: { heard: readonly Heard[]; part: Heard['part'] }) {
  const words = useWords();
  const lines = heard.filter((one) => one.part === part);
  if (lines.length === 0) return null;
  return (
    <figure className={classes.preview}>
      <figcaption>
        <Text size="sm" fw={600}>
          {words.admin.callersHear}
        </Text>
      </figcaption>
      {lines.map(({ language, text, seconds }) => (
        <p key={language} className={classes.heard}>
          <q lang={language}>{text}</q>{' '}
          <span className={classes.dim}>
            {lines.length > 1 && `${words.languages[language] ?? language}, `}
            {words.admin.aboutSeconds(Math.max(1, Math.round(seconds)))}
          </span>
        </p>
      ))}
    </figure>
  );
}
