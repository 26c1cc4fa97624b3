/** Lint of components and of what has runes; `.oxlintrc.json` has the rules of the house, and the rest. */
import { readFileSync } from 'node:fs';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import { parse } from 'jsonc-parser';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const house = parse(readFileSync(new URL('.oxlintrc.json', import.meta.url), 'utf8'));
const typescript = house.overrides.find(({ files }) => files.includes('**/*.ts'));

/** Rules that stand in place of one of ESLint's own, which knows no types; oxlint has only the one. */
const ofTypeScript = ['no-unused-vars', 'no-unused-expressions', 'no-array-constructor'];
const nameOf = (rule) =>
  ofTypeScript.includes(rule)
    ? `@typescript-eslint/${rule}`
    : rule.replace(/^typescript\//, '@typescript-eslint/');
const houseRules = Object.fromEntries(
  Object.entries({ ...house.rules, ...typescript.rules }).map(([rule, how]) => [nameOf(rule), how]),
);

export default ts.config(
  { ignores: house.ignorePatterns.filter((pattern) => !pattern.endsWith('.svelte')) },
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    plugins: { '@typescript-eslint': ts.plugin },
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/no-target-blank': 'error',
      'svelte/button-has-type': 'error',
      'svelte/prefer-const': ['error', { excludedRunes: ['$props', '$bindable'] }],
      // Stores keep plain Maps and Sets on purpose where nothing on screen depends on them.
      'svelte/prefer-svelte-reactivity': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: "SvelteAttribute[key.name='style']",
          message: 'The security policy refuses style attributes. Use a class or style:name={…}.',
        },
      ],
    },
  },
  {
    files: ['**/*.svelte'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: {
        project: ['./tsconfig.components.json'],
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      ...houseRules,
      // A component may assign a value to itself to be shown anew, and svelte/prefer-const knows its runes.
      'no-self-assign': 'off',
      'prefer-const': 'off',
    },
  },
);
