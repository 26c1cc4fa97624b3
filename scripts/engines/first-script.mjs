import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const parts = ['@testing-library/dom/dist/@testing-library/dom.umd.min.js', './in-page.js'];

/** The script that has to run first in every document: Testing Library, and what uses it. */
export const firstScript = parts
  .map((name) => readFileSync(createRequire(import.meta.url).resolve(name), 'utf8'))
  .join(';\n')
  .replace(/^\/\/# sourceMappingURL=.*$/gm, '');
