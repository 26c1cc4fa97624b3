/** Ends a whole browser as a crash, an update or a flat battery does, and opens its profile again. */
import { join } from 'node:path';
import { processesOf } from './processes.mjs';

/** Kills that one profile goes through, so that what piles up in it stays small. */
const perProfile = 10;

/** What may be found after a kill, since what was begun may have arrived or not. */
export class Ledger {
  /** What was said to be saved. */
  said = [];
  /** What was begun, in this order; the last of it may not have been said. */
  begun = [];

  begin(what) {
    this.begun.push(what);
  }

  say(what) {
    this.said.push(what);
  }

  /** Goes on from what was really found, which is there to stay. */
  goOnFrom(found) {
    this.said = [...found];
    this.begun = [...found];
  }
}

/** Ends every process of the browser that keeps its data in `profile`, at once. */
async function kill(app, profile) {
  const closed = new Promise((resolve) => app.page.context().once('close', resolve));
  for (const { id } of processesOf(profile)) {
    try {
      process.kill(id, 'SIGKILL');
    } catch (error) {
      // The first one took it along.
      if (error.code !== 'ESRCH') throw error;
    }
  }
  await closed;
}

/** Waits until stored work is back. */
async function opened(chromium, profile) {
  const app = await chromium.newAppOnDisk(profile);
  await app.page.locator('main:not([inert])').waitFor({ timeout: 60_000 });
  return app;
}

/**
 * Does something again and again and kills the browser at a random moment of it, `kills` times.
 * @param kind `prepare(app)` is done once in a fresh profile; `act(app, ledger)` notes in the ledger
 *   what it begins and what the page says is saved; `look(app, ledger)` returns what was found, and
 *   throws for what is half-written; `faults(found, ledger)` says what is not as promised
 */
export async function killDuring({ chromium, kind, kills, folder }) {
  const problems = [];
  let killed = 0;
  let saidInAll = 0;
  while (killed < kills) {
    const profile = join(folder, `${kind.name}-${killed}`);
    const ledger = new Ledger();
    let app = await opened(chromium, profile);
    try {
      await kind.prepare(app);
      const began = performance.now();
      await kind.act(app, ledger);
      // It takes this long here and now; a kill may come at any moment of it, or just after.
      const takes = performance.now() - began;
      for (let round = 0; round < perProfile && killed < kills; round += 1) {
        let isOver = false;
        const acting = (async () => {
          while (!isOver) await kind.act(app, ledger);
        })().catch((error) => {
          if (!isOver) throw error;
        });
        const moment = new Promise((resolve) => setTimeout(resolve, Math.random() * 1.5 * takes));
        await Promise.race([moment, acting]);
        isOver = true;
        await kill(app, profile);
        await acting;
        killed += 1;
        app = await opened(chromium, profile);
        saidInAll += ledger.said.length;
        try {
          const found = await kind.look(app, ledger);
          problems.push(...kind.faults(found, ledger));
          ledger.goOnFrom(found);
        } catch (error) {
          problems.push(error instanceof Error ? error.message : String(error));
          break;
        }
      }
    } finally {
      await app.close();
    }
  }
  const many =
    problems.length === 0
      ? 'nothing that was said to be saved was missing, and nothing was half there'
      : problems.join('; ');
  return {
    ok: problems.length === 0,
    line: `${killed} kills of the whole browser during ${kind.words}: ${many}.`,
    said: saidInAll,
  };
}

/** Faults of a collection: all that was said must be there, and nothing that was never begun. */
export function collectionFaults(found, { said, begun }) {
  const lost = said.filter((one) => !found.includes(one));
  const strange = found.filter((one) => !begun.includes(one));
  const twice = found.filter((one, index) => found.indexOf(one) !== index);
  return [
    ...lost.map((one) => `${one} was lost`),
    ...strange.map((one) => `${one} was never kept`),
    ...twice.map((one) => `${one} is there twice`),
  ];
}

/** Faults of a state of which there is one: the last that was said, or one that was begun since. */
export function stateFaults([found], { said, begun }) {
  const last = said.at(-1);
  const since = begun.slice(begun.lastIndexOf(last));
  return since.includes(found) ? [] : [`found ${found} after ${last} was said to be saved`];
}
