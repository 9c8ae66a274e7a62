import { browserTests } from './browser-tests.ts';
import { callSuite } from './call-suite.ts';
import { consoleSuite } from './console-suite.ts';
import { listenSuite } from './listen-suite.ts';
import { owedSuite } from './owed-suite.ts';
import { phoneSuite } from './phone-suite.ts';
import { severalSuite } from './several-suite.ts';
import { supervisorSuite } from './supervisor-suite.ts';
import { voiceSuite } from './voice-suite.ts';

// A file of its own, so that another worker can run it.
browserTests({
  'the console': consoleSuite,
  'the call card': callSuite,
  'the phone': phoneSuite,
  'several callers': severalSuite,
  'what is owed': owedSuite,
  'notes in own voice': voiceSuite,
  'the supervisor': supervisorSuite,
  'listening in': listenSuite,
});
