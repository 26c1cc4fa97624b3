/** The page of a journey: the same few verbs in every engine, on top of what its driver can do. */
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds that anything may take on a busy machine. */
const patience = 120_000;

/** Milliseconds between two looks at a page. */
const pause = 40;

/** Names of downloads that are not whole yet. */
const unfinished = /\.(part|crdownload|tmp)$/;

/** Describes an element by its role and accessible name, below another one if need be. */
export const byRole = (role, name, within) => ({ role, name, within });

/** Describes the first of several elements. */
export const first = (where) => ({ ...where, isFirst: true });

/** Regular expressions do not travel as JSON. */
const sent = (where) => ({
  ...where,
  name:
    where.name instanceof RegExp
      ? { source: where.name.source, flags: where.name.flags }
      : where.name,
  within: where.within === undefined ? undefined : sent(where.within),
});

const said = ({ role, name, within }) =>
  `${role} ${name ?? ''}${within === undefined ? '' : ` in ${said(within)}`}`;

export class EnginePage {
  #driver;

  constructor(engine, driver) {
    /** The engine's name: Chromium, Firefox or WebKit. */
    this.engine = engine;
    this.#driver = driver;
  }

  /** False after `close`. */
  isOpen = true;

  /** Ends the browser and removes its profile; a second time it does nothing. */
  async close() {
    if (!this.isOpen) return;
    this.isOpen = false;
    await this.#driver.close();
  }

  /** What was written to the console as an error: page errors and breaches of the policy too. */
  get problems() {
    return this.#driver.problems;
  }

  goto = (url) => this.#driver.goto(url);
  reload = () => this.#driver.reload();
  screenshot = () => this.#driver.screenshot();
  resize = (width, height) => this.#driver.resize(width, height);

  /** Runs a function in the page with arguments that JSON can hold, and returns what it returns. */
  evaluate = (work, ...args) => this.#driver.execute(String(work), args);

  /** Asks the page again and again; returns the first answer that is true, in the page's sense. */
  async until(work, ...args) {
    const last = performance.now() + patience;
    for (;;) {
      const answer = await this.evaluate(work, ...args);
      if (answer) return answer;
      if (performance.now() > last) {
        throw new Error(
          `${this.engine}: still not so after ${patience} ms: ${work} ${JSON.stringify(args)}`,
        );
      }
      await wait(pause);
    }
  }

  /** Returns the facts of all elements described, as they are now. */
  all = (where) => this.evaluate((one) => globalThis.journey.find(one), sent(where));

  /** Waits for an element, and returns its facts: text, value and place. */
  async find(where) {
    const [first] = await this.#until(
      where,
      () => this.all(where),
      (found) => found.length > 0,
    );
    return first;
  }

  /** Waits until there is no such element. */
  async gone(where) {
    await this.#until(
      where,
      () => this.all(where),
      (found) => found.length === 0,
    );
  }

  /** Waits until the text of the first such element fits, and returns it. */
  text = (where, pattern) => this.#fitting(where, 'text', pattern);

  /** Waits until the value of the first such field fits, and returns it. */
  value = (where, pattern) => this.#fitting(where, 'value', pattern);

  async #fitting(where, fact, pattern) {
    const [first] = await this.#until(
      where,
      () => this.all(where),
      ([found]) => found !== undefined && pattern.test(found[fact]),
    );
    return first[fact];
  }

  /** Waits until the element can be pressed where it is, and presses it with the mouse. */
  async press(where) {
    const last = performance.now() + patience;
    do {
      const to = await this.#still(where, (one) => globalThis.journey.aimAt(one));
      await this.#driver.mouse([{ to }, 'down', 'up']);
      if (await this.evaluate(() => globalThis.journey.wasHit())) return;
    } while (performance.now() < last);
    throw new Error(`${this.engine}: ${said(where)} moves away from every press`);
  }

  /** Waits until the element can be pressed, and returns the middle of it. */
  target = (where) => this.#still(where, (one) => globalThis.journey.target(one));

  async #still(where, look) {
    let before;
    const { point } = await this.#until(
      where,
      () => this.evaluate(look, sent(where)),
      ({ point }) => {
        // What still moves would be missed.
        const still = point !== undefined && point.x === before?.x && point.y === before?.y;
        before = point;
        return still;
      },
    );
    return point;
  }

  /** Drags with the mouse from one point of the screen to another. */
  async drag(from, to, moves = 8) {
    const way = Array.from({ length: moves }, (_, index) => {
      const share = (index + 1) / moves;
      return { to: { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share } };
    });
    await this.#driver.mouse([{ to: from }, 'down', ...way, 'up']);
  }

  /** Presses on the element, wherever it has moved to, and drags it so far across and down. */
  async dragBy(where, x, y, moves = 8) {
    const last = performance.now() + patience;
    do {
      const from = await this.#still(where, (one) => globalThis.journey.aimAt(one));
      await this.#driver.mouse([{ to: from }, 'down']);
      const isHeld = await this.evaluate(() => globalThis.journey.wasHit());
      const way = Array.from({ length: isHeld ? moves : 0 }, (_, index) => {
        const share = (index + 1) / moves;
        return { to: { x: from.x + x * share, y: from.y + y * share } };
      });
      await this.#driver.mouse([...way, 'up']);
      if (isHeld) return;
    } while (performance.now() < last);
    throw new Error(`${this.engine}: ${said(where)} moves away from every press`);
  }

  /** Types text where the focus is. */
  type = (text) => this.#driver.keys([...text]);

  /** Presses a key by its name, such as Enter, with others held down: `Control+a`. */
  key = (name) => this.#driver.chord(name.split('+'));

  /** Puts text into a field in place of what is there. */
  async fill(where, text) {
    await this.press(where);
    await this.key('Control+a');
    await this.type(text);
  }

  /** Presses what opens a file dialog and chooses files by their paths. */
  async chooseFiles(where, paths) {
    await this.press(where);
    await this.until(() => document.querySelector('[data-asked]') !== null);
    await this.#driver.setFiles('[data-asked]', paths);
  }

  /** Returns the name and bytes of the file that is downloaded when `action` has been done. */
  async download(action) {
    const folder = this.#driver.downloads;
    // Firefox takes the name at once, with an empty file beside the one it writes, which may have
    // other names before: what is the same at two looks is whole.
    let before;
    const whole = () => {
      const names = readdirSync(folder);
      const sizes = names.map(
        (name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0,
      );
      const now = JSON.stringify([names, sizes]);
      const isStill = now === before && !names.some((name) => unfinished.test(name));
      before = now;
      return isStill ? names.filter((_, index) => sizes[index] > 0) : [];
    };
    await action();
    const [name] = await this.#until('a download', whole, (found) => found.length > 0);
    const bytes = readFileSync(join(folder, name));
    // Browsers treat a name that is taken in different ways.
    rmSync(join(folder, name));
    return { name, bytes };
  }

  async #until(where, ask, fits) {
    const last = performance.now() + patience;
    for (;;) {
      const answer = await ask();
      if (fits(answer)) return answer;
      if (performance.now() > last) {
        const what = typeof where === 'string' ? where : said(where);
        throw new Error(
          `${this.engine}: waited ${patience} ms for ${what}: ${JSON.stringify(answer)}`,
        );
      }
      await wait(pause);
    }
  }
}
