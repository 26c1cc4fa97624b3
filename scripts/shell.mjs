/** Which scripts of the built site make up its shell: all that the first screen cannot do without. */
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

const staticImport = /(?:\bfrom|\bimport)\s*["'`](\.[^"'`]+\.js)["'`]/g;
const lazyImport = /\bimport\(\s*["'`](\.[^"'`]+\.js)["'`]/g;

const found = (pattern, text) => [...text.matchAll(pattern)].map(([, address = '']) => address);

/**
 * Returns the paths, from the folder of the site, of the scripts that index.html names, of what
 * these fetch at once (the boot script fetches the app with `import()`, since nothing of it may
 * run before the page is isolated), and of all static imports of those. What the app itself
 * fetches with `import()` is not part of the shell.
 */
export function shellScripts(folder) {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const named = (pattern, isEntry) =>
    found(pattern, html).map((address) => ({ path: posix.join('/', address), isEntry }));
  const waiting = [
    ...named(/<link[^>]*?href="(\.[^"]+\.js)"/g, false),
    ...named(/<script[^>]*?src="(\.[^"]+\.js)"/g, true),
  ];
  const shell = new Set();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { path, isEntry } = next;
    if (shell.has(path)) continue;
    shell.add(path);
    const text = readFileSync(join(folder, path), 'utf8');
    const wanted = [...found(staticImport, text), ...(isEntry ? found(lazyImport, text) : [])];
    for (const address of wanted) {
      waiting.push({ path: posix.join(posix.dirname(path), address), isEntry: false });
    }
  }
  return shell;
}
