import type { NetworkCore } from '../core.ts';
import type { Media } from '../media.ts';
import { parseTwiml, TwimlSyntaxError, type TwimlElement } from './parse-twiml.ts';
import { findTwimlFlaws, type TwimlFlaw, type TwimlPlace } from './twiml-schema.ts';
import type { WebhookResponse } from '../webhook.ts';

/** A document that a leg can run. */
export type TwimlDocument = {
  /** Where it came from, fragment included; null for TwiML given to the REST API. */
  url: string | null;
  method: 'GET' | 'POST';
  verbs: readonly TwimlElement[];
  /** Files that are being fetched since the document arrived. */
  media: Map<string, Promise<Media>> | null;
};

export type DocumentSource = {
  url: string | null;
  method: 'GET' | 'POST';
  place: TwimlPlace;
  callSid: string;
};

const LARGEST_BYTES = 64 * 1_024;
const VERBS_THAT_NEED_A_URL = new Set(['Gather', 'Record', 'Dial', 'Enqueue', 'Redirect']);

/**
 * Makes a document of an answer, by its content type: XML and HTML are TwiML; audio is played, then the call
 * ends; plain text is TwiML if it can be, else spoken, then the call ends. 12300 odd type, 11750 over 64 kB.
 */
export function readAnswer(
  core: NetworkCore,
  answer: WebhookResponse,
  source: DocumentSource,
): TwimlDocument | TwimlFlaw {
  const type = (answer.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type.startsWith('audio/') && source.url !== null) {
    const play: TwimlElement = { name: 'Play', attributes: {}, nodes: [source.url] };
    return { url: source.url, method: source.method, verbs: [play], media: null };
  }
  // A character takes at most four bytes, so most answers need no counting.
  if (answer.body.length * 4 > LARGEST_BYTES && Buffer.byteLength(answer.body) > LARGEST_BYTES) {
    return { code: 11750, message: 'Failed to run TwiML: the answer is larger than 64 kB.' };
  }
  switch (type) {
    case 'text/xml':
    case 'application/xml':
    case 'text/html':
      return readTwiml(core, answer.body, source);
    case 'text/plain': {
      const document = readTwiml(core, answer.body, source);
      if ('verbs' in document) return document;
      const say: TwimlElement = {
        name: 'Say',
        attributes: { voice: 'man', language: 'en' },
        nodes: [answer.body],
      };
      return { url: source.url, method: source.method, verbs: [say], media: null };
    }
    default:
      return {
        code: 12300,
        message: `Failed to run TwiML: content type "${type}" is not one that can be run.`,
      };
  }
}

/** Parses and checks TwiML. Flaws are recorded; in a strict network, and where Twilio itself stops, they are fatal. */
export function readTwiml(
  core: NetworkCore,
  twiml: string,
  source: DocumentSource,
): TwimlDocument | TwimlFlaw {
  let root: TwimlElement;
  try {
    root = parseTwiml(twiml);
  } catch (error) {
    if (error instanceof TwimlSyntaxError) return { code: error.code, message: error.message };
    throw error;
  }
  const flaws = findTwimlFlaws(root, source.place);
  const verbs = root.nodes.filter((node) => typeof node !== 'string');
  if (source.url === null) flaws.push(...relativeUrls(verbs));
  for (const flaw of flaws) {
    if (core.settings.strict || FATAL_FLAWS.has(flaw.code)) return flaw;
    core.problem({ ...flaw, callSid: source.callSid, url: source.url, level: 'warning' });
  }
  return { url: source.url, method: source.method, verbs, media: null };
}

/** Starts fetching all files that the document plays, as Twilio does before it plays the first of several. */
export function prefetchMedia(core: NetworkCore, document: TwimlDocument): void {
  for (const verb of document.verbs) {
    if (verb.name === 'Play') prefetch(core, document, verb);
    else if (verb.name === 'Gather') {
      for (const node of verb.nodes) {
        if (typeof node !== 'string' && node.name === 'Play') prefetch(core, document, node);
      }
    }
  }
}

/**
 * The absolute URL that an attribute or a Redirect names; without text, the document's own URL.
 * Null where it is relative (or missing) and the document has no URL, or where it cannot be one.
 */
export function resolveUrl(document: TwimlDocument, text: string | undefined): string | null {
  if (text === undefined || text === '') return document.url;
  if (text.startsWith('https://') || text.startsWith('http://')) return text;
  if (document.url === null) return null;
  try {
    return new URL(text, document.url).href;
  } catch {
    return null;
  }
}

/** The text of an element that holds only text, trimmed. */
export function textOf(element: TwimlElement): string {
  let text = '';
  for (const node of element.nodes) if (typeof node === 'string') text += node;
  return text.trim();
}

const FATAL_FLAWS = new Set([12100, 13238, 11100]);

function prefetch(core: NetworkCore, document: TwimlDocument, play: TwimlElement): void {
  const url = resolveUrl(document, textOf(play));
  if (url === null || play.nodes.length === 0 || core.media.ready(url) !== null) return;
  (document.media ??= new Map()).set(url, core.media.fetch(url));
}

/** TwiML given to the REST API has no URL of its own, so every URL in it must be absolute and present. */
function relativeUrls(verbs: readonly TwimlElement[]): TwimlFlaw[] {
  const flaws: TwimlFlaw[] = [];
  for (const verb of verbs) {
    if (!VERBS_THAT_NEED_A_URL.has(verb.name)) continue;
    const url = verb.name === 'Redirect' ? textOf(verb) : verb.attributes['action'];
    const needed = verb.name === 'Redirect' || verb.name === 'Gather' || verb.name === 'Record';
    if ((url === undefined && !needed) || (url !== undefined && /^https?:\/\//.test(url))) continue;
    flaws.push({
      code: 11100,
      message: `Failed to run TwiML: <${verb.name}> needs an absolute URL in TwiML given to the REST API.`,
    });
  }
  return flaws;
}
