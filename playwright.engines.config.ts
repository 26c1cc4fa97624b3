import { defineConfig } from '@playwright/test';

/** The journeys that all three engines make, each in its own browser, against the site in dist/. */
export default defineConfig({
  testDir: 'e2e/engines',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/engines',
  // One browser waits a lot for its driver; more than two would wait for each other.
  workers: 2,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 600_000,
  reporter: 'list',
});
