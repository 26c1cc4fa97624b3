import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const parts = ['@testing-library/dom/dist/@testing-library/dom.umd.min.js', './in-page.js'];

/** Drivers answer the dialog of file inputs alone, which browsers without this one have. */
const withoutPicker = "Reflect.deleteProperty(globalThis, 'showOpenFilePicker')";

/** The script that has to run first in every document: Testing Library, and what uses it. */
export const firstScript = [
  withoutPicker,
  ...parts.map((name) => readFileSync(createRequire(import.meta.url).resolve(name), 'utf8')),
]
  .join(';\n')
  .replace(/^\/\/# sourceMappingURL=.*$/gm, '');
