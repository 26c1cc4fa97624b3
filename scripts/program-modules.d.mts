import type { Plugin } from 'vite';
import type { RuntimeModule } from '../src/core/programs/print/runtime';

export function runtimeModules(folder: string): Promise<readonly RuntimeModule[]>;
export function programModules(): Plugin;
