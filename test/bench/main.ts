import { parseArgs } from 'node:util';
import { measureWebhooks } from './measure.ts';
import { memoryPerContact } from './memory.ts';
import { print } from './report.ts';

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
});

if (values.help) {
  console.log('npm run bench [-- --quick]\n  --quick  shorter rounds, a line of at most 10,000, less sure');
} else {
  const size = values.quick
    ? { lines: [100, 1_000, 10_000], rounds: 15, roundMs: 250, memoryContacts: 10_000 }
    : { lines: [100, 10_000, 100_000], rounds: 60, roundMs: 250, memoryContacts: 10_000 };
  const webhooks = await measureWebhooks(size);
  const memory = { contacts: size.memoryContacts, bytes: await memoryPerContact(size.memoryContacts) };
  process.exitCode = print(webhooks, memory) ? 0 : 1;
}
