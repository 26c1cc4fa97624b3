export const chromiumArgs: string[];
export function findChromium(): Promise<string | null>;
export function findFirefox(): string | null;
export function findWebkitDriver(): string | null;
export function ensureChromium(): Promise<string>;
export function ensureFirefox(): Promise<string | null>;
export function ensureWebkit(): Promise<string | null>;
export function findProgram(names: readonly string[]): string | null;
export function installFromDebian(...names: string[]): Promise<boolean>;
