/**
 * Kills at random moments: pages in the middle of runs of many files, the whole browser in the middle
 * of saving. What was said to be saved is there afterwards, and nothing is half there.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killDuring } from './browser-kills.mjs';
import { killBatches, shareBatches } from './kill-batch.mjs';
import { killKinds } from './kill-kinds.mjs';
import { settings } from './kill-settings.mjs';

/** Returns what came of all of it, as lines of Markdown. `killsEach` is per kind of saving. */
export async function soakKills({ chromium, kills, killsEach, tabs }) {
  const folder = mkdtempSync(join(tmpdir(), 'pipette-soak-'));
  const parts = [];
  const done = (part) => {
    console.log(`  ${part.line}`);
    parts.push(part);
  };
  try {
    for (const kind of killsEach > 0 ? [...killKinds, settings] : []) {
      done(await killDuring({ chromium, kind, kills: killsEach, folder }));
    }
    if (tabs > 0) done(await shareBatches({ chromium, tabs, folder }));
    if (kills > 0) done(await killBatches({ chromium, kills, folder }));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  return { ok: parts.every(({ ok }) => ok), lines: parts.map(({ line }) => line) };
}
