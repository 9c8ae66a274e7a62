import { adminSuite } from './admin-suite.ts';
import { browserTests } from './browser-tests.ts';
import { changesSuite } from './changes-suite.ts';
import { lineSuite } from './line-suite.ts';
import { nuisanceSuite } from './nuisance-suite.ts';
import { peopleSuite } from './people-suite.ts';
import { reportsSuite } from './reports-suite.ts';
import { signInSuite } from './sign-in-suite.ts';
import { tabsSuite } from './tabs-suite.ts';

browserTests({
  'signing in': signInSuite,
  'the line to the server': lineSuite,
  'several tabs': tabsSuite,
  'the admin page': (opener) => {
    adminSuite(opener);
    peopleSuite(opener);
    changesSuite(opener);
    reportsSuite(opener);
    nuisanceSuite(opener);
  },
});
