/** One XML element of a TwiML document. */
export type TwimlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Child elements and text in order; text that is only white space is left out. */
  readonly nodes: readonly TwimlNode[];
};
export type TwimlNode = TwimlElement | string;

/** The document is not well-formed XML (Twilio error 12100). */
export class TwimlSyntaxError extends Error {
  readonly code = 12100;
}

/**
 * Parses a TwiML document strictly: well-formed XML, one root, nothing before `<?xml`, no document type.
 * The root's name is not looked at. Throws TwimlSyntaxError (Twilio 12100: leading white space before the
 * declaration, a missing root, unclosed elements).
 */
export function parseTwiml(source: string): TwimlElement {
  return new Reader(source.charCodeAt(0) === 0xfeff ? source.slice(1) : source).document();
}

const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze({});
const NO_NODES: readonly TwimlNode[] = Object.freeze([]);
const DEEPEST_NESTING = 32;
const NAMED_ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const LT = 60;
const GT = 62;
const SLASH = 47;
const AMP = 38;
const EQUALS = 61;

/** A cursor over the text; written by hand because a simulation parses tens of thousands of documents a second. */
class Reader {
  private at = 0;
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  document(): TwimlElement {
    if (this.source.startsWith('<?xml') && isSpace(this.source.charCodeAt(5)))
      this.skipPast('?>', 'declaration');
    this.skipMisc();
    if (this.source.charCodeAt(this.at) !== LT) this.fail('there is no root element');
    const root = this.element(0);
    this.skipMisc();
    if (this.at < this.source.length) this.fail('there is something after the root element');
    return root;
  }

  /** White space, comments and processing instructions around the root. */
  private skipMisc(): void {
    for (;;) {
      this.skipSpace();
      if (this.source.startsWith('<!--', this.at)) this.skipComment();
      else if (this.source.startsWith('<?', this.at)) this.skipInstruction();
      else return;
    }
  }

  private element(depth: number): TwimlElement {
    if (depth > DEEPEST_NESTING) this.fail('elements are nested too deeply');
    this.at += 1;
    const name = this.name();
    const attributes = this.attributes();
    if (this.source.charCodeAt(this.at) === SLASH) {
      this.at += 1;
      this.expect(GT, `"/" in <${name}> is not followed by ">"`);
      return { name, attributes, nodes: NO_NODES };
    }
    this.expect(GT, `<${name}> is not closed by ">"`);
    const nodes = this.content(depth, name);
    const closing = this.name();
    if (closing !== name) this.fail(`<${name}> is closed by </${closing}>`);
    this.skipSpace();
    this.expect(GT, `</${name}> is not closed by ">"`);
    return { name, attributes, nodes: nodes ?? NO_NODES };
  }

  /** Everything up to the closing tag's name; null where there was nothing. */
  private content(depth: number, name: string): TwimlNode[] | null {
    let nodes: TwimlNode[] | null = null;
    for (;;) {
      const next = this.source.indexOf('<', this.at);
      if (next < 0) this.fail(`<${name}> is never closed`);
      if (next > this.at) {
        const text = this.text(next);
        if (text !== null) {
          if (nodes === null) nodes = [text];
          else nodes.push(text);
        }
      }
      const second = this.source.charCodeAt(next + 1);
      if (second === SLASH) {
        this.at = next + 2;
        return nodes;
      }
      if (second === 33 || second === 63) {
        const text = this.special();
        if (text !== null) (nodes ??= []).push(text);
        continue;
      }
      const child = this.element(depth + 1);
      if (nodes === null) nodes = [child];
      else nodes.push(child);
    }
  }

  /** A comment or processing instruction (null) or a CDATA section (its text). */
  private special(): string | null {
    if (this.source.startsWith('<!--', this.at)) this.skipComment();
    else if (this.source.startsWith('<?', this.at)) this.skipInstruction();
    else if (this.source.startsWith('<![CDATA[', this.at)) {
      const from = this.at + 9;
      this.skipPast(']]>', 'CDATA section');
      const text = this.source.slice(from, this.at - 3);
      for (let i = 0; i < text.length; i += 1) this.checkCharacter(text.charCodeAt(i), from + i);
      return text;
    } else this.fail('a document type or an unknown "<!" is not allowed');
    return null;
  }

  private attributes(): Readonly<Record<string, string>> {
    let attributes: Record<string, string> | null = null;
    for (;;) {
      const spaced = this.skipSpace();
      const code = this.source.charCodeAt(this.at);
      if (code === GT || code === SLASH) return attributes ?? NO_ATTRIBUTES;
      if (!spaced) this.fail('an attribute must be preceded by white space');
      const name = this.name();
      this.skipSpace();
      this.expect(EQUALS, `attribute "${name}" has no value`);
      this.skipSpace();
      const value = this.attributeValue(name);
      attributes ??= {};
      if (Object.hasOwn(attributes, name) || name === '__proto__')
        this.fail(`attribute "${name}" is not allowed twice`);
      attributes[name] = value;
    }
  }

  private attributeValue(name: string): string {
    const quote = this.source[this.at];
    if (quote !== '"' && quote !== "'") this.fail(`the value of "${name}" is not quoted`);
    this.at += 1;
    const end = this.source.indexOf(quote as string, this.at);
    if (end < 0) this.fail(`the value of "${name}" has no closing quote`);
    const value = this.text(end, true) ?? this.source.slice(this.at, end);
    this.at = end + 1;
    return value;
  }

  /** The text from here to `end` with entities resolved; null where it is only white space. Leaves the cursor at `end`. */
  private text(end: number, inAttribute = false): string | null {
    const { source } = this;
    let blank = true;
    let plain = true;
    for (let i = this.at; i < end; i += 1) {
      const code = source.charCodeAt(i);
      if (code > 127 || code < 32) {
        this.checkCharacter(code, i);
        if (!isSpace(code)) blank = false;
      } else if (code !== 32) {
        blank = false;
        if (code === AMP) plain = false;
        else if (code === LT && inAttribute) this.fail('"<" is not allowed in an attribute');
        else if (code === GT && !inAttribute && source.startsWith(']]', i - 2) && i - 2 >= this.at) {
          this.fail('"]]>" is not allowed in text');
        }
      }
    }
    const from = this.at;
    if (!inAttribute) this.at = end;
    if (blank) return null;
    return plain ? source.slice(from, end) : this.resolveEntities(from, end);
  }

  private resolveEntities(from: number, end: number): string {
    let out = '';
    let at = from;
    for (;;) {
      const ampersand = this.source.indexOf('&', at);
      if (ampersand < 0 || ampersand >= end) return out + this.source.slice(at, end);
      const semicolon = this.source.indexOf(';', ampersand);
      if (semicolon < 0 || semicolon >= end) this.fail('"&" does not begin an entity');
      out += this.source.slice(at, ampersand) + this.entity(this.source.slice(ampersand + 1, semicolon));
      at = semicolon + 1;
    }
  }

  private entity(name: string): string {
    const named = Object.hasOwn(NAMED_ENTITIES, name) ? NAMED_ENTITIES[name] : undefined;
    if (named !== undefined) return named;
    const numeric = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name);
    if (numeric === null) this.fail(`entity "&${name};" is not known`);
    const code = numeric?.[1] === undefined ? Number(numeric?.[2]) : Number.parseInt(numeric[1], 16);
    const legal =
      code === 9 ||
      code === 10 ||
      code === 13 ||
      (code >= 32 && code < 0xd800) ||
      (code > 0xdfff && code < 0xfffe);
    if (!legal && !(code >= 0x10000 && code <= 0x10ffff))
      this.fail(`character reference "&${name};" is not allowed`);
    return String.fromCodePoint(code);
  }

  private checkCharacter(code: number, at: number): void {
    if (code < 32 && !isSpace(code)) this.fail(`control character ${code} is not allowed`);
    if (code === 0xfffe || code === 0xffff) this.fail('a non-character is not allowed');
    if (code < 0xd800 || code > 0xdfff) return;
    const other = this.source.charCodeAt(code < 0xdc00 ? at + 1 : at - 1);
    const paired = code < 0xdc00 ? other >= 0xdc00 && other <= 0xdfff : other >= 0xd800 && other < 0xdc00;
    if (!paired) this.fail('half of a surrogate pair is not allowed');
  }

  private name(): string {
    const from = this.at;
    let code = this.source.charCodeAt(this.at);
    if (!isNameStart(code)) this.fail('a name was expected');
    do {
      this.at += 1;
      code = this.source.charCodeAt(this.at);
    } while (isNameStart(code) || (code >= 48 && code <= 57) || code === 45 || code === 46);
    return this.source.slice(from, this.at);
  }

  private skipSpace(): boolean {
    const from = this.at;
    while (isSpace(this.source.charCodeAt(this.at))) this.at += 1;
    return this.at > from;
  }

  private skipComment(): void {
    this.at += 4;
    const dashes = this.source.indexOf('--', this.at);
    if (dashes < 0 || this.source.charCodeAt(dashes + 2) !== GT)
      this.fail('a comment is not closed or contains "--"');
    this.at = dashes + 3;
  }

  private skipInstruction(): void {
    if (/^<\?xml\s/i.test(this.source.slice(this.at, this.at + 6)))
      this.fail('"<?xml" is not at the very start');
    this.skipPast('?>', 'processing instruction');
  }

  private skipPast(end: string, what: string): void {
    const found = this.source.indexOf(end, this.at);
    if (found < 0) this.fail(`a ${what} is not closed`);
    this.at = found + end.length;
  }

  private expect(code: number, otherwise: string): void {
    if (this.source.charCodeAt(this.at) !== code) this.fail(otherwise);
    this.at += 1;
  }

  private fail(reason: string): never {
    throw new TwimlSyntaxError(`Failed to parse TwiML: ${reason} (at character ${this.at}).`);
  }
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

function isNameStart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 58 || code > 127
  );
}
