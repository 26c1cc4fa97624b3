/** WebKit, driven over WebDriver: WebKitGTK's own driver and a small browser, on a screen of their own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { firstScript } from './first-script.mjs';
import { startSession } from './webdriver.mjs';

const browser = fileURLToPath(new URL('webkit-browser.py', import.meta.url));

/** Keys by the names that puppeteer gives them, as WebDriver writes them. */
const keyCodes = {
  ArrowDown: '\uE015',
  ArrowLeft: '\uE012',
  ArrowRight: '\uE014',
  ArrowUp: '\uE013',
  Control: '\uE009',
  Enter: '\uE006',
  Escape: '\uE00C',
  Shift: '\uE008',
  Tab: '\uE004',
};

/** Returns a port that is free now. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  server.close();
  await once(server, 'close');
  return address.port;
}

/** Starts a program as the head of a group; `end` ends the group. */
function start(command, args, options) {
  const child = spawn(command, args, { detached: true, ...options });
  const end = () => {
    process.off('exit', end);
    if (child.pid === undefined || child.exitCode !== null) return;
    process.kill(-child.pid);
  };
  process.once('exit', end);
  return { child, end };
}

/** Starts a screen that nobody sees, and returns its name and what ends it. */
async function startScreen() {
  const args = ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'];
  const { child, end } = start('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [number] = await once(child.stdio[3], 'data');
  return { display: `:${String(number).trim()}`, end };
}

/** Collects what the page writes to its console as errors, from what the browser prints. */
function readConsole(stream, problems) {
  createInterface(stream).on('line', (line) => {
    const [, text] = /CONSOLE (?:\w+ )?ERROR (.*)/.exec(line) ?? [];
    if (text !== undefined) problems.push(text);
  });
}

const keyPress = (value) => [
  { type: 'keyDown', value },
  { type: 'keyUp', value },
];

/** Starts a browser that keeps everything in `folder`, and returns what EnginePage needs of it. */
export async function startWebkit(driverPath, folder, { isPrivate, optimises }) {
  const downloads = join(folder, 'downloads');
  mkdirSync(downloads);
  const script = join(folder, 'first-script.js');
  writeFileSync(script, firstScript);
  const screen = await startScreen();
  const port = await freePort();
  const { child, end } = start(driverPath, [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DISPLAY: screen.display,
      // WebKitGTK has threads of wasm only when asked; its sandbox needs rights a container has not.
      JSC_useSharedArrayBuffer: '1',
      JSC_useOMGJIT: optimises ? '1' : '0',
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
      NO_AT_BRIDGE: '1',
    },
  });
  const problems = [];
  readConsole(child.stdout, problems);
  readConsole(child.stderr, problems);
  const close = () => {
    end();
    screen.end();
  };
  try {
    await listening(port);
    const args = [`--folder=${folder}`, `--script=${script}`, ...(isPrivate ? ['--private'] : [])];
    const session = await startSession(`http://127.0.0.1:${port}`, {
      'webkitgtk:browserOptions': { binary: browser, args },
    });
    const pointer = (actions) =>
      session.perform([
        { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions },
      ]);
    const keys = (actions) => session.perform([{ type: 'key', id: 'keyboard', actions }]);
    return {
      downloads,
      problems,
      goto: session.goto,
      reload: session.reload,
      execute: session.execute,
      mouse: (moves) =>
        pointer(
          moves.map((move) =>
            typeof move === 'string'
              ? { type: move === 'down' ? 'pointerDown' : 'pointerUp', button: 0 }
              : {
                  type: 'pointerMove',
                  duration: 0,
                  x: Math.round(move.to.x),
                  y: Math.round(move.to.y),
                },
          ),
        ),
      keys: (characters) => keys(characters.flatMap(keyPress)),
      chord: (names) => {
        const values = names.map((name) => keyCodes[name] ?? name);
        return keys([
          ...values.map((value) => ({ type: 'keyDown', value })),
          ...values.toReversed().map((value) => ({ type: 'keyUp', value })),
        ]);
      },
      resize: session.resize,
      screenshot: session.screenshot,
      setFiles: session.setFiles,
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** Waits until the driver answers. */
async function listening(port) {
  for (const last = performance.now() + 20_000; ;) {
    try {
      await fetch(`http://127.0.0.1:${port}/status`);
      return;
    } catch (error) {
      if (performance.now() > last) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
