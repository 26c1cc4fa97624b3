/** The address of the page, as far as links are in it. */
export interface PageAddress {
  /** Returns the part of the address that may be a link; null when there is none. */
  link(): string | null;
  /** Takes the link out of the address, without a step in the browser's history. */
  clear(): void;
  /** Calls back when the hash of the open page is changed. */
  onChange(callback: () => void): void;
}

/** The window's own address. The query is only looked at for the older form, `?config=`. */
export const pageAddress: PageAddress = {
  link() {
    const { hash, search } = location;
    if (hash.length > 1) return hash;
    return new URLSearchParams(search).has('config') ? search : null;
  },
  clear() {
    const clean = new URL(location.href);
    clean.hash = '';
    clean.searchParams.delete('config');
    history.replaceState(history.state, '', clean);
  },
  onChange(callback) {
    addEventListener('hashchange', callback);
  },
};
