import type { Plugin } from 'vite';

export function lettersOfTheWorld(): Plugin[];
