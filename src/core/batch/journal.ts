import type { Rectangle } from '../base/geometry';
import type { FileDate } from './file-dates';
import type { CameraFacts } from '../naming/tokens';
import type { OwnValues } from '../set/own-values';
import type { Result } from '../base/result';

/** A result, and what is known of it. Sizes in pixels. */
export interface BatchResult {
  readonly content: Blob;
  readonly extension: string;
  readonly width: number;
  readonly height: number;
  readonly quality: number | null;
  readonly milliseconds: number;
  readonly sha256: string;
  readonly camera: CameraFacts;
}

/** What a run is made of, as it is stored. */
export interface StoredRun {
  readonly version: 1;
  readonly id: string;
  readonly startedAt: number;
  readonly pipeline: unknown;
  readonly settings: unknown;
  readonly target: string;
  /** Which date the results carry in an archive. */
  readonly dates: FileDate;
  readonly items: readonly {
    readonly name: string;
    readonly folder: string;
    readonly bytes: number;
    /** When the source was changed last, in milliseconds since 1970; null when that is not known. */
    readonly modified: number | null;
    /** The crop of this file alone. */
    readonly crop: Rectangle | null;
    /** Values of steps for this file alone. */
    readonly own: OwnValues;
  }[];
}

/** A run whose tab is gone. */
export interface InterruptedRun {
  readonly run: StoredRun;
  /** Numbers of the items that are done. */
  readonly done: readonly number[];
}

/**
 * Keeps runs, so that they survive their tab: sources, settings and every finished result. Given by
 * the platform. Reading is total: what is damaged is as if it were not there.
 */
export interface BatchJournal {
  /** Begins a run, which is this tab's until `end`. */
  begin(run: StoredRun): Promise<Result<null>>;
  keepSource(run: string, index: number, file: Blob): Promise<Result<null>>;
  keepResult(run: string, index: number, result: BatchResult): Promise<Result<null>>;
  source(run: string, index: number): Promise<Blob | null>;
  result(run: string, index: number): Promise<BatchResult | null>;
  /** The newest run that no tab works on. */
  interrupted(): Promise<InterruptedRun | null>;
  /** Makes an interrupted run this tab's; false while it is somebody's, be it of this tab. */
  claim(run: string): Promise<boolean>;
  /** Notes whether the person has all results: the run is not offered again then. */
  delivered(run: string, yes: boolean): Promise<void>;
  /** Forgets a run, which must be this tab's: others lose what they would need after a crash. */
  end(run: string): Promise<void>;
  /** Forgets all runs, those of other tabs too; nothing is kept from here on. Reload after it. */
  forget(): Promise<Result<null>>;
}
