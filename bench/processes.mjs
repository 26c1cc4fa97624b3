/** What the processes of the browser take, as the browser and the system tell. */
import { readFileSync, writeFileSync } from 'node:fs';

/** Returns the ids of the browser's processes that have pages in them. */
async function pageProcesses(browserSession) {
  const { processInfo } = await browserSession.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

/** Returns what `read` makes of a file of a process; NaN where there is no such file. */
function ofProcess(file, read) {
  try {
    return read(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return Number.NaN;
    throw error;
  }
}

async function largest(browserSession, field) {
  const sizes = (await pageProcesses(browserSession)).map((id) =>
    ofProcess(
      `/proc/${id}/status`,
      (status) => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) * 1024,
    ),
  );
  return Math.max(...sizes);
}

/** Returns the bytes that the page's process holds in RAM; NaN where /proc is not to be had. */
export const residentBytes = (browserSession) => largest(browserSession, 'VmRSS');

/** Returns the most bytes that it held since `forgetPeak`. */
export const peakBytes = (browserSession) => largest(browserSession, 'VmHWM');

/** Begins to look anew for the most that the page's process holds. */
export async function forgetPeak(browserSession) {
  for (const id of await pageProcesses(browserSession)) {
    try {
      writeFileSync(`/proc/${id}/clear_refs`, '5');
    } catch (error) {
      if (error.code !== 'ENOENT' && error.code !== 'EACCES') throw error;
    }
  }
}

/** Returns the processor time that all processes of the browser have taken, in milliseconds. */
export async function processorTime(browserSession) {
  const { processInfo } = await browserSession.send('SystemInfo.getProcessInfo');
  return processInfo.reduce((sum, { cpuTime }) => sum + 1000 * cpuTime, 0);
}
