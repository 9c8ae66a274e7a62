import { NativeSelect, TextInput } from '@mantine/core';
import type { Heard, Queue, Topic } from '../../http/contract.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../admin.module.css';
import { HeardLines } from './heard-lines.tsx';
import { Section } from '../section.tsx';

type TopicFieldsProps = {
  heard: readonly Heard[];
  topics: Topic[];
  languages: string[];
  queues: Queue[];
  error: (field: string) => string | undefined;
  onChange: (topics: Topic[]) => void;
};

const MOST_TOPICS = 4;

/** What it is about: a name in each language and the queue to which its key leads; an empty row is no topic. */
export function TopicFields({ heard, topics, languages, queues, error, onChange }: TopicFieldsProps) {
  const words = useWords();
  const rows =
    topics.length < MOST_TOPICS ? [...topics, { label: {}, queueId: queues[0]?.id ?? '' }] : topics;
  const edit = (row: number, change: Partial<Topic>) => {
    const edited = rows.map((topic, i) => (i === row ? { ...topic, ...change } : topic));
    onChange(edited.filter(({ label }) => Object.values(label).some((text) => text !== '')));
  };
  return (
    <Section id="topics" title={words.admin.topics} hint={words.admin.topicsHint}>
      {rows.map((topic, row) => (
        // A topic is its key: the row.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={row} className={classes.topic}>
          {languages.map((language) => (
            <TextInput
              key={language}
              label={words.admin.topicName(row + 1, language)}
              value={topic.label[language] ?? ''}
              error={error(`topics.${row}.label`)}
              autoComplete="off"
              onChange={(event) =>
                edit(row, { label: withText(topic.label, language, event.currentTarget.value) })
              }
            />
          ))}
          <NativeSelect
            label={words.admin.topicQueue(row + 1)}
            data={queues.map(({ id, name }) => ({ value: id, label: name }))}
            value={topic.queueId}
            error={error(`topics.${row}.queueId`)}
            onChange={(event) => edit(row, { queueId: event.currentTarget.value })}
          />
        </div>
      ))}
      <HeardLines heard={heard} part="topics" />
    </Section>
  );
}

function withText(label: Topic['label'], language: string, text: string): Topic['label'] {
  const { [language]: _before, ...others } = label;
  return text === '' ? others : { ...others, [language]: text };
}
