import { expect, it } from 'vitest';
import { readBrowser, readUnit } from './test-reports.mjs';

it('tells of failed unit tests and of files that could not be loaded', () => {
  const report = {
    numPassedTests: 1,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [
      {
        name: 'a.test.ts',
        message: '',
        assertionResults: [
          { fullName: 'works', status: 'passed', failureMessages: [] },
          {
            fullName: 'counts',
            status: 'failed',
            failureMessages: ['\u001b[31m1 is not 2\u001b[0m'],
          },
        ],
      },
      { name: 'b.test.ts', message: 'no such module', assertionResults: [] },
    ],
  };
  expect(readUnit(report)).toEqual({
    passed: 1,
    failed: 1,
    skipped: 3,
    failures: ['a.test.ts › counts\n    1 is not 2', 'b.test.ts\n    no such module'],
  });
});

it('tells of failed browser tests at any depth, and counts those that passed later as failed', () => {
  const spec = (title: string, status: string, message: string) => ({
    file: 'x.spec.ts',
    line: 3,
    title,
    tests: [{ status, results: [{ errors: message === '' ? [] : [{ message }] }] }],
  });
  const report = {
    stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 0 },
    errors: [{ message: 'no browser' }],
    suites: [
      {
        specs: [spec('fine', 'expected', '')],
        suites: [
          { specs: [spec('opens', 'unexpected', 'timed out'), spec('at last', 'flaky', 'no')] },
        ],
      },
    ],
  };
  expect(readBrowser(report)).toEqual({
    passed: 4,
    failed: 2,
    skipped: 0,
    failures: [
      'outside of any test\n    no browser',
      'x.spec.ts:3 › opens\n    timed out',
      'x.spec.ts:3 › at last\n    no',
    ],
  });
});
