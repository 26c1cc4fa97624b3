/** A helper function of a program, and the ones that it needs itself. */
export interface Helper {
  readonly needs: readonly string[];
  readonly text: string;
}

export const helper = (text: string, ...needs: string[]): Helper => ({ needs, text: text.trim() });

/** Returns the texts of helpers and of those that they need, each once, in order of need. */
export function helperTexts(
  helpers: ReadonlyMap<string, Helper>,
  names: Iterable<string>,
): string[] {
  const texts: string[] = [];
  const add = (name: string): void => {
    const found = helpers.get(name);
    if (!found) throw new Error(`there is no helper ${name}`);
    found.needs.forEach(add);
    if (!texts.includes(found.text)) texts.push(found.text);
  };
  for (const name of names) add(name);
  return texts;
}
