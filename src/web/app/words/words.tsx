import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { en, type Words } from './en.ts';
import { ru } from './ru.ts';

export type UiLanguage = 'en' | 'ru';

/** Dictionaries by language. A further language is a file beside `en.ts` and a line here. */
export const DICTIONARIES: Readonly<Record<UiLanguage, Words>> = { en, ru };

const KEPT_AS = 'stillhere.language';

type Choice = { language: UiLanguage; choose: (language: UiLanguage) => void };
const WordsContext = createContext<Choice>({ language: 'en', choose: () => undefined });

/** Gives the pages below it their words, in the language that this browser chose last; English at first. */
export function WordsProvider({ children }: { children: ReactNode }) {
  const [language, choose] = useState<UiLanguage>(kept);
  useEffect(() => {
    document.documentElement.lang = language;
    try {
      localStorage.setItem(KEPT_AS, language);
    } catch {
      // Storage is blocked: the choice lasts as long as the page.
    }
  }, [language]);
  const choice = useMemo(() => ({ language, choose }), [language]);
  return <WordsContext value={choice}>{children}</WordsContext>;
}

/** The dictionary of the chosen language. */
export function useWords(): Words {
  return DICTIONARIES[useContext(WordsContext).language];
}

export function useLanguage(): Choice {
  return useContext(WordsContext);
}

function kept(): UiLanguage {
  try {
    return localStorage.getItem(KEPT_AS) === 'ru' ? 'ru' : 'en';
  } catch {
    return 'en';
  }
}
