import { workspaceLocks } from './workspaces';

/**
 * Drops what nothing that is stored names any more, unless other tabs are open: their undo may bring
 * back what nobody else knows of. Later visits drop it then.
 * @param held returns the names of the locks that all tabs hold, this one among them
 * @param prefix starts the names of this site
 */
export async function whenAlone(
  held: () => Promise<ReadonlySet<string>>,
  prefix: string,
  drop: () => Promise<unknown>,
): Promise<void> {
  const tabs = [...(await held())].filter((name) => name.startsWith(workspaceLocks(prefix)));
  if (tabs.length <= 1) await drop();
}
