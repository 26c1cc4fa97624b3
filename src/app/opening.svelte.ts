import { type AppError, appError } from '../core/errors';
import { displayFileName } from '../core/naming/display-file-name';
import type { Result } from '../core/result';
import { acceptedPipelines, openFileDialog } from '../platform/files';
import type { Stores } from '../state/context';
import { Latest } from '../core/latest';
import { changedSince, type OpenOutcome } from '../state/workspace.svelte';
import type { Finding } from './finding';

/** A picture that is large but possible waits for the person's word. */
interface Question {
  readonly error: AppError;
  proceed(): Promise<OpenOutcome>;
}

const looksLikePicture = ({ name, type }: File): boolean =>
  type.startsWith('image/') || /\.(jpe?g|png|webp|tiff?|gif|avif|hei[cf]|jxl|svg)$/i.test(name);

/** Endings of what is no picture but may hold a pipeline. */
const looksLikeText = ({ name }: File): boolean =>
  /\.(json|ya?ml|py|m?js|zip|html?|md|txt)$/i.test(name);

const carriesNothing = ({ name }: File): AppError =>
  appError('CFG-NONE', `${displayFileName(name)} is a picture that carries no pipeline.`, {
    safe: 'Your pipeline and picture are unchanged.',
    advice: 'Pictures carry theirs when “Keep the pipeline inside the file” was on in the export.',
  });

/** Opens pictures and offers pipelines, wherever they come from, and says what came of it. */
export class Opening {
  question = $state.raw<Question | null>(null);
  /** What came last: what takes longer to read than something that came after it is left alone. */
  readonly #arrival = new Latest();

  /**
   * @param finder fetches what looks for pipelines in what comes
   * @param ready resolves when stored work is back, which must not replace what is opened here
   */
  constructor(
    private readonly stores: Pick<Stores, 'workspace' | 'notices' | 'view'>,
    private readonly finder: () => Promise<
      Pick<Finding, 'isPicture' | 'inFile' | 'inPicture' | 'inText'>
    >,
    private readonly ready: Promise<unknown>,
  ) {}

  /**
   * Opens the first picture of what was dropped, pasted or chosen, or offers the pipeline in it:
   * content decides, not the file's ending. Without a picture, the first file counts.
   */
  async files(files: readonly File[]): Promise<void> {
    const file = files.find(looksLikePicture) ?? files[0];
    if (!file) return;
    const signal = this.#arrival.next();
    await this.ready;
    const { notices } = this.stores;
    if (files.length > 1) {
      notices.show(
        'info',
        `${files.length} files came; ${displayFileName(file.name)} is opened. Pipette opens one picture at a time.`,
      );
    }
    const isDealtWith = await this.#reading(() => this.#offered(file, signal));
    if (isDealtWith || signal.aborted) return;
    await this.#picture(file);
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
      { about: 'shared', actions: [{ label: 'Open it', run: () => void this.files(files) }] },
    );
  }

  /** Asks for a file and offers the pipeline in it. Call it within a click. */
  async browse(): Promise<void> {
    const [file] = await openFileDialog(acceptedPipelines);
    if (!file) return;
    const signal = this.#arrival.next();
    await this.ready;
    const { notices } = this.stores;
    await this.#reading(async () => {
      const finding = await this.finder();
      const found = (await finding.isPicture(file))
        ? await finding.inPicture(file, () => void this.#picture(file), signal)
        : await finding.inFile(file, signal);
      if (signal.aborted) return true;
      if (!found.ok) notices.fail(found.error);
      else if (found.value === false) notices.fail(carriesNothing(file));
      return true;
    });
  }

  /** Offers the pipeline in a text that was pasted. */
  async text(text: string): Promise<void> {
    const signal = this.#arrival.next();
    await this.ready;
    await this.#reading(async () => {
      const offered = await (await this.finder()).inText(text, signal);
      if (!offered.ok) this.stores.notices.fail(offered.error);
      return true;
    });
  }

  /** Opens what reading the clipboard gave, or says why that failed. */
  async clipboard(read: Promise<Result<File>>): Promise<void> {
    const picture = await read;
    if (picture.ok) await this.files([picture.value]);
    else this.stores.notices.fail(picture.error);
  }

  /** Draws the SVG that is open anew, with a longer side of so many pixels, or at its own size. */
  async drawAt(longEdge: number | null): Promise<void> {
    await this.#open((workspace) => workspace.drawAt(longEdge));
  }

  async sample(): Promise<void> {
    this.#arrival.drop();
    await this.#open((workspace) => workspace.openSample());
  }

  /** Answers the question whether a large picture is to be opened. */
  async answer(yes: boolean): Promise<void> {
    const { question } = this;
    this.question = null;
    if (yes && question) await this.#open(() => question.proceed());
  }

  /** Resolves to true when the file is dealt with: a pipeline was found in it, or looked for in vain. */
  async #offered(file: File, signal: AbortSignal): Promise<boolean> {
    const { stores } = this;
    const finding = await this.finder();
    if (await finding.isPicture(file)) {
      const offered = await finding.inPicture(file, () => void this.#picture(file), signal);
      if (!offered.ok) stores.notices.fail(offered.error);
      return offered.ok && offered.value;
    }
    const offered = await finding.inFile(file, signal);
    if (offered.ok || signal.aborted) return true;
    // What calls itself a picture, or is of no kind that is known, is refused as a picture.
    const isNothing = offered.error.code === 'CFG-NONE' || offered.error.code === 'IMG-EMPTY';
    if (isNothing && !looksLikeText(file)) return false;
    stores.notices.fail(offered.error);
    return true;
  }

  /** Runs what fetches code when it is first needed; false when that cannot be had. */
  async #reading(work: () => Promise<boolean>): Promise<boolean> {
    try {
      return await work();
    } catch (error) {
      // A site that was updated meanwhile no longer has this version's files.
      const detail = error instanceof Error ? error.message : String(error);
      const text = 'Pipelines cannot be read now. Reload the page and try again.';
      this.stores.notices.show('warn', text, { detail });
      return false;
    }
  }

  #picture(file: File): Promise<void> {
    return this.#open((workspace) => workspace.open(file, file.name));
  }

  async #open(
    open: (workspace: Stores['workspace']) => Promise<OpenOutcome | null>,
  ): Promise<void> {
    await this.ready;
    const { workspace, notices, view } = this.stores;
    const before = workspace.source;
    const outcome = await open(workspace);
    if (outcome === null) return;
    if (outcome.kind === 'failed') notices.fail(outcome.error);
    if (outcome.kind === 'question') this.question = outcome;
    if (outcome.kind !== 'opened') return;
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
