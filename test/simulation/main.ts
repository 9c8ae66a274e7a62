import { parseArgs } from 'node:util';
import { report } from './report.ts';
import { simulate } from './simulate.ts';

const USAGE = 'npm run simulate -- [--contacts N] [--seed S]';

const { values } = parseArgs({
  options: { contacts: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } },
});
const contacts = wholeNumber('contacts', values.contacts, 1);
const seed = wholeNumber('seed', values.seed, 0);

const startedAt = performance.now();
const cpu = process.cpuUsage();
let called = 0;
let shownAt = startedAt;
const result = await simulate({
  contacts,
  seed,
  onWorld(world) {
    called += world.counts.get('contacts') ?? 0;
    if (performance.now() - shownAt < 5_000) return;
    shownAt = performance.now();
    process.stderr.write(`… ${called} of ${contacts} contacts\n`);
  },
});
const { user, system } = process.cpuUsage(cpu);
process.stdout.write(
  report(result, {
    contacts,
    seed,
    wallSeconds: (performance.now() - startedAt) / 1_000,
    cpuSeconds: (user + system) / 1_000_000,
  }),
);
process.exitCode = result.failure === null ? 0 : 1;

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  process.stderr.write(`Failed to simulate: --${name} is not a whole number from ${least}. Use ${USAGE}.\n`);
  process.exit(2);
}
