import type { Result } from '../../base/result';
import { parseJson } from './json';

/** What a document at the top level of JSON has, of any version and of the older shape. */
const documentKeys = ['pipette', 'operations', 'pipeline_info'] as const;

const keys = documentKeys.join('|');

/** The same as YAML begins a line with it. */
const yamlKey = new RegExp(`^["']?(?:${keys})["']?[ \\t]*:`, 'mu');

/** Braces of YAML that are not those of JSON: the first key has no quotes. */
const yamlBraces = new RegExp(`^\\ufeff?\\s*\\{\\s*(?:${keys})\\s*:`, 'u');

const quotedKey = new RegExp(`"(?:${keys})"\\s*:`, 'u');

/** JSON has no comments; one at its beginning is told of as one further down. */
const commentHead = /^\ufeff?\s*(?:\/\/|\/\*)/u;

/** Whether a text, which may be spoilt, seems to be a document as JSON or YAML. */
export const isLikeDocument = (text: string): boolean =>
  yamlKey.test(text) || (/^\ufeff?\s*\{/u.test(text) && quotedKey.test(text));

/** A text from outside, with what several readers ask about it. */
export class CameText {
  #json: Result<unknown> | null | undefined;

  constructor(readonly text: string) {}

  /** What it is as JSON, or why it is none; null where it does not even begin as JSON does. */
  get json(): Result<unknown> | null {
    if (this.#json === undefined) {
      const { text } = this;
      const isMeant =
        /^\ufeff?\s*[{[]/u.test(text) || (commentHead.test(text) && quotedKey.test(text));
      this.#json = isMeant ? parseJson(text) : null;
    }
    return this.#json;
  }

  /** What it is where it is an object of JSON, else null. */
  get object(): object | null {
    const { json } = this;
    const value = json?.ok ? json.value : null;
    return typeof value === 'object' && !Array.isArray(value) ? value : null;
  }

  /** Whether it is a document as JSON. */
  get isJsonDocument(): boolean {
    const { object } = this;
    return object !== null && documentKeys.some((key) => Object.hasOwn(object, key));
  }

  /** Whether it seems to be a document as YAML. */
  get isYamlDocument(): boolean {
    return this.json === null
      ? yamlKey.test(this.text)
      : !this.json.ok && yamlBraces.test(this.text);
  }
}
