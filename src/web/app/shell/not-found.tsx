import { Stack, Text } from '@mantine/core';
import { Link } from 'wouter';
import { useWords } from '../words/words.tsx';

/** For an address that is none of ours. */
export function NotFound() {
  const words = useWords();
  return (
    <Stack align="center" py="xl">
      <Text>{words.common.notFound}</Text>
      <Link href="/">{words.common.toConsole}</Link>
    </Stack>
  );
}
