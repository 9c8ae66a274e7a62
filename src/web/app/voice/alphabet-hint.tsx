import { Text } from '@mantine/core';
import { useWords } from '../words/words.tsx';
import { isInAnotherAlphabet } from './alphabet.ts';

/** Below a field whose text is spoken: says so where the caller's voice would read these letters badly. */
export function AlphabetHint({ text, language }: { text: string; language: string }) {
  const words = useWords();
  const another = isInAnotherAlphabet(text, language);
  return (
    <Text role="status" size="sm" mt={another ? 8 : 0}>
      {another && words.voice.anotherAlphabet(words.languages[language] ?? language)}
    </Text>
  );
}
