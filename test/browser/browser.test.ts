import { adminSuite } from './admin-suite.ts';
import { browserTests } from './browser-tests.ts';
import { callSuite } from './call-suite.ts';
import { changesSuite } from './changes-suite.ts';
import { consoleSuite } from './console-suite.ts';
import { lineSuite } from './line-suite.ts';
import { listenSuite } from './listen-suite.ts';
import { severalSuite } from './several-suite.ts';
import { owedSuite } from './owed-suite.ts';
import { peopleSuite } from './people-suite.ts';
import { phoneSuite } from './phone-suite.ts';
import { reportsSuite } from './reports-suite.ts';
import { signInSuite } from './sign-in-suite.ts';
import { supervisorSuite } from './supervisor-suite.ts';
import { tabsSuite } from './tabs-suite.ts';
import { voiceSuite } from './voice-suite.ts';

browserTests({
  'signing in': signInSuite,
  'the console': consoleSuite,
  'the call card': callSuite,
  'the phone': phoneSuite,
  'several callers': severalSuite,
  'what is owed': owedSuite,
  'notes in own voice': voiceSuite,
  'the supervisor': supervisorSuite,
  'listening in': listenSuite,
  'the line to the server': lineSuite,
  'several tabs': tabsSuite,
  'the admin page': (browser) => {
    adminSuite(browser);
    peopleSuite(browser);
    changesSuite(browser);
    reportsSuite(browser);
  },
});
