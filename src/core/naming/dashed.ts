/** Returns a text in small letters and digits, with dashes between: "Sky & Sea" becomes "sky-sea". */
export const dashed = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
