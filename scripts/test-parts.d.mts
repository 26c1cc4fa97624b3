export const testParts: string[];
export function chosenParts(args: string[]): { parts: string[]; shard: string[] };
