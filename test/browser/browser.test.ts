import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { accessibilitySuite } from './accessibility-suite.ts';
import { adminSuite } from './admin-suite.ts';
import { buildPages, findBrowser, launchBrowser } from './browser.ts';
import { callSuite } from './call-suite.ts';
import { consoleSuite } from './console-suite.ts';
import { lineSuite } from './line-suite.ts';
import { owedSuite } from './owed-suite.ts';
import { signInSuite } from './sign-in-suite.ts';
import { supervisorSuite } from './supervisor-suite.ts';
import { tabsSuite } from './tabs-suite.ts';
import { voiceSuite } from './voice-suite.ts';
import { wholeCallSuite } from './whole-call-suite.ts';

const executable = findBrowser();

if (executable === null)
  console.log('Browser tests skipped: no Chromium was found (CHROMIUM_PATH names one).');

// One file, so that all suites share one browser and one build. A page that is held up by a busy machine for longer than
// a promise of seconds allows gets a second chance; one that breaks the promise does not keep it then either.
describe.skipIf(executable === null)('the pages', { retry: 2 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    await buildPages();
    browser = await launchBrowser(executable ?? '');
  });
  afterAll(() => browser.close());

  describe('signing in', () => {
    signInSuite(() => browser);
  });
  describe('the console', () => {
    consoleSuite(() => browser);
  });
  describe('the call card', () => {
    callSuite(() => browser);
  });
  describe('notes in own voice', () => {
    voiceSuite(() => browser);
  });
  describe('what is owed', () => {
    owedSuite(() => browser);
  });
  describe('the supervisor', () => {
    supervisorSuite(() => browser);
  });
  describe('the line to the server', () => {
    lineSuite(() => browser);
  });
  describe('several tabs', () => {
    tabsSuite(() => browser);
  });
  describe('the admin page', () => {
    adminSuite(() => browser);
  });
  describe('a whole call', () => {
    wholeCallSuite(() => browser);
  });
  describe('accessibility', () => {
    accessibilitySuite(() => browser);
  });
});
