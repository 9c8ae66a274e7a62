import { checkVoiceScripts } from './check.ts';
import { describeProblem, readScriptFiles } from './load.ts';

/** `npm run check` runs this: prints what is wrong with the voice scripts, and exits 1 where anything is. */
const files = readScriptFiles(process.argv[2] ?? 'voice-scripts');
const problems = checkVoiceScripts(files);
for (const problem of problems) console.error(describeProblem(problem));
if (problems.length > 0) {
  console.error(`${problems.length} to mend in the voice scripts.`);
  process.exitCode = 1;
} else {
  console.log(`Voice scripts: ${files.length} files, nothing to mend.`);
}
