import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Rules of the house, for every TypeScript file and every component. */
const house = {
  '@typescript-eslint/consistent-type-imports': [
    'error',
    { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false },
  ],
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true },
  ],
  // Numbers in sentences are the normal case here.
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
  ],
  '@typescript-eslint/ban-ts-comment': 'error',
  '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
  // Bytes and file names are our trade.
  'no-control-regex': 'off',
  eqeqeq: 'error',
  'no-empty': ['error', { allowEmptyCatch: false }],
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-warning-comments': 'error',
};

export default ts.config(
  {
    ignores: [
      'dist',
      'node_modules',
      'test-results',
      'playwright-report',
      '.cache',
      '.svelte-check',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.svelte'],
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: {
      globals: globals.browser,
      parserOptions: {
        project: ['./tsconfig.json', './workers/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: house,
  },
  {
    // Each component is put into the program anew, and that goes through all files of it.
    files: ['**/*.svelte'],
    languageOptions: { parserOptions: { project: ['./tsconfig.components.json'] } },
  },
  {
    // Matchers such as expect.any() are typed as any.
    files: ['**/*.test.ts', 'e2e/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      'no-undef': 'off',
      'svelte/no-at-html-tags': 'error',
      'svelte/no-target-blank': 'error',
      'svelte/button-has-type': 'error',
      // Of a rune's names some are reassigned and some are not.
      'prefer-const': 'off',
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
    files: ['**/*.ts'],
    ignores: ['src/core/testing/properties.ts'],
    rules: {
      'no-undef': 'off',
      'no-restricted-imports': [
        'error',
        {
          name: 'fast-check',
          message: 'Take it from core/testing/properties, which gives a seed.',
        },
      ],
    },
  },
  {
    files: [
      'scripts/**/*.mjs',
      'scripts/**/*.js',
      'bench/**/*.mjs',
      'e2e/**/*.mjs',
      'src/core/programs/javascript/runtime/**/*.mjs',
      '*.js',
      '*.cjs',
    ],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: { eqeqeq: 'error', 'no-empty': ['error', { allowEmptyCatch: false }] },
  },
);
