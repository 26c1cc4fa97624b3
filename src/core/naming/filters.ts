import { dashed } from './dashed';

const filters: ReadonlyMap<string, (text: string) => string> = new Map([
  ['lower', (text) => text.toLowerCase()],
  ['upper', (text) => text.toUpperCase()],
  ['slug', (text) => slug(text)],
]);

/** Returns whether a filter has this name. */
export const isFilter = (name: string): boolean => filters.has(name);

/** Returns what a filter makes of a text; a text as it is where no filter has the name. */
export const applyFilter = (name: string, text: string): string =>
  filters.get(name)?.(text) ?? text;

/** Lower-case letters and digits with dashes between: "Été à Rome" becomes "ete-a-rome". */
function slug(text: string): string {
  return dashed(text.normalize('NFKD').replace(/\p{M}+/gu, ''));
}
