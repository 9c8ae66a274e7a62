import { browserTests } from './browser-tests.ts';
import { wholeCallSuite } from './whole-call-suite.ts';

// A file of its own, so that another worker can run it: a call takes its time.
browserTests({ 'a whole call': wholeCallSuite });
