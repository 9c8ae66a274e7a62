import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './admin.module.css';

type SectionProps = { id: string; title: string; hint?: string; children: ReactNode };

/** A group of settings under a heading, with one sentence on what they are for. */
export function Section({ id, title, hint, children }: SectionProps) {
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <Title order={2} size="h4" id={id} className={classes.heading}>
        {title}
      </Title>
      {hint !== undefined && (
        <Text size="sm" c="dimmed" mt={2}>
          {hint}
        </Text>
      )}
      {children}
    </section>
  );
}
