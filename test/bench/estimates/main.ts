import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compareOn } from './compare.ts';
import { generatedLog } from './generated-log.ts';
import { benchPage } from './page.ts';
import { scenarios } from './scenarios.ts';

const PAGE = fileURLToPath(new URL('../estimates.md', import.meta.url));

const results = scenarios().map((scenario) => ({ scenario, comparison: compareOn(generatedLog(scenario)) }));
const page = benchPage(results);
writeFileSync(PAGE, page);
console.log(page);
