/**
 * The one service worker. It adds the isolation headers on hosts that cannot send them, keeps the
 * site for offline use, and takes files that other apps share.
 *
 * Each version of the site lives in a cache of its own that is filled completely before the version
 * may start. A tab that was opened on an older version still finds its files.
 */
import {
  fingerprint,
  isCodec,
  isLateFont,
  isolate,
  mayBeShare,
  refusal,
} from '../storage/asset-rules';
import { fileNameHeader, siteNames } from '../page/site';
import type { CodecsAnswer, WorkerMessage } from '../page/site';

interface ManifestEntry {
  readonly url: string;
  /** Null for files whose name already carries a hash of their content. */
  readonly revision: string | null;
}

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: readonly ManifestEntry[] };

const manifest = self.__WB_MANIFEST;
const scope = new URL(self.registration.scope);
const names = siteNames(scope.pathname);
const shellName = names.shellPrefix + fingerprint(JSON.stringify(manifest));
const entries = manifest.map(({ url, revision }) => ({ url: new URL(url, scope).href, revision }));
const shellEntries = entries.filter(({ url }) => !isCodec(url));
const codecUrls = entries.map(({ url }) => url).filter(isCodec);
const startPage = new URL('index.html', scope).href;
const shareTarget = new URL('share-target', scope).href;
/** Present in a cache once everything else is. */
const completeMark = new URL('__complete', scope).href;
const versionFile = new URL('version.json', scope).href;

/** Returns the file at `url`, past every HTTP cache; throws when it is not what it should be. */
async function download(url: string): Promise<Response> {
  const response = await fetch(new Request(url, { cache: 'reload' }));
  const reason = refusal(url, response);
  if (reason !== null) throw new Error(reason);
  return isolate(url, response);
}

async function install(): Promise<void> {
  const older = (await caches.keys()).filter(
    (name) => name.startsWith(names.shellPrefix) && name !== shellName,
  );
  const cache = await caches.open(shellName);
  // A new worker script over unchanged files: the cache is in use already.
  if (await cache.match(completeMark)) return;
  try {
    await Promise.all(
      shellEntries.map(async ({ url, revision }) => {
        const kept = revision === null ? await findIn(older, url) : undefined;
        await cache.put(url, kept ?? (await download(url)));
      }),
    );
    await cache.put(completeMark, new Response('complete'));
  } catch (error) {
    // Half a version is worse than none. The version before stays in charge.
    await caches.delete(shellName);
    throw error;
  }
}

async function findIn(cacheNames: readonly string[], url: string): Promise<Response | undefined> {
  for (const name of cacheNames) {
    const cache = await caches.open(name);
    const found = await cache.match(url, { ignoreVary: true });
    if (found) return found;
  }
  return undefined;
}

/** Returns a kept answer: this version's first, then those of versions other tabs may still run. */
async function findKept(url: string): Promise<Response | undefined> {
  const older = (await caches.keys()).filter(
    (name) => name.startsWith(names.shellPrefix) && name !== shellName,
  );
  return findIn([shellName, names.codecs, names.fonts, ...older], url);
}

/** Returns the cache of what is kept once it is used; null for all else. */
function keeperOf(url: string): string | null {
  if (codecUrls.includes(url)) return names.codecs;
  // Their names say what is in them, so that one never has to go for a newer version of the site.
  return isLateFont(url) ? names.fonts : null;
}

async function answer(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const isStart = url.pathname === scope.pathname || url.href.split(/[?#]/)[0] === startPage;
  url.search = '';
  url.hash = '';
  const key = request.mode === 'navigate' && isStart ? startPage : url.href;
  const kept = key === versionFile ? undefined : await findKept(key);
  if (kept) return kept;

  const keeper = keeperOf(key);
  // Hosts let files with a hash in their name be cached for ever, failed answers too.
  const response = await fetch(keeper ? new Request(key, { cache: 'reload' }) : request);
  const isolated = isolate(key, response);
  if (keeper !== null && refusal(key, isolated) === null) {
    const copy = isolated.clone();
    // Full storage keeps nobody from what has come.
    await caches.open(keeper).then(
      (cache) => cache.put(key, copy).catch(() => undefined),
      () => undefined,
    );
  }
  return isolated;
}

/** Keeps the shared files until the page asks for them, and sends the person to the page. */
async function receiveShared(request: Request): Promise<Response> {
  const files = (await request.formData()).getAll('images');
  const cache = await caches.open(names.incoming);
  const stamp = Date.now();
  await Promise.all(
    files.map(async (file, index) => {
      if (typeof file === 'string') return;
      const headers = {
        'Content-Type': file.type,
        [fileNameHeader]: encodeURIComponent(file.name),
      };
      const name = `incoming/${stamp}-${String(index).padStart(4, '0')}`;
      await cache.put(new URL(name, scope), new Response(file, { headers }));
    }),
  );
  return Response.redirect(new URL('./?shared=1', scope).href, 303);
}

async function cacheCodecs(): Promise<CodecsAnswer> {
  try {
    const cache = await caches.open(names.codecs);
    for (const url of codecUrls) {
      if (await cache.match(url)) continue;
      await cache.put(url, await download(url));
    }
    return { outcome: 'done' };
  } catch (error) {
    return { outcome: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** So many files of letters are kept: more than all that there are in one version. */
const mostFonts = 500;

/** Deletes what older versions left, unless a tab other than `source` may still run one of them. */
async function tidy(source: Client | null): Promise<void> {
  const { installing, waiting } = self.registration;
  if (installing || waiting) return;
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (windows.some(({ id }) => id !== source?.id)) return;
  const stale = (await caches.keys()).filter(
    (name) => name.startsWith(names.shellPrefix) && name !== shellName,
  );
  await Promise.all(stale.map((name) => caches.delete(name)));
  const codecs = await caches.open(names.codecs);
  const kept = await codecs.keys();
  await Promise.all(
    kept.filter(({ url }) => !codecUrls.includes(url)).map((request) => codecs.delete(request)),
  );
  await tidyFonts();
}

/** Of fonts, the oldest go when there are more than somebody writes with. */
async function tidyFonts(): Promise<void> {
  const fonts = await caches.open(names.fonts);
  const kept = await fonts.keys();
  await Promise.all(kept.slice(0, -mostFonts).map((request) => fonts.delete(request)));
}

function readMessage(data: unknown): WorkerMessage['type'] | null {
  if (typeof data !== 'object' || data === null || !('type' in data)) return null;
  const { type } = data;
  return type === 'skip-waiting' || type === 'tidy' || type === 'cache-codecs' ? type : null;
}

self.addEventListener('install', (event) => event.waitUntil(install()));

self.addEventListener('activate', () => {
  // Nothing waits for the claim. In Firefox it waits for a page that is being reloaded, and the
  // reload waits for the activation: the tab hung for good in half of the tries on a busy machine.
  void self.clients.claim();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (new URL(request.url).origin !== scope.origin) return;
  if (request.method === 'POST' && request.url === shareTarget) {
    const isShare = mayBeShare(request, scope.href);
    event.respondWith(isShare ? receiveShared(request) : Response.redirect(scope.href, 303));
    return;
  }
  if (request.method !== 'GET') return;
  // Browsers send this combination from developer tools; fetch() would throw on it.
  if (request.cache === 'only-if-cached' && request.mode !== 'same-origin') return;
  event.respondWith(answer(request));
});

self.addEventListener('message', (event) => {
  const source = event.source instanceof Client ? event.source : null;
  switch (readMessage(event.data)) {
    case 'skip-waiting':
      event.waitUntil(self.skipWaiting());
      break;
    case 'tidy':
      event.waitUntil(tidy(source));
      break;
    case 'cache-codecs':
      event.waitUntil(cacheCodecs().then((outcome) => event.ports[0]?.postMessage(outcome)));
      break;
    case null:
      break;
  }
});
