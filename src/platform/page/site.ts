/**
 * Names that the page and the service worker must agree on. Every name carries the folder of the
 * site, because all sites of one host may share an origin and with it caches and storage.
 */
export interface SiteNames {
  /** Start of every cache and storage key of ours. */
  readonly prefix: string;
  /** Start of the names of the caches that hold one version of the site each. */
  readonly shellPrefix: string;
  /** The cache of optional decoders (AVIF, JPEG XL, SVG). */
  readonly codecs: string;
  /** The cache of the letters that somebody wrote, for each version of the site. */
  readonly fonts: string;
  /** The cache in which shared files wait until the page takes them. */
  readonly incoming: string;
}

/** Returns the names for the site in the folder `path`, which starts and ends with a slash. */
export function siteNames(path: string): SiteNames {
  const prefix = `pipette:${path}:`;
  return {
    prefix,
    shellPrefix: `${prefix}shell:`,
    codecs: `${prefix}codecs`,
    fonts: `${prefix}fonts`,
    incoming: `${prefix}incoming`,
  };
}

/** Messages the page sends to the service worker. */
export type WorkerMessage =
  | { readonly type: 'skip-waiting' }
  /** The page has loaded: caches that nobody uses any more may go. */
  | { readonly type: 'tidy' }
  /** Fetch the optional decoders for offline use; answered on the message port. */
  | { readonly type: 'cache-codecs' };

/** The answer to `cache-codecs`. */
export type CodecsAnswer =
  { readonly outcome: 'done' } | { readonly outcome: 'failed'; readonly reason: string };

/** The header, percent-encoded, that keeps the name of a shared file. */
export const fileNameHeader = 'X-Pipette-File-Name';
