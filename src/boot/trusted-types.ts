/**
 * The page's Content Security Policy demands Trusted Types. This default policy lets scripts and
 * workers load from our own origin and creates nothing else: no markup, no code from text.
 */
interface TrustedTypesFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

declare global {
  interface Window {
    readonly trustedTypes?: TrustedTypesFactory;
  }
}

function createScriptURL(url: string): string {
  const { href, origin, protocol } = new URL(url, document.baseURI);
  if (origin === location.origin && (protocol === 'https:' || protocol === 'http:')) return href;
  throw new TypeError(
    `Pipette loads scripts from its own site only, not from ${href.slice(0, 80)}`,
  );
}

/** Makes the default policy. Called once, before any script or worker is asked for. */
export function installTrustedTypes(): void {
  window.trustedTypes?.createPolicy('default', { createScriptURL });
}
