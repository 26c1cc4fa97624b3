import type { Plugin } from 'vite';

export const withoutProof: Plugin;
