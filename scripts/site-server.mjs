/**
 * A static file server of plain Node: behind `npm start`, and in tests as a good or a poor host.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
};

/**
 * Returns the rules of a `_headers` file as [pattern, headers] pairs: a line at the margin is a path
 * in which `*` stands for anything, the indented lines after it are its headers.
 */
export function parseHeaderRules(text) {
  const rules = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (!/^\s/.test(line)) {
      const source = line.trim().replace(/[.+?^${}()|[\]\\]/g, '\\$&');
      rules.push([new RegExp(`^${source.replaceAll('*', '.*')}$`), {}]);
      continue;
    }
    const colon = line.indexOf(':');
    const current = rules.at(-1);
    if (current === undefined || colon < 0) throw new Error(`_headers: cannot read "${line}"`);
    current[1][line.slice(0, colon).trim()] = line.slice(colon + 1).trim();
  }
  return rules;
}

function headersFor(rules, path) {
  const matching = rules.filter(([pattern]) => pattern.test(path)).map(([, headers]) => headers);
  return Object.assign({}, ...matching);
}

/** Returns the file for a path, or null; never one outside of `root`. */
function locate(root, path) {
  const file = normalize(join(root, path));
  if (file !== root && !file.startsWith(root + sep)) return null;
  if (!existsSync(file)) return null;
  if (!statSync(file).isDirectory()) return file;
  const index = join(file, 'index.html');
  return existsSync(index) ? index : null;
}

/** Bytes of files that are kept at most. */
const maxKept = 64 * 1024 ** 2;

/** What was read of files, and when those were written. */
const kept = new Map();

/**
 * Returns what is in a file. A test's visit asks for a hundred files, most of them the engine's, so they
 * are read again only when they were written since.
 */
function contentOf(file) {
  const { mtimeMs, size } = statSync(file);
  const known = kept.get(file);
  if (known?.mtimeMs === mtimeMs && known.bytes.length === size) return known.bytes;
  const bytes = readFileSync(file);
  const sum = [...kept.values()].reduce((total, one) => total + one.bytes.length, 0);
  if (sum + bytes.length > maxKept) kept.clear();
  kept.set(file, { mtimeMs, bytes });
  return bytes;
}

/**
 * Serves the folder `root` and returns the running site.
 *
 * - `port`: 0 picks a free one.
 * - `folder`: the sub-folder the site appears in, `/` or `/some/where/`.
 * - `headers`: true follows the site's own `_headers` file, as Netlify and Cloudflare do; false
 *   sends none but the ten-minute caching of GitHub Pages.
 *
 * On the result, `root` may be changed to swap versions, and `overrides` maps a path below the
 * folder to `{ status, type, body }` that is sent instead of the file; `requests` lists the paths
 * asked for.
 */
export async function serveSite({ root, port = 0, folder = '/', headers = true }) {
  const site = { root, overrides: new Map(), requests: [], url: '', port: 0, close };
  const server = createServer((request, response) => {
    let path;
    try {
      path = decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname);
    } catch {
      response.writeHead(400, { 'Content-Type': 'text/plain' }).end('Bad request');
      return;
    }
    site.requests.push(path);
    if (`${path}/` === folder) {
      response.writeHead(301, { Location: folder }).end();
      return;
    }
    if (!path.startsWith(folder)) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found');
      return;
    }
    const local = path.slice(folder.length - 1);
    const rulesFile = join(site.root, '_headers');
    const rules =
      headers && existsSync(rulesFile) ? parseHeaderRules(contentOf(rulesFile).toString()) : [];
    const common = headers
      ? { 'Cache-Control': 'no-cache', ...headersFor(rules, local) }
      : { 'Cache-Control': 'max-age=600' };
    const override = site.overrides.get(local);
    if (override !== undefined) {
      const type = override.type ?? 'text/html; charset=utf-8';
      response.writeHead(override.status ?? 200, { ...common, 'Content-Type': type });
      response.end(override.body ?? '');
      return;
    }
    const file = local === '/_headers' ? null : locate(normalize(site.root), local);
    if (file === null) {
      response.writeHead(404, { ...common, 'Content-Type': 'text/html' });
      response.end('<!doctype html><title>Not found</title><p>Not found</p>');
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const type = types[extname(file)] ?? 'application/octet-stream';
    const bytes = contentOf(file);
    response.writeHead(200, { ...common, 'Content-Type': type, 'Content-Length': bytes.length });
    response.end(request.method === 'HEAD' ? undefined : bytes);
  });

  function close() {
    return new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  }

  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('listening', resolve);
    server.listen(port, 'localhost');
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  site.port = address.port;
  site.url = `http://localhost:${site.port}${folder}`;
  return site;
}
