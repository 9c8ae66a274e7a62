import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useWords } from '../words/words.tsx';

type ListenProps = { recording: { url: string; seconds: number }; label?: string };

/** Plays a recording to the operator alone. */
export function Listen({ recording, label }: ListenProps) {
  const words = useWords();
  const sound = useRef<HTMLAudioElement | null>(null);
  useEffect(() => () => sound.current?.pause(), []);
  const play = () => {
    sound.current?.pause();
    sound.current = new Audio(recording.url);
    // Where the browser cannot play it there is nothing to mend here.
    sound.current.play().catch(() => undefined);
  };
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconPlayerPlay size={16} aria-hidden />}
      aria-label={`${label ?? words.voice.listen}, ${words.voice.seconds(recording.seconds)}`}
      onClick={play}
    >
      {words.voice.seconds(recording.seconds)}
    </Button>
  );
}
