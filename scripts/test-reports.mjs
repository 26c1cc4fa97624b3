/** What the runners' reports come to: numbers, and what failed with the reason. */

/**
 * Reads the JSON report of vitest.
 * @returns {{ passed: number, failed: number, skipped: number, failures: string[] }}
 */
export function readUnit(report) {
  const failures = report.testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    // A file that could not be loaded has a message and no tests.
    if (failed.length === 0 && message) return [tell(name, message)];
    return failed.map(({ fullName, failureMessages }) =>
      tell(`${name} › ${fullName}`, failureMessages.join('\n')),
    );
  });
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  };
}

/**
 * Reads the JSON report of Playwright.
 * @returns {{ passed: number, failed: number, skipped: number, failures: string[] }}
 */
export function readBrowser({ stats, suites, errors }) {
  const outside = errors.map(({ message }) => tell('outside of any test', message ?? ''));
  return {
    // A test that passed only when it was tried again did not pass.
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
    failures: [...outside, ...suites.flatMap((suite) => failuresOf(suite))],
  };
}

function failuresOf({ specs = [], suites = [] }) {
  const own = specs.flatMap(({ file, line, title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) =>
        tell(
          `${file}:${line} › ${title}`,
          results.flatMap(({ errors }) => errors.map(({ message }) => message)).join('\n'),
        ),
      ),
  );
  return [...own, ...suites.flatMap((suite) => failuresOf(suite))];
}

const maxLines = 14;

const colours = /\u001b\[[0-9;]*m/g;

/** Returns one failure as text: where, and the first lines of why. */
export function tell(where, why) {
  const lines = why.replace(colours, '').split('\n').slice(0, maxLines);
  return [where, ...lines.map((line) => `    ${line}`)].join('\n');
}
