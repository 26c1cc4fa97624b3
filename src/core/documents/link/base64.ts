/** Returns bytes as base64url without padding. */
export function bytesToBase64(bytes: Uint8Array): string {
  const units = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(units).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Returns the bytes of base64 in either alphabet, padded or not; null when it is none. */
export function base64ToBytes(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    const units = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(units, (unit) => unit.charCodeAt(0));
  } catch {
    // Characters that base64 does not have.
    return null;
  }
}
