import { accessibilitySuite } from './accessibility-suite.ts';
import { browserTests } from './browser-tests.ts';

// A file of its own, so that another worker can run it.
browserTests({ accessibility: accessibilitySuite });
