import { engineNotLoaded } from '../../core/engine/engine-errors';
import { fail, type Result } from '../../core/base/result';
import type { BesideScreen, BesideScreenNeeds } from './beside-screen';

/** Fetches the workers beside the screen, and what they do, with the first of their jobs. */
export class Beside {
  private loading: Promise<BesideScreen | null> | null = null;

  constructor(private readonly needs: BesideScreenNeeds) {}

  /** Runs a job beside the screen; ENG-LOAD when the code for it cannot be had. */
  async run<Value>(work: (beside: BesideScreen) => Promise<Result<Value>>): Promise<Result<Value>> {
    const beside = await this.loaded();
    return beside === null ? fail(engineNotLoaded('beside-screen')) : work(beside);
  }

  /** Starts what files of the open picture are made in: one will probably be wanted in a moment. */
  async expectFile(): Promise<void> {
    const beside = await this.loaded();
    beside?.expectFile();
  }

  /** Gives the memory of the open picture's file back as soon as nothing runs or waits. */
  async endWhenDone(): Promise<void> {
    const beside = await this.loading;
    beside?.endWhenDone();
  }

  private async loaded(): Promise<BesideScreen | null> {
    this.loading ??= this.load();
    const beside = await this.loading;
    if (beside === null) this.loading = null;
    return beside;
  }

  private async load(): Promise<BesideScreen | null> {
    try {
      const { BesideScreen } = await import('./beside-screen');
      return new BesideScreen(this.needs);
    } catch (error) {
      console.info('Pipette: the workers beside the screen could not be loaded.', error);
      return null;
    }
  }
}
