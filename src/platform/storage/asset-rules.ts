/** What the service worker demands of answers and of shared files, and what it adds to answers. */

const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

/** Returns true for the optional decoders, which are cached when first used. */
export const isCodec = (url: string): boolean =>
  /\/(?:vips-(?:heif|jxl|resvg)|libheif)[^/]*\.wasm$/.test(url);

/** Returns true for letters beyond the Latin ones, which are kept once somebody has written them. */
export const isLateFont = (url: string): boolean => /\/(?:noto|inter)-[^/]*\.woff$/.test(url);

const extension = (url: string): string => /\.([a-z0-9]+)$/i.exec(new URL(url).pathname)?.[1] ?? '';

/** Media types we insist on: anything else under these names would break or poison the site. */
const requiredTypes: Readonly<Record<string, RegExp>> = {
  html: /^text\/html\b/,
  js: /^(text|application)\/(x-)?javascript\b/,
  css: /^text\/css\b/,
};

/**
 * Returns why `response` must not be kept as the file at `url`, or null when it is sound.
 * Hosts answer missing files with a 404, or worse, with their start page and status 200.
 */
export function refusal(url: string, response: Response): string | null {
  if (response.status !== 200) return `${url} answered ${response.status}`;
  const type = response.headers.get('Content-Type') ?? '';
  const name = extension(url);
  const required = requiredTypes[name];
  if (required !== undefined && !required.test(type)) return `${url} came as "${type}"`;
  if (required === undefined && requiredTypes['html']?.test(type)) return `${url} came as a page`;
  return null;
}

/**
 * Returns the same answer with the headers that make the page cross-origin isolated. Opaque
 * answers and redirects cannot be rebuilt and come back as they are.
 */
export function isolate(url: string, response: Response): Response {
  if (response.status === 0 || response.type === 'opaqueredirect') return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(isolationHeaders)) headers.set(name, value);
  // Streaming compilation needs this type, and old static servers do not know it.
  if (extension(url) === 'wasm' && response.ok) headers.set('Content-Type', 'application/wasm');
  const { status, statusText } = response;
  const bodiless = status === 204 || status === 205 || status === 304;
  return new Response(bodiless ? null : response.body, { status, statusText, headers });
}

/**
 * Returns a short fingerprint of a text: 64-bit FNV-1a in base 36. It names caches; it protects
 * nothing.
 */
export function fingerprint(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(36);
}

/**
 * Whether files that are posted to us may come from the system's share sheet, which comes from
 * nowhere, or from our own pages. A page elsewhere is known by its address, unless it hides it: so
 * what is shared never takes the place of work by itself.
 * @param scope the address of the folder of the site
 */
export function mayBeShare(
  request: { readonly referrer: string; readonly headers: Pick<Headers, 'get'> },
  scope: string,
): boolean {
  const { referrer, headers } = request;
  const site = headers.get('Sec-Fetch-Site') ?? 'none';
  const origin = headers.get('Origin') ?? 'null';
  return (
    (referrer === '' || referrer === 'about:client' || referrer.startsWith(scope)) &&
    (site === 'none' || site === 'same-origin') &&
    (origin === 'null' || origin === new URL(scope).origin)
  );
}
