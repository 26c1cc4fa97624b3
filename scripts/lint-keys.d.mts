export function lintKeys(texts: ReadonlyMap<string, string>, settings: string): Map<string, string>;
