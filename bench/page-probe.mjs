/// <reference path="./page-globals.d.ts" />
/**
 * What watches the app from inside its page. It is put there before the app's own code, so that the
 * app needs no hook: it notes every message to and from the engine's workers, every picture drawn
 * for the first time, and every file that is offered for saving.
 *
 * All times are performance.now() of the page, in milliseconds.
 */

/** Runs in the page. Must not use anything of this module. */
export function installProbe() {
  /** Canvases narrower than this show thumbnails, in pixels. */
  const minCanvas = 400;
  const probe = {
    /** `{ at, width, height }` of every picture drawn that had not been drawn before. */
    drawn: [],
    /** Times of messages to the workers. */
    asked: [],
    /** `{ at, milliseconds, kind }` of answers that say what they cost. */
    answered: [],
    /** `{ at, bytes }` of files made for saving. */
    saved: [],
    /** When a file was chosen last. */
    chosen: 0,
    /** When Export image was pressed last. */
    clicked: 0,
    /** Memory of the engine's workers that are alive, in bytes, as each said last. */
    get engineBytes() {
      return [...memory.values()].reduce((sum, bytes) => sum + bytes, 0);
    },
    /** When "Open image" could first be pressed, from the start of the visit. */
    ready: Number.NaN,
    /** Whether the engine has said that it has started. */
    started: false,
    change,
    drag,
    clear,
    quiet,
  };
  Object.defineProperty(globalThis, 'pipetteBench', { value: probe });

  function clear() {
    for (const list of [probe.drawn, probe.asked, probe.answered, probe.saved]) list.length = 0;
  }

  // The app's first button: looked for at every frame, because a question from outside comes late.
  requestAnimationFrame(function look() {
    const buttons = [...document.querySelectorAll('#app button:enabled')];
    const there = buttons.some(({ textContent }) => /Open image/.test(textContent));
    if (there) probe.ready = performance.now();
    else requestAnimationFrame(look);
  });

  // A picture on screen: the first time that its bitmap is drawn.
  const seen = new WeakSet();
  const { drawImage } = CanvasRenderingContext2D.prototype;
  const waiting = new Set();
  CanvasRenderingContext2D.prototype.drawImage = function (...inputs) {
    Reflect.apply(drawImage, this, inputs);
    const [picture] = inputs;
    if (!(picture instanceof ImageBitmap) || seen.has(picture)) return;
    seen.add(picture);
    if (this.canvas.width < minCanvas) return;
    const note = { at: performance.now(), width: picture.width, height: picture.height };
    probe.drawn.push(note);
    for (const resolve of waiting) resolve(note);
    waiting.clear();
  };

  // Questions to the engine and its answers.
  const memory = new Map();
  function read(worker, message, at, depth = 0) {
    if (typeof message !== 'object' || message === null || depth > 6) return;
    if (ArrayBuffer.isView(message) || message instanceof ImageBitmap) return;
    if (typeof message.engineBytes === 'number') memory.set(worker, message.engineBytes);
    if (typeof message.version === 'string' && 'threads' in message) probe.started = true;
    if (typeof message.milliseconds === 'number' && !('id' in message)) {
      const kind = 'scale' in message ? 'render' : 'extension' in message ? 'export' : 'other';
      probe.answered.push({ at, kind, milliseconds: message.milliseconds });
    }
    for (const value of Object.values(message)) read(worker, value, at, depth + 1);
  }
  /** Questions without an answer: one set of Comlink's ids for each worker. */
  const open = new Map();
  const NativeWorker = globalThis.Worker;
  globalThis.Worker = class Worker extends NativeWorker {
    /** @param {ConstructorParameters<typeof NativeWorker>} inputs */
    constructor(...inputs) {
      super(...inputs);
      open.set(this, new Set());
      this.addEventListener('message', (event) => {
        open.get(this)?.delete(event.data?.id);
        read(this, event.data, performance.now());
      });
    }
    /**
     * @override
     * @param {unknown} message
     * @param {Transferable[] | StructuredSerializeOptions} [options]
     */
    postMessage(message, options) {
      probe.asked.push(performance.now());
      if (message instanceof Object && 'id' in message) open.get(this)?.add(message.id);
      if (Array.isArray(options)) super.postMessage(message, options);
      else super.postMessage(message, options);
    }
    /** @override */
    terminate() {
      // What is asked of it from here on, such as to let go, is never answered.
      open.delete(this);
      memory.delete(this);
      super.terminate();
    }
  };

  // Files that are handed to the person.
  const { createObjectURL } = URL;
  URL.createObjectURL = (object) => {
    if (object instanceof Blob && object.type.startsWith('image/')) {
      probe.saved.push({ at: performance.now(), bytes: object.size });
    }
    return createObjectURL.call(URL, object);
  };
  addEventListener('change', noteChoice, { capture: true });
  function noteChoice(event) {
    if (event.target instanceof HTMLInputElement && event.target.type === 'file') {
      probe.chosen = performance.now();
    }
  }

  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

  /** Waits until the engine has answered everything and the app has asked nothing more on that. */
  async function quiet() {
    const busy = () => [...open.values()].some((questions) => questions.size > 0);
    let calm = 0;
    while (calm < 2) {
      await nextFrame();
      calm = busy() ? 0 : calm + 1;
    }
  }

  /** Sets a control's value as a person's input does, past what the framework watches. */
  function set(element, name, value) {
    const { set: write } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), name);
    write.call(element, value);
  }

  /** Ways to change a step, the liveliest first; `turn` counts the changes. */
  const ways = [
    {
      kind: 'slider',
      selector: 'input[type=range]',
      // A drag: no event says that it ended.
      use([slider], turn) {
        // The golden ratio: every position is new, and far from the one before.
        const share = 0.04 + 0.92 * ((turn * 0.618034) % 1);
        const [min, max] = [Number(slider.min), Number(slider.max)];
        set(slider, 'value', String(min + share * (max - min)));
        slider.dispatchEvent(new Event('input', { bubbles: true }));
      },
    },
    {
      kind: 'number box',
      selector: '[role=spinbutton]',
      // An arrow key, towards the end that is further away.
      use(boxes, turn) {
        const box = boxes[turn % boxes.length];
        const [now, min, max] = ['now', 'min', 'max'].map((name) =>
          Number(box.getAttribute(`aria-value${name}`)),
        );
        const key = now - min > max - now ? 'ArrowDown' : 'ArrowUp';
        box.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      },
    },
    {
      kind: 'choice',
      selector: 'input[type=radio]',
      use(radios, turn) {
        const others = [...radios].filter(({ checked }) => !checked);
        others[turn % others.length].click();
      },
    },
    {
      kind: 'choice',
      selector: 'select',
      use([select]) {
        set(select, 'selectedIndex', (select.selectedIndex + 1) % select.options.length);
        select.dispatchEvent(new Event('change', { bubbles: true }));
      },
    },
    {
      kind: 'switch',
      selector: 'input[type=checkbox], [role=switch]',
      use: ([one]) => one.click(),
    },
  ];

  /** Returns the way in which a step can be changed; every step has at least its switch. */
  const wayFor = (step) => ways.find(({ selector }) => step.querySelector(selector) !== null);

  /**
   * Makes change number `turn` to a step and waits for its picture. Returns the milliseconds of each
   * stage, or null when nothing new was drawn in time.
   */
  async function change(step, turn, limit = 8000) {
    const way = wayFor(step);
    const answeredBefore = probe.answered.length;
    const askedBefore = probe.asked.length;
    let fail;
    const late = new Promise((resolve) => (fail = setTimeout(() => resolve(null), limit)));
    const drawing = new Promise((resolve) => waiting.add(resolve));
    const start = performance.now();
    way.use(step.querySelectorAll(way.selector), turn);
    const drawn = await Promise.race([drawing, late]);
    clearTimeout(fail);
    if (drawn === null) return null;
    await nextFrame();
    const shown = performance.now();
    const asked = probe.asked.slice(askedBefore).find((at) => at >= start) ?? drawn.at;
    const answer = probe.answered
      .slice(answeredBefore)
      .find(({ kind, at }) => kind === 'render' && at <= drawn.at);
    return {
      control: way.kind,
      total: drawn.at - start,
      shown: shown - start,
      edit: asked - start,
      wait: (answer?.at ?? drawn.at) - asked,
      engine: answer?.milliseconds ?? Number.NaN,
      draw: drawn.at - (answer?.at ?? drawn.at),
      width: drawn.width,
      height: drawn.height,
    };
  }

  /**
   * Makes changes to a step one after another, each as soon as the picture of the one before is on
   * screen, and lets go. Returns the times of each, and the milliseconds from the last change to the
   * last picture: what a person waits for the picture that stays.
   */
  async function drag(step, changes) {
    const times = [];
    let last = 0;
    for (let turn = 0; turn < changes; turn += 1) {
      last = performance.now();
      times.push(await change(step, turn));
    }
    // A rest, within which nothing is asked, may lie before the last picture.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await quiet();
    const final = probe.drawn.at(-1);
    return { times, rest: final.at - last, width: final.width, height: final.height };
  }
}
