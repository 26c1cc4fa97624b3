import { type AppError, appError } from '../core/errors';
import { displayFileName } from '../core/naming/display-file-name';
import type { Result } from '../core/result';
import type { Stores } from '../state/context';
import type { OpenOutcome } from '../state/workspace.svelte';

/** A picture that is large but possible waits for the person's word. */
interface Question {
  readonly error: AppError;
  proceed(): Promise<OpenOutcome>;
}

const looksLikePicture = ({ name, type }: File): boolean =>
  type.startsWith('image/') || /\.(jpe?g|png|webp|tiff?|gif|avif|hei[cf]|jxl|svg)$/i.test(name);

const looksLikeProgram = ({ name }: File): boolean => /\.(py|mjs|js)$/i.test(name);

/** More than any program with pictures inside takes, in bytes. */
const programBytesMost = 16 * 1024 * 1024;

/** Opens pictures, wherever they come from, and says what came of it. */
export class Opening {
  question = $state.raw<Question | null>(null);

  /** @param ready resolves when stored work is back, which must not replace what is opened here */
  constructor(
    private readonly stores: Pick<Stores, 'workspace' | 'notices' | 'view' | 'assets'>,
    private readonly ready: Promise<unknown>,
  ) {}

  /** Opens the first picture of what was dropped, pasted or chosen. */
  async files(files: readonly File[]): Promise<void> {
    const picture = files.find(looksLikePicture) ?? files[0];
    if (!picture) return;
    if (looksLikeProgram(picture)) {
      await this.#program(picture);
      return;
    }
    if (files.length > 1) {
      this.stores.notices.show(
        'info',
        `${files.length} files came; ${displayFileName(picture.name)} is opened. Pipette opens one picture at a time.`,
      );
    }
    await this.#open((workspace) => workspace.open(picture, picture.name));
  }

  /** Opens what reading the clipboard gave, or says why that failed. */
  async clipboard(read: Promise<Result<File>>): Promise<void> {
    const picture = await read;
    if (picture.ok) await this.files([picture.value]);
    else this.stores.notices.fail(picture.error);
  }

  async sample(): Promise<void> {
    await this.#open((workspace) => workspace.openSample());
  }

  /** Answers the question whether a large picture is to be opened. */
  async answer(yes: boolean): Promise<void> {
    const { question } = this;
    this.question = null;
    if (yes && question) await this.#open(() => question.proceed());
  }

  /** Takes the pipeline out of a program that was made here; nothing of the program runs. */
  async #program(file: File): Promise<void> {
    await this.ready;
    const { workspace, notices, view, assets } = this.stores;
    const name = displayFileName(file.name);
    const { assetsInProgram, pipelineInProgram } = await import('../core/programs/read-program');
    const text = file.size > programBytesMost ? '' : await file.text();
    const found = pipelineInProgram(text);
    if (found === null) {
      notices.fail(
        appError('CFG-SHAPE', `${name} is no program that Pipette made, so nothing was opened.`, {
          safe: 'Your pipeline and picture are unchanged.',
          advice: 'Drop a picture, or a program from the Pipeline tab.',
        }),
      );
      return;
    }
    if (!found.ok) {
      notices.fail(found.error);
      return;
    }
    await assets.takeCarried(assetsInProgram(text));
    const { pipeline } = found.value;
    workspace.replacePipeline(`Read pipeline from ${name}`, pipeline);
    view.column = 'pipeline';
    const count = pipeline.steps.length;
    notices.show(
      'info',
      `The pipeline of ${name} is here: ${count} ${count === 1 ? 'step' : 'steps'}.`,
      {
        about: 'opening',
        actions: [{ label: 'Undo reading', run: () => void workspace.undo() }],
      },
    );
  }

  async #open(open: (workspace: Stores['workspace']) => Promise<OpenOutcome>): Promise<void> {
    await this.ready;
    const { workspace, notices, view } = this.stores;
    const before = workspace.source;
    const outcome = await open(workspace);
    if (outcome.kind === 'failed') notices.fail(outcome.error);
    if (outcome.kind === 'question') this.question = outcome;
    if (outcome.kind !== 'opened') return;
    view.column = 'picture';
    view.zoomTo('fit');
    if (!before) return;
    const kept = workspace.pipeline.steps.length > 0 ? ' The pipeline stays.' : '';
    const opened = workspace.source;
    notices.show('info', `${displayFileName(outcome.info.name)} is open.${kept}`, {
      about: 'opening',
      actions: [
        {
          label: 'Undo opening',
          run: () => {
            // Later changes are undone one by one; this notice speaks of the opening only.
            if (workspace.source === opened && workspace.undoLabel?.startsWith('Open ')) {
              void workspace.undo();
            } else notices.show('info', 'Something was changed since. Use Undo for one by one.');
          },
        },
      ],
    });
  }
}
