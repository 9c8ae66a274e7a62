import { type Document, LineCounter, type Scalar, isMap, isScalar, parseDocument } from 'yaml';
import type { z } from 'zod';

/** One file of a language folder as it was read: `…/en/greeting.yaml` and its text. */
export type ScriptFile = { path: string; text: string };

/** Something that a person has to mend, with the place: line and column count from 1. */
export type Problem = { file: string; line: number; column: number; message: string };

/** The keys and list positions that lead to a value: `['greeting.place', 0]`. */
export type ValuePath = readonly (string | number)[];

/** A YAML file that knows where each of its values was written. */
export type ParsedFile = {
  path: string;
  content: unknown;
  problems: Problem[];
  /** A problem with the value at `path`, or with the character `offset` of that text. */
  problemAt(path: ValuePath, message: string, offset?: number): Problem;
  /** A problem with the key at `path` rather than with its value. */
  problemAtKey(path: ValuePath, message: string): Problem;
};

/** Reads YAML 1.2 and keeps the places. Syntax errors and doubled keys become problems; `content` is then undefined. */
export function parseScriptFile(file: ScriptFile): ParsedFile {
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines, prettyErrors: false });
  const problem = (offset: number, message: string): Problem => {
    const { line, col } = lines.linePos(offset);
    return { file: file.path, line: Math.max(1, line), column: Math.max(1, col), message };
  };
  const { content, failures } = contentOf(document);
  return {
    path: file.path,
    content,
    problems: failures.map(({ offset, message }) => problem(offset, message)),
    problemAt: (path, message, offset) => problem(placeOf(document, file.text, path, offset), message),
    problemAtKey: (path, message) => problem(placeOfKey(document, path), message),
  };
}

/** Holds a file's content to a shape; each issue of the shape becomes a problem at its place. */
export function readShape<T>(
  file: ParsedFile,
  shape: z.ZodType<T>,
): { value: T | null; problems: Problem[] } {
  if (file.problems.length > 0) return { value: null, problems: file.problems };
  const result = shape.safeParse(file.content ?? {});
  if (result.success) return { value: result.data, problems: [] };
  const problems = result.error.issues.flatMap((issue) => {
    const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) =>
        file.problemAtKey([...path, key], `"${key}" is not known here. Remove it, or correct its spelling.`),
      );
    }
    return [file.problemAt(path, `"${path.join(' → ') || 'this file'}" ${issue.message}`)];
  });
  return { value: null, problems };
}

function contentOf(document: Document.Parsed): {
  content: unknown;
  failures: { offset: number; message: string }[];
} {
  const failures = document.errors.map((error) => ({
    offset: error.pos[0],
    message: `this is not readable YAML: ${error.message.replace(/\.$/, '')}. Put words with : # or quotation marks between double quotes.`,
  }));
  if (failures.length > 0) return { content: undefined, failures };
  try {
    return { content: document.toJS({ maxAliasCount: 50 }), failures };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      content: undefined,
      failures: [{ offset: 0, message: `this YAML refers to itself: ${reason}. Write the words out.` }],
    };
  }
}

/** Where a value begins; for a value that is not there, where the nearest thing around it begins. */
function placeOf(document: Document.Parsed, source: string, path: ValuePath, offset?: number): number {
  for (let length = path.length; length >= 0; length--) {
    const node = nodeAt(document, path.slice(0, length));
    const start = node?.range?.[0];
    if (start === undefined) continue;
    const isWanted = length === path.length && offset !== undefined;
    return isWanted && isScalar(node) ? sourceOffset(source, start, node, offset) : start;
  }
  return 0;
}

function placeOfKey(document: Document.Parsed, path: ValuePath): number {
  const parent = nodeAt(document, path.slice(0, -1));
  const key = path.at(-1);
  if (isMap(parent)) {
    for (const { key: node } of parent.items) {
      if (isScalar(node) && String(node.value) === String(key) && node.range) return node.range[0];
    }
  }
  return placeOf(document, '', path);
}

function nodeAt(document: Document.Parsed, path: ValuePath) {
  let node = document.contents as unknown;
  for (const step of path) {
    if (isMap(node)) {
      node = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))?.value;
    } else {
      const items = (node as { items?: unknown[] } | null)?.items;
      node = typeof step === 'number' ? items?.[step] : undefined;
    }
  }
  return node as { range?: [number, number, number] | null; value?: unknown } | undefined;
}

/**
 * The place in the source of the character `offset` of a text that begins at `start`. YAML folds lines and
 * doubles quotes, so both texts are walked together and whatever only the source has is passed over. A text
 * with escapes such as \u0007 cannot be followed to its end; then its beginning has to do.
 */
function sourceOffset(source: string, start: number, { type, value }: Scalar, offset: number): number {
  if (typeof value !== 'string') return start;
  let at = start;
  if (type?.startsWith('QUOTE')) at += 1;
  if (type?.startsWith('BLOCK')) at = source.indexOf('\n', start) + 1;
  for (let index = 0; at < source.length; at++) {
    const wanted = value[index];
    const isFold = wanted === ' ' && source[at] === '\n';
    if (source[at] !== wanted && !isFold) continue;
    if (index === offset) return at;
    index++;
  }
  return start;
}
