import { type AppError, messageOf } from '../../core/base/errors';
import { displayFileName } from '../../core/naming/display-file-name';
import type { Result } from '../../core/base/result';
import { acceptedPipelines, openFileDialog } from '../../platform/files/files';
import type { FolderFile } from '../../platform/files/folders';
import type { Stores } from '../../state/context';
import { Latest } from '../../core/base/latest';
import { changedSince, type OpenOutcome } from '../../state/work/workspace.svelte';
import type { PictureWays } from './arrivals';
import type { Taking } from './taking';

/** A picture that is large but possible waits for the person's word. */
interface Question {
  readonly error: AppError;
  proceed(): Promise<OpenOutcome>;
}

/** What takes all that is no picture. */
type Takes = Pick<Taking, 'files' | 'carried' | 'pipelineIn' | 'text' | 'pasteSteps' | 'address'>;

/** Opens pictures and offers pipelines, wherever they come from, and says what came of it. */
export class Opening {
  question = $state.raw<Question | null>(null);
  /** Pictures that came together, of which one can be opened here; empty when there are none. */
  several = $state.raw<readonly FolderFile[]>([]);
  /** What came last: what takes longer to read than something that came after it is left alone. */
  readonly #arrival = new Latest();

  /**
   * @param taking fetches what takes all that is no picture
   * @param ready resolves when stored work is back, which must not replace what is opened here
   */
  constructor(
    private readonly stores: Pick<Stores, 'workspace' | 'notices' | 'view'>,
    private readonly taking: () => Promise<Takes>,
    private readonly ready: Promise<unknown>,
  ) {}

  /**
   * Opens the picture that was dropped, pasted or chosen, or offers the pipeline in it: content
   * decides, not the file's ending. Of several, and of folders, all are taken.
   * @param ways what is done with pictures
   */
  async files(
    files: readonly File[],
    folders: readonly FileSystemEntry[] = [],
    ways: PictureWays = this.#ways,
  ): Promise<void> {
    const [file] = files;
    const isDealtWith = await this.#take(
      async (taking, signal) =>
        (await taking.files(files, folders, ways, signal)) || signal.aborted,
    );
    if (!isDealtWith && file) await ways.open(file);
  }

  /** Takes an address that was dropped: a link, or that of a picture on another page. */
  async address(address: string): Promise<void> {
    await this.#take((taking, signal) => taking.address(address, signal));
  }

  /**
   * Opens what another app shared, or any page that says so: never in place of a picture that is
   * open without the person's word.
   */
  async shared(files: readonly File[]): Promise<void> {
    await this.ready;
    const { workspace, notices } = this.stores;
    const [file] = files;
    if (!file || workspace.source === null) return this.files(files);
    const { name } = workspace.source;
    notices.show(
      'warn',
      `${displayFileName(file.name)} was shared with Pipette. ${displayFileName(name)} stays open until you say so.`,
      {
        about: 'shared',
        stays: true,
        actions: [{ label: 'Open it', run: () => void this.files(files) }],
      },
    );
  }

  /** Asks for a file and offers the pipeline in it. Call it within a click. */
  async browse(): Promise<void> {
    const [file] = await openFileDialog(acceptedPipelines);
    if (!file) return;
    await this.#take((taking, signal) => taking.pipelineIn(file, this.#ways, signal));
  }

  /** Offers the pipeline in a text that was pasted. */
  async text(text: string): Promise<void> {
    await this.#take((taking, signal) => taking.text(text, signal));
  }

  /** Offers the steps that were copied. Call it within a click. */
  async pasteSteps(): Promise<void> {
    await this.#take((taking, signal) => taking.pasteSteps(signal));
  }

  /** Opens what reading the clipboard gave, or says why that failed. */
  async clipboard(read: Promise<Result<File>>): Promise<void> {
    const picture = await read;
    if (picture.ok) await this.files([picture.value]);
    else this.stores.notices.fail(picture.error);
  }

  /** Draws the SVG that is open anew, with a longer side of so many pixels, or at its own size. */
  async drawAt(longEdge: number | null): Promise<void> {
    await this.open((workspace) => workspace.drawAt(longEdge));
  }

  async sample(): Promise<void> {
    this.#arrival.drop();
    // A picture without steps is better than none.
    const steps = import('../../core/presets/sample-steps').then(
      (module) => module.sampleSteps(),
      () => [],
    );
    await this.open((workspace) => workspace.openSample(steps));
  }

  /** Answers the question whether a large picture is to be opened. */
  async answer(yes: boolean): Promise<void> {
    const { question } = this;
    this.question = null;
    if (yes && question) await this.open(() => question.proceed());
  }

  /** Runs what fetches code when it is first needed; null when that cannot be had. */
  async #take<Value>(
    work: (taking: Takes, signal: AbortSignal) => Promise<Value>,
  ): Promise<Value | null> {
    const signal = this.#arrival.next();
    await this.ready;
    try {
      return await work(await this.taking(), signal);
    } catch (error) {
      // A site that was updated meanwhile no longer has this version's files.
      const detail = messageOf(error);
      const text = 'Pipelines cannot be read now. Reload the page and try again.';
      this.stores.notices.show('error', text, { detail });
      return null;
    }
  }

  /** What is done with pictures that come. */
  readonly #ways: PictureWays = {
    open: (file) => this.picture(file),
    ask: (pictures) => (this.several = pictures),
    carried: async (...carried) => (await this.taking()).carried(this, ...carried),
  };

  /** Opens a picture, whatever pipeline it carries. */
  readonly picture = (file: File): Promise<void> =>
    this.open((workspace) => workspace.open(file, file.name));

  /** Opens something in one of the ways of the workspace, and says what came of it. */
  async open(open: (workspace: Stores['workspace']) => Promise<OpenOutcome | null>): Promise<void> {
    await this.ready;
    const { workspace, notices, view } = this.stores;
    const before = workspace.source;
    const outcome = await open(workspace);
    if (outcome === null) return;
    if (outcome.kind === 'failed') notices.fail(outcome.error);
    if (outcome.kind === 'question') this.question = outcome;
    if (outcome.kind !== 'opened' || outcome.unchanged) return;
    view.column = 'picture';
    view.zoomTo('fit');
    if (!before) return;
    const { name, width, height } = outcome.info;
    const now =
      before.file === workspace.source?.file ? `drawn with ${width} × ${height} pixels` : 'open';
    const kept = workspace.pipeline.steps.length > 0 ? ' The pipeline stays.' : '';
    const undo = workspace.undoingThis();
    notices.show('info', `${displayFileName(name)} is ${now}.${kept}`, {
      about: 'opening',
      actions: [
        {
          label: before.file === workspace.source?.file ? 'Undo drawing' : 'Undo opening',
          run: () => {
            if (!undo()) notices.show('info', changedSince);
          },
        },
      ],
    });
  }
}
