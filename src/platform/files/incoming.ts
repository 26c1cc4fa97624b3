/** Pictures that arrive from outside the page: the system's "Open with" and its share sheet. */
import { sitePath } from '../page/isolation';
import { fileNameHeader, siteNames } from '../page/site';
import { fileAt } from './origins';

/** The part of the File Handling API that is used; only Chromium has it. */
interface LaunchQueue {
  setConsumer(
    consumer: (launch: { readonly files?: readonly FileSystemFileHandle[] }) => void,
  ): void;
}

declare global {
  interface Window {
    readonly launchQueue?: LaunchQueue;
  }
}

/**
 * Returns the files another app shared with us, in the order given, and forgets them: a second call
 * returns none. The page is opened with `?shared=1` when there are some. Rejects when the browser
 * denies access to its caches.
 */
export async function takeSharedFiles(): Promise<File[]> {
  const { incoming } = siteNames(sitePath());
  if (!('caches' in globalThis) || !(await caches.has(incoming))) return [];
  const cache = await caches.open(incoming);
  const requests = [...(await cache.keys())].sort((a, b) => (a.url < b.url ? -1 : 1));
  const files: File[] = [];
  for (const request of requests) {
    const response = await cache.match(request);
    if (!response) continue;
    const blob = await response.blob();
    const name = decodeURIComponent(response.headers.get(fileNameHeader) ?? 'shared');
    files.push(new File([blob], name, { type: blob.type }));
  }
  await caches.delete(incoming);
  return files;
}

/**
 * Calls `open` with the files of every "Open with Pipette" from the operating system, and `failed`
 * when one of them cannot be read. Does nothing in browsers without file handlers.
 */
export function onLaunchFiles(
  open: (files: File[]) => void,
  failed: (error: unknown) => void,
): void {
  window.launchQueue?.setConsumer(({ files = [] }) => {
    if (files.length === 0) return;
    Promise.all(files.map((handle) => fileAt({ handle, folder: null }))).then(open, failed);
  });
}
