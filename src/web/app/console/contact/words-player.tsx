import { useState } from 'react';
import { useWords } from '../../words/words.tsx';
import type { Contact } from '../../http/contract.ts';
import own from '../owed/owed-panel.module.css';

/** What a caller has said, to be heard before the caller is taken; nothing where nothing was said. */
export function WordsPlayer({ contact: { id, words: said } }: { contact: Contact }) {
  const words = useWords();
  const [failed, setFailed] = useState(false);
  if (said == null) return null;
  const label = words.owed.words(said.seconds);
  return (
    <div className={own.words}>
      <span>{label}</span>
      {/* biome-ignore lint/a11y/useMediaCaption: nobody has written down what the caller says */}
      <audio
        controls
        preload="none"
        src={`/api/contacts/${encodeURIComponent(id)}/words`}
        aria-label={label}
        onPlay={() => setFailed(false)}
        onError={() => setFailed(true)}
      />
      {failed && (
        <span role="alert" className={own.failed}>
          {words.owed.wordsFailed}
        </span>
      )}
    </div>
  );
}
