import { defineConfig } from '@playwright/test';
import { chromiumArgs, findChromium } from './scripts/browsers.mjs';

const executablePath = await findChromium();

/** Browser tests run against the built site in dist/: `npm run build` comes first. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  testIgnore: 'engines/**',
  outputDir: 'test-results/browser',
  // The image engine starts several threads; more than two pages at once only wait for each other.
  workers: process.env['PLAYWRIGHT_WORKERS'] ? Number(process.env['PLAYWRIGHT_WORKERS']) : 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  // The longest goes through every state of the screen; a busy machine is slow, not wrong.
  timeout: 150_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    colorScheme: 'dark',
    // Movement takes a fifth of the time of every test, and motion.spec.ts looks at it.
    contextOptions: { reducedMotion: 'reduce' },
    // Each test is a first visit: keeping the site for offline use would take a fifth of its time.
    serviceWorkers: 'block',
    // Recording takes a third of the time of every test, and what fails leaves a picture and the tree
    // of its page anyway: `--trace=retain-on-failure` records a test that is looked into.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      args: chromiumArgs,
      ...(executablePath === null ? {} : { executablePath }),
    },
  },
});
