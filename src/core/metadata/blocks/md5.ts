/** How far each step of a round turns (RFC 1321, 3.4). */
const turns = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;
const sines = Array.from({ length: 64 }, (_, at) =>
  Math.floor(Math.abs(Math.sin(at + 1)) * 2 ** 32),
);

/** Returns the message with its end mark and its length in bits, in whole blocks of 64 bytes. */
function padded(bytes: Uint8Array): DataView {
  const whole = new Uint8Array(64 * Math.ceil((bytes.length + 9) / 64));
  whole.set(bytes);
  whole[bytes.length] = 0x80;
  const view = new DataView(whole.buffer);
  view.setUint32(whole.length - 8, bytes.length << 3, true);
  view.setUint32(whole.length - 4, Math.floor(bytes.length / 2 ** 29), true);
  return view;
}

/**
 * Returns the MD5 of bytes in 32 capital hex digits. It names parts of a file that belong together,
 * as XMP wants it; it keeps nothing safe.
 */
export function md5(bytes: Uint8Array): string {
  const view = padded(bytes);
  let state: readonly number[] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < view.byteLength; block += 64) {
    let [a = 0, b = 0, c = 0, d = 0] = state;
    for (let step = 0; step < 64; step += 1) {
      const round = step >> 4;
      const mixed =
        round === 0
          ? (b & c) | (~b & d)
          : round === 1
            ? (d & b) | (~d & c)
            : round === 2
              ? b ^ c ^ d
              : c ^ (b | ~d);
      const word = [step, 5 * step + 1, 3 * step + 5, 7 * step][round] ?? 0;
      const sum =
        (a + mixed + (sines[step] ?? 0) + view.getUint32(block + 4 * (word % 16), true)) | 0;
      const turn = turns[round]?.[step % 4] ?? 0;
      [a, b, c, d] = [d, (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0, b, c];
    }
    state = [a, b, c, d].map((one, at) => (one + (state[at] ?? 0)) | 0);
  }
  const digest = new DataView(new ArrayBuffer(16));
  state.forEach((one, at) => digest.setInt32(4 * at, one, true));
  return Array.from({ length: 16 }, (_, at) => digest.getUint8(at).toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}
