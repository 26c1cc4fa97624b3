import type { Pace } from '../../core/formats/pace';
import type { AppError } from '../../core/base/errors';
import { Background } from './background';
import type { Connect } from '../worker/connection';
import { FileJobs } from './file-jobs';
import { FilePool } from './file-pool';
import { SourceRequests } from './requests';
import { WorkerHost } from '../worker/worker-host';

export interface BesideScreenNeeds {
  readonly connect: Connect;
  readonly isSmallDevice: () => boolean;
  /** How many files of a batch are done at once. */
  readonly filesAtOnce: number;
  readonly pace: Pace;
  /** Hears that the worker of the open picture's file stopped by itself. */
  readonly fault: (error: AppError) => void;
}

/** The workers beside that of the screen, and what they do: whatever starts from an encoded file. */
export class BesideScreen {
  readonly files: FileJobs;
  readonly pool: FilePool;
  private readonly background: Background;

  constructor({ connect, isSmallDevice, filesAtOnce, pace, fault }: BesideScreenNeeds) {
    this.background = new Background(new WorkerHost(connect, { fault }));
    this.files = new FileJobs(this.background, new SourceRequests(isSmallDevice), pace);
    this.pool = new FilePool(connect, isSmallDevice, filesAtOnce, pace);
  }

  /** Starts what files of the open picture are made in: one will probably be wanted in a moment. */
  expectFile(): void {
    this.background.expect();
  }

  /** Gives the memory of the open picture's file back as soon as nothing runs or waits. */
  endWhenDone(): void {
    this.background.endWhenDone();
  }
}
