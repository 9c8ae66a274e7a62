/**
 * Why a Say's voice and language do not go together, or null where they do. Twilio: the voice defaults to
 * `man` unless the account says otherwise, and a voice that does not fit its language fails the Say.
 */
export function voiceProblem(voice: string | undefined, language: string | undefined): string | null {
  if (voice === undefined) {
    return 'Say has no voice: which one speaks depends on the account (set voice and language)';
  }
  const spoken = languagesOf(voice);
  if (spoken === null) return `voice "${voice}" is not known`;
  if (language === undefined || spoken.includes(language)) return null;
  return `voice "${voice}" does not speak "${language}"`;
}

const BASIC_LANGUAGES = ['en', 'en-US', 'en-GB', 'es', 'es-ES', 'fr', 'fr-FR', 'de', 'de-DE'];
const ALICE_LANGUAGES = (
  'ca-ES da-DK de-DE en-AU en-CA en-GB en-IN en-US es-ES es-MX fi-FI fr-CA fr-FR it-IT ja-JP ko-KR nb-NO nl-NL ' +
  'pl-PL pt-BR pt-PT ru-RU sv-SE zh-CN zh-HK zh-TW'
).split(' ');

/** Amazon Polly's voices by language, without the engine suffix (-Neural, -Generative). */
const POLLY_VOICES: Readonly<Record<string, string>> = {
  'ar-AE': 'Hala Zayd',
  arb: 'Zeina',
  'ca-ES': 'Arlet',
  'cmn-CN': 'Zhiyu',
  'cy-GB': 'Gwyneth',
  'da-DK': 'Mads Naja Sofie',
  'de-AT': 'Hannah',
  'de-DE': 'Daniel Hans Marlene Vicki',
  'en-AU': 'Nicole Olivia Russell',
  'en-GB': 'Amy Arthur Brian Emma',
  'en-GB-WLS': 'Geraint',
  'en-IE': 'Niamh',
  'en-IN': 'Aditi Kajal Raveena',
  'en-NZ': 'Aria',
  'en-US': 'Danielle Gregory Ivy Joanna Joey Justin Kendra Kevin Kimberly Matthew Ruth Salli Stephen',
  'en-ZA': 'Ayanda',
  'es-ES': 'Conchita Enrique Lucia Sergio',
  'es-MX': 'Andres Mia Mía',
  'es-US': 'Lupe Miguel Pedro Penelope',
  'fi-FI': 'Suvi',
  'fr-BE': 'Isabelle',
  'fr-CA': 'Chantal Gabrielle Liam',
  'fr-FR': 'Celine Lea Mathieu Remi Rémi',
  'hi-IN': 'Aditi Kajal',
  'is-IS': 'Dora Karl',
  'it-IT': 'Adriano Bianca Carla Giorgio',
  'ja-JP': 'Kazuha Mizuki Takumi Tomoko',
  'ko-KR': 'Seoyeon',
  'nb-NO': 'Ida Liv',
  'nl-BE': 'Lisa',
  'nl-NL': 'Laura Lotte Ruben',
  'pl-PL': 'Ewa Jacek Jan Maja Ola',
  'pt-BR': 'Camila Ricardo Thiago Vitoria',
  'pt-PT': 'Cristiano Ines',
  'ro-RO': 'Carmen',
  'ru-RU': 'Maxim Tatyana',
  'sv-SE': 'Astrid Elin',
  'tr-TR': 'Burcu Filiz',
  'yue-HK': 'Hiujin',
};

const known = new Map<string, readonly string[] | null>();

/** The languages that a voice speaks, or null where no such voice exists. */
function languagesOf(voice: string): readonly string[] | null {
  const found = known.get(voice);
  if (found !== undefined) return found;
  const languages = lookUp(voice);
  if (known.size < 1_000) known.set(voice, languages);
  return languages;
}

function lookUp(voice: string): readonly string[] | null {
  if (voice === 'man' || voice === 'woman') return BASIC_LANGUAGES;
  if (voice === 'alice') return ALICE_LANGUAGES;
  const polly = /^Polly\.(\p{L}+)(?:-Neural|-Generative)?$/u.exec(voice)?.[1];
  if (polly !== undefined) {
    const languages = Object.keys(POLLY_VOICES).filter((key) =>
      POLLY_VOICES[key]?.split(' ').includes(polly),
    );
    return languages.length > 0 ? languages : null;
  }
  const google =
    /^Google\.([a-z]{2,3}-[A-Za-z]{2})-(?:Standard|Wavenet|Neural2|Chirp3-HD|Polyglot)-?\w+$/.exec(voice);
  return google?.[1] === undefined ? null : [google[1]];
}
