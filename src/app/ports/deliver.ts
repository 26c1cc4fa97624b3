import type { ArchiveKind } from '../../platform/files/deliver';
import type { ArchiveFile, SaveArchive } from '../../state/base/ports';
import type { WritePdf } from '../../state/batch/batch-sheets.svelte';
import type { Deliver, Destination } from '../../state/batch/batch.svelte';

/** Hands pictures and papers over as one archive. */
export const saveArchive: SaveArchive = (files, stem) =>
  saveAs(files, stem, { ending: '.zip', type: 'application/zip' });

/** The same as a project file. */
export const saveProject: SaveArchive = async (files, stem) => {
  const { projectEnding, projectMime } = await import('../../core/documents/project/project-files');
  await saveAs(files, stem, { ending: projectEnding, type: projectMime });
};

/** Writes pages, by what is large and rarely wanted. */
export const writePdf: WritePdf = async (...asked) =>
  (await import('../../platform/files/pdf')).writePdf(...asked);

async function saveAs(
  files: readonly ArchiveFile[],
  stem: string,
  kind: ArchiveKind,
): Promise<void> {
  const { deliverZip } = await import('../../platform/files/deliver');
  const modified = new Date();
  await deliverZip(
    files.map(({ name, content, text }) => ({ name, content, modified, deflate: text })),
    stem,
    kind,
  );
}

/** How an archive, or the folder made for a run, is called. */
const stem = 'pipette-images';

/** The folder that was chosen for the run. */
let folder: FileSystemDirectoryHandle | null = null;

/**
 * Prepares a destination within the click that starts a run; resolves to whether it can begin: a
 * folder has to be chosen first.
 */
export async function prepareDelivery(destination: Destination): Promise<boolean> {
  folder = null;
  if (destination !== 'folder') return true;
  const { askForFolder } = await import('../../platform/files/deliver');
  folder = await askForFolder();
  return folder !== null;
}

/** Hands the results of a run over where the person wanted them, the papers last. */
export const deliver: Deliver = async ({ results, manifest, pipeline }, destination) => {
  // Archives are written late, so their code comes late.
  const { deliverDownloads, deliverFolder, deliverZip } =
    await import('../../platform/files/deliver');
  const pictures = results.map((entry) => ({ ...entry, deflate: false }));
  const papers = [...(pipeline ? [pipeline] : []), manifest];
  const entries = [...pictures, ...papers.map((entry) => ({ ...entry, deflate: true }))];
  if (destination === 'downloads') {
    // Without papers: browsers let ten downloads through, and ten results are allowed.
    await deliverDownloads(pictures);
    return `Saved as ${results.length} downloads.`;
  }
  if (destination === 'folder' && folder) {
    const made = await deliverFolder(entries, folder, stem);
    return `Saved in ${folder.name}, in the new folder ${made}.`;
  }
  const parts = await deliverZip(entries, stem);
  return parts === 1 ? `Saved as ${stem}.zip.` : `Saved as ${parts} zip files.`;
};
