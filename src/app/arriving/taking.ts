import { type AppError, appError, messageOf } from '../../core/base/errors';
import { displayFileName } from '../../core/naming/display-file-name';
import { mayHoldPipeline } from '../../core/naming/document-endings';
import { readClipboardText } from '../../platform/files/clipboard-text';
import { type BroughtFiles, filesOf, isPictureOrDocument } from '../../platform/files/folders';
import type { CameFile } from '../../state/set/came-files';
import type { Notices } from '../../state/screen/notices.svelte';
import { type PictureWays, takeSeveral } from './arrivals';
import type { Detecting } from './detecting';
import { openSet } from './sets';
import { onlyAnAddress } from './only-an-address';

const carriesNothing = ({ name }: File): AppError =>
  appError('CFG-NONE', `${displayFileName(name)} is a picture that carries no pipeline.`, {
    safe: 'Your pipeline and picture are unchanged.',
    advice: 'Pictures carry theirs when “Keep the pipeline inside the file” was on in the export.',
  });

/**
 * Takes what comes from outside, apart from opening pictures, and says what could not be taken.
 * Nothing is offered or said once `signal` is aborted. Rejects when its readers cannot be fetched.
 */
export class Taking {
  constructor(
    private readonly detecting: Detecting,
    private readonly stores: Parameters<typeof openSet>[1],
    private readonly sets: Parameters<typeof openSet>[2],
  ) {}

  private get notices(): Notices {
    return this.stores.notices;
  }

  /** Opens the pictures that a project brings along, several as a set of that name. */
  async carried(
    opening: Parameters<typeof openSet>[0],
    files: readonly CameFile[],
    name: string | null,
  ): Promise<void> {
    await openSet(opening, this.stores, this.sets, files, name);
  }

  /** Takes what came together. Resolves as `file` does. */
  async files(
    files: readonly File[],
    folders: readonly FileSystemEntry[],
    ways: PictureWays,
    signal: AbortSignal,
  ): Promise<boolean> {
    const [file] = files;
    if (!file && folders.length === 0) return true;
    if (file && files.length + folders.length === 1) return this.file(file, ways, signal);
    await this.several(files, folders, ways, signal);
    return true;
  }

  /**
   * Takes one file. Resolves to true when it is dealt with: a pipeline was found in it, or looked for
   * in vain; false when it is to be opened as a picture.
   */
  private async file(file: File, ways: PictureWays, signal: AbortSignal): Promise<boolean> {
    const { detecting, notices } = this;
    if (await detecting.isPicture(file)) {
      const offered = await detecting.inPicture(file, () => void ways.open(file), signal);
      if (!offered.ok) notices.fail(offered.error);
      return offered.ok && offered.value;
    }
    const offered = await detecting.inFile(
      file,
      ({ files, name }) => void ways.carried(files, name),
      signal,
    );
    if (offered.ok || signal.aborted) return true;
    // What calls itself a picture, or is of no kind that is known, is refused as a picture.
    const isNothing = offered.error.code === 'CFG-NONE' || offered.error.code === 'IMG-EMPTY';
    if (isNothing && !mayHoldPipeline(file.name)) return false;
    notices.fail(offered.error);
    return true;
  }

  /** Takes several files, all of them, and the pictures and pipelines in folders. */
  private async several(
    files: readonly File[],
    folders: readonly FileSystemEntry[],
    ways: PictureWays,
    signal: AbortSignal,
  ): Promise<void> {
    let brought: BroughtFiles;
    try {
      brought = await filesOf(files, folders, isPictureOrDocument);
    } catch (error) {
      // Moved, or taken away with the disk that they were on.
      this.notices.show('error', 'A folder could not be read. Drop it again.', {
        detail: messageOf(error),
      });
      return;
    }
    await takeSeveral(brought, this.detecting, this.notices, ways, signal);
  }

  /** Takes the pipeline in a file that was chosen for that. */
  async pipelineIn(file: File, ways: PictureWays, signal: AbortSignal): Promise<void> {
    const { detecting, notices } = this;
    const found = (await detecting.isPicture(file))
      ? await detecting.inPicture(file, () => void ways.open(file), signal)
      : await detecting.inFile(file, ({ files, name }) => void ways.carried(files, name), signal);
    if (signal.aborted) return;
    if (!found.ok) notices.fail(found.error);
    else if (found.value === false) notices.fail(carriesNothing(file));
  }

  /** Takes the pipeline in a text that was pasted. */
  async text(text: string, signal: AbortSignal): Promise<void> {
    const offered = await this.detecting.inText(text, signal);
    if (!offered.ok) this.notices.fail(offered.error);
  }

  /** Takes the steps that were copied, whatever other text they stand in. */
  async pasteSteps(signal: AbortSignal): Promise<void> {
    const text = await readClipboardText();
    if (signal.aborted) return;
    if (text.ok) await this.text(text.value, signal);
    else this.notices.fail(text.error);
  }

  /**
   * Takes an address that was dropped, as of a picture on another page: a link to a pipeline is
   * offered, for anything else it is said why nothing comes of it.
   */
  async address(address: string, signal: AbortSignal): Promise<void> {
    const offered = await this.detecting.inText(address, signal);
    if (!offered.ok) this.notices.show('warn', onlyAnAddress, { about: 'opening' });
  }
}
