export interface Arrow {
  from: string;
  to: string;
  imports: number;
  kind: 'code' | 'types' | 'loaded';
}

export interface House {
  rooms: Map<string, { files: number; rows: string[][] }>;
  arrows: Arrow[];
}

export interface Module {
  source: string;
  dependencies: { resolved: string; dependencyTypes: string[] }[];
}

export function rowsOf(names: Iterable<string>, imports: Map<string, Set<string>>): string[][];
export function readHouse(modules: Module[], loads?: (source: string) => string[]): House;
