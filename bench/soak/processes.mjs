/** The processes of a browser, by the folder of its profile. */
import { readdirSync, readFileSync } from 'node:fs';

/** Returns `{ id, parent, command, bytes }` of every process: its memory in RAM. */
function processes() {
  const all = [];
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${id}/status`, 'utf8');
      const number = (name) =>
        Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
      const command = readFileSync(`/proc/${id}/cmdline`, 'utf8');
      all.push({ id: Number(id), parent: number('PPid'), command, bytes: number('VmRSS') * 1024 });
    } catch (error) {
      // It ended meanwhile.
      if (error.code !== 'ENOENT' && error.code !== 'ESRCH') throw error;
    }
  }
  return all;
}

/** Returns all processes of the browser that keeps its data in `profile`, the browser's own first. */
export function processesOf(profile) {
  const found = processes();
  const own = new Set(
    found
      .filter(({ command }) => command.includes(`--user-data-dir=${profile}\0`))
      .map(({ id }) => id),
  );
  let before;
  do {
    before = own.size;
    for (const { id, parent } of found) if (own.has(parent)) own.add(id);
  } while (own.size > before);
  const place = ({ command }) => (command.includes('--type=') ? 1 : 0);
  return found.filter(({ id }) => own.has(id)).sort((a, b) => place(a) - place(b));
}
