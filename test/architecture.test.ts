import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { moments } from '../src/voice-script/moments.ts';
import { SOURCES } from '../src/web/build-if-missing.ts';

/** A file of the source with what it imports, relative imports as paths from `src/`. */
type Source = { file: string; room: string; text: string; imports: { from: string; typeOnly: boolean }[] };

const sources = readSources('src');
const server = sources.filter(({ room }) => room !== 'web');
const PURE = ['audio', 'callback', 'contact', 'desk', 'waiting', 'voice-script', 'twiml'];
/** Packages that a pure room may use beside zod. */
const PURE_PACKAGES: Record<string, string[]> = {
  callback: ['libphonenumber-js/max'],
  'voice-script': ['@formatjs/icu-messageformat-parser', 'yaml'],
};
/** The files of `voice-script/` that read the scripts from disk, or check them from the command line. */
const READS_FILES = ['voice-script/load.ts', 'voice-script/check-cli.ts'];

/** Which rooms each room of the server may import, beside itself and the files at the root of `src/`. */
const MAY_IMPORT: Record<string, string[]> = {
  audio: [],
  callback: [],
  contact: ['desk', 'twiml', 'voice-script', 'waiting'],
  desk: ['contact', 'twiml', 'voice-script'],
  waiting: [],
  'voice-script': [],
  twiml: ['voice-script'],
  store: ['contact', 'desk', 'twiml', 'voice-script', 'waiting'],
  switchboard: ['audio', 'callback', 'contact', 'desk', 'store', 'twiml', 'voice-script', 'waiting'],
  twilio: [
    'audio',
    'callback',
    'contact',
    'desk',
    'store',
    'switchboard',
    'twiml',
    'voice-script',
    'waiting',
  ],
  // What the stream sends has the API's shapes.
  live: ['api', 'contact', 'desk', 'store', 'switchboard'],
  api: ['audio', 'contact', 'desk', 'live', 'store', 'switchboard', 'twiml', 'voice-script', 'waiting'],
  emulator: [],
};

test('there is a source to look at', () => {
  expect(server.length).toBeGreaterThan(80);
  for (const room of Object.keys(MAY_IMPORT)) expect(server.some((one) => one.room === room)).toBe(true);
});

describe('pure rooms', () => {
  const pure = server.filter(({ room, file }) => PURE.includes(room) && !READS_FILES.includes(file));

  test('import pure rooms, zod, and the packages named for them', () => {
    const wrong = pure.flatMap(({ file, room, imports }) =>
      imports
        .filter(({ from }) => !isPureImport(room, from) && !READS_FILES.includes(from))
        .map(({ from }) => `${file} imports ${from}`),
    );
    expect(wrong).toEqual([]);
  });

  test('know no clock, no chance, no environment and no timers', () => {
    const impure =
      /\b(Date\.now|new Date|Math\.random|process\.|setTimeout|setInterval|setImmediate|performance\.|crypto\.|globalThis|console\.)/;
    const wrong = pure.flatMap(({ file, text }) => {
      const found = impure.exec(withoutComments(text));
      return found === null ? [] : [`${file}: ${found[0]}`];
    });
    expect(wrong).toEqual([]);
  });
});

test('imports point one way, room by room', () => {
  const wrong = server.flatMap(({ file, room, imports }) => {
    const allowed = MAY_IMPORT[room];
    if (allowed === undefined) return [];
    return imports
      .filter(({ from }) => isRelative(from) && roomOf(from) !== '')
      .filter(({ from }) => roomOf(from) !== room && !allowed.includes(roomOf(from)))
      .map(({ from }) => `${file} imports ${from}`);
  });
  expect(wrong).toEqual([]);
});

test('no room is imported by what it imports, but for the types that contact and desk share', () => {
  const edges = new Map<string, Set<string>>();
  for (const { room, imports } of server) {
    if (room === '') continue;
    for (const { from, typeOnly } of imports) {
      const target = isRelative(from) ? roomOf(from) : '';
      if (target === '' || target === room) continue;
      if (typeOnly && ['contact', 'desk'].includes(room) && ['contact', 'desk'].includes(target)) continue;
      // A message's constructors are shared by the two sides that exchange them.
      if (room === 'desk' && from === 'contact/decision.ts') continue;
      edges.set(room, (edges.get(room) ?? new Set()).add(target));
    }
  }
  expect(cycleIn(edges)).toEqual([]);
});

test('no file imports itself round about, types apart; in the emulator a leg runs verbs, and a verb makes legs', () => {
  const edges = new Map<string, Set<string>>();
  for (const { file, room, imports } of sources) {
    for (const { from, typeOnly } of imports) {
      if (room !== 'emulator' && !typeOnly && isRelative(from))
        edges.set(file, (edges.get(file) ?? new Set()).add(from));
    }
  }
  expect(cycleIn(edges)).toEqual([]);
});

test('adapters are chosen where the server is put together, and nowhere else', () => {
  const adapters = ['store/redis/redis-store.ts', 'store/memory/memory-store.ts', 'twilio/rest-client.ts'];
  const wrong = server.flatMap(({ file, room, imports }) =>
    imports
      .filter(({ from, typeOnly }) => adapters.includes(from) && !typeOnly && room !== '')
      .filter(() => !['demo', 'setup-twilio'].includes(room))
      .map(({ from }) => `${file} imports ${from}`),
  );
  expect(wrong).toEqual([]);
});

test('the emulator knows nothing of the server but its clock', () => {
  const wrong = server
    .filter(({ room }) => room === 'emulator')
    .flatMap(({ file, imports }) =>
      imports
        .filter(({ from }) => isRelative(from) && roomOf(from) !== 'emulator' && from !== 'clock.ts')
        .map(({ from }) => `${file} imports ${from}`),
    );
  expect(wrong).toEqual([]);
});

test('the server knows nothing of the emulator; only the demo puts them together', () => {
  const wrong = server
    .filter(({ room }) => room !== 'emulator' && room !== 'demo')
    .flatMap(({ file, imports }) =>
      imports.filter(({ from }) => roomOf(from) === 'emulator').map(({ from }) => `${file} imports ${from}`),
    );
  expect(wrong).toEqual([]);
});

test('the pages take types and pure rooms from the server, nothing else', () => {
  const web = sources.filter(({ file }) => file.startsWith('web/app/'));
  expect(web.length).toBeGreaterThan(20);
  const wrong = web.flatMap(({ file, imports }) =>
    imports
      .filter(({ from }) => isRelative(from) && roomOf(from) !== 'web')
      .filter(({ from, typeOnly }) => !typeOnly && !PURE.includes(roomOf(from)))
      .map(({ from }) => `${file} imports ${from}`),
  );
  expect(wrong).toEqual([]);
});

test('a build of the pages is old when anything is newer that is built into them', () => {
  const isIn = (from: string) => SOURCES.some((source) => path.resolve('src', from).startsWith(source));
  const builtIn = new Set(sources.flatMap(({ file }) => (file.startsWith('web/app/') ? [file] : [])));
  for (const file of builtIn) {
    const imports = sources.find((source) => source.file === file)?.imports ?? [];
    for (const { from, typeOnly } of imports) if (isRelative(from) && !typeOnly) builtIn.add(from);
  }
  expect([...builtIn].filter((file) => !isIn(file))).toEqual([]);
});

test('the environment is read in one place', () => {
  // The two beside main look for the redis-server of this machine along PATH.
  const mayRead = ['main.ts', 'store/redis/find-redis-server.ts', 'store/redis/local-redis.ts'];
  const wrong = server.filter(
    ({ file, room, text }) =>
      /process\.env/.test(withoutComments(text)) &&
      !mayRead.includes(file) &&
      !['demo', 'setup-twilio'].includes(room),
  );
  expect(wrong.map(({ file }) => file)).toEqual([]);
});

test('every moment that the voice scripts have words for is said by somebody', () => {
  const speakers = server.filter(({ room }) => room !== 'voice-script').map(({ text }) => text);
  const unsaid = Object.keys(moments).filter(
    (moment) => !speakers.some((text) => text.includes(`'${moment}'`)),
  );
  expect(unsaid).toEqual([]);
});

test('no file is longer than 300 lines', () => {
  const long = [...sources, ...readSources('test')].filter(({ text }) => text.split('\n').length > 301);
  expect(long.map(({ file, text }) => `${file}: ${text.split('\n').length - 1}`)).toEqual([]);
});

test('no folder is crowded: a room of more than thirty files has folders for its parts', () => {
  const files = new Map<string, number>();
  for (const { file } of sources) files.set(path.dirname(file), (files.get(path.dirname(file)) ?? 0) + 1);
  expect([...files].filter(([, count]) => count > 30)).toEqual([]);
});

test('files are named in kebab-case', () => {
  const wrong = sources.filter(
    ({ file }) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.module|\.config)?\.tsx?$/.test(path.basename(file)),
  );
  expect(wrong.map(({ file }) => file)).toEqual([]);
});

test('no merge has left its marks in the documents and the words, which no compiler reads', () => {
  const isRead = (name: string) => /\.(md|yaml|css|lua)$|^\.env\.example$/.test(name);
  const files = ['src', 'test', 'voice-scripts'].flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => path.join(root, name)),
  );
  const marked = [...readdirSync('.'), ...files].filter(
    (file) => isRead(file) && /^(<{7} |={7}$|>{7} )/m.test(readFileSync(file, 'utf8')),
  );
  expect(marked).toEqual([]);
});

function isPureImport(room: string, from: string): boolean {
  if (isRelative(from)) return PURE.includes(roomOf(from));
  return from === 'zod' || (PURE_PACKAGES[room] ?? []).includes(from);
}

function readSources(root: string): Source[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((name) => !name.includes('/dist/'))
    .map((name) => {
      const file = path.relative(root, name);
      const text = readFileSync(name, 'utf8');
      return { file, room: roomOf(file), text, imports: importsOf(file, text) };
    });
}

/** What a file imports or exports again; type-only where all of the statement is. */
function importsOf(file: string, text: string): Source['imports'] {
  const statement = /^(?:import|export)\s+(type\s+)?(?:([^'";]*?)\s+from\s+)?['"]([^'"]+)['"]/gm;
  const found = [...text.matchAll(statement)].map(([, type, names = '', from = '']) => ({
    from: resolved(file, from),
    typeOnly: type !== undefined || isAllTypes(names),
  }));
  const dynamic = [...text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)].map(([, from = '']) => ({
    from: resolved(file, from),
    typeOnly: false,
  }));
  return [...found, ...dynamic];
}

function isAllTypes(names: string): boolean {
  const list = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1];
  if (list === undefined) return false;
  const each = list
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return each.length > 0 && each.every((one) => one.startsWith('type '));
}

function resolved(file: string, from: string): string {
  return from.startsWith('.') ? path.join(path.dirname(file), from) : from;
}

function isRelative(from: string): boolean {
  return /\.(tsx?|css|svg|html)$/.test(from) && !from.startsWith('@');
}

/** The folder of a file under `src/`; '' for the files at its root. */
function roomOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '') : '';
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

/** A path that leads back to where it began, or nothing. */
function cycleIn(edges: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const done = new Set<string>();
  const search = (at: string, trail: string[]): string[] => {
    const seen = trail.indexOf(at);
    if (seen >= 0) return [...trail.slice(seen), at];
    if (done.has(at)) return [];
    for (const next of edges.get(at) ?? []) {
      const cycle = search(next, [...trail, at]);
      if (cycle.length > 0) return cycle;
    }
    done.add(at);
    return [];
  };
  for (const start of edges.keys()) {
    const cycle = search(start, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}
