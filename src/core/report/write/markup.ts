/**
 * Finished HTML. Only `markup` makes any, and it escapes every text that is put into it, so whoever
 * holds some knows that no text of a person became markup.
 */
export class Markup {
  readonly #text: string;

  constructor(key: symbol, text: string) {
    if (key !== maker) throw new TypeError('markup is made by markup`…` alone');
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

const maker = Symbol('markup');

/** What may stand in a template: text and numbers are escaped; false and null are left out. */
export type Part = string | number | Markup | false | null | readonly Part[];

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Characters that have no place in HTML, or turn the direction of what follows them. */
const unprintable =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff\p{Cs}]/gu;

/** Returns text as HTML shows it, for elements and for attributes in double quotes. */
export const escapeHtml = (text: string): string =>
  text.replace(unprintable, '\ufffd').replace(/[&<>"'`]/g, (mark) => escapes[mark] ?? mark);

function written(part: Part): string {
  if (part === false || part === null) return '';
  if (part instanceof Markup) return part.toString();
  if (typeof part === 'object') return part.map(written).join('');
  return escapeHtml(String(part));
}

/** Returns markup: the template as it is, every value escaped unless it is markup itself. */
export const markup = (template: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(
    maker,
    template.reduce((text, piece, index) => text + written(parts[index - 1] ?? null) + piece),
  );

/**
 * Returns JSON text for a `<script type="application/json">`: the same value, written so that
 * nothing in it ends the element or opens a comment.
 */
export const jsonForScript = (json: string): Markup =>
  new Markup(
    maker,
    json.replace(
      /[<>&\u2028\u2029]/g,
      (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  );

/** Returns a style sheet for a `<style>` element. Only for sheets of our own. */
export function styleSheet(css: string): Markup {
  if (css.includes('<')) throw new TypeError('a style sheet must not hold markup');
  return new Markup(maker, css);
}

/** Returns the address of a picture that stands in the page itself. */
export function dataAddress(mime: string, bytes: Uint8Array): string {
  let binary = '';
  // Spread in parts: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return `data:${mime};base64,${btoa(binary)}`;
}
