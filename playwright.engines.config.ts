import { defineConfig } from '@playwright/test';

/** The journeys that all three engines make, each in its own browser, against the site in dist/. */
export default defineConfig({
  testDir: 'e2e/engines',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/engines',
  // Engines would only wait for each other, and each starts as many threads as there are cores.
  workers: 1,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 600_000,
  reporter: 'list',
});
