import type { TwimlElement } from './parse-twiml.ts';
import { type ElementSchema, flaw, type TwimlFlaw, VERBS } from './twiml-elements.ts';

/** Where a document runs decides which verbs it may use. */
export type TwimlPlace = 'call' | 'conference-audio';

export type { TwimlFlaw };

/**
 * Everything in a parsed document that Twilio's schema does not allow: verbs, attributes, nesting, values.
 * 12200 schema, 13238 a verb that conference audio may not use, 13511 voice, 13520 empty Say, 13521 long Say.
 * There is no public schema of today; the attributes are those of the `twilio` package's VoiceResponse.
 */
export function findTwimlFlaws(root: TwimlElement, place: TwimlPlace = 'call'): TwimlFlaw[] {
  const flaws: TwimlFlaw[] = [];
  if (root.name !== 'Response') flaws.push(flaw(`the root element is <${root.name}>, not <Response>`, 12100));
  for (const name in root.attributes) flaws.push(flaw(`attribute "${name}" is not allowed in <Response>`));
  for (const node of root.nodes) {
    if (typeof node === 'string') {
      flaws.push(flaw('text is not allowed directly in <Response>'));
      continue;
    }
    if (place === 'conference-audio' && !CONFERENCE_AUDIO_VERBS.has(node.name)) {
      flaws.push(flaw(`<${node.name}> is not allowed in a waitUrl, holdUrl or announceUrl document`, 13238));
    }
    checkElement(node, VERBS, 'Response', flaws);
  }
  return flaws;
}

const CONFERENCE_AUDIO_VERBS = new Set(['Play', 'Say', 'Pause', 'Redirect']);

function checkElement(
  element: TwimlElement,
  allowed: Readonly<Record<string, ElementSchema>>,
  parent: string,
  flaws: TwimlFlaw[],
): void {
  const schema = Object.hasOwn(allowed, element.name) ? allowed[element.name] : undefined;
  if (schema === undefined) {
    flaws.push(flaw(`<${element.name}> is not allowed in <${parent}>`));
    return;
  }
  for (const name in element.attributes) {
    const rule = Object.hasOwn(schema.attributes, name) ? schema.attributes[name] : undefined;
    const value = element.attributes[name] as string;
    if (rule === undefined) flaws.push(flaw(`attribute "${name}" is not allowed in <${element.name}>`));
    else if (!rule(value))
      flaws.push(flaw(`"${value.slice(0, 60)}" is not allowed for ${element.name} ${name}`));
  }
  let hasText = false;
  for (const node of element.nodes) {
    if (typeof node !== 'string') checkElement(node, schema.children ?? {}, element.name, flaws);
    else if (schema.text === undefined) flaws.push(flaw(`text is not allowed in <${element.name}>`));
    else hasText = true;
  }
  if (schema.text === 'required' && !hasText) flaws.push(flaw(`<${element.name}> has no text`));
  const further = schema.check?.(element) ?? null;
  if (further !== null) flaws.push(further);
}
