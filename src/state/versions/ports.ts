import type { Source } from '../../core/engine/contract';
import type { SmallPictures } from '../../core/documents/project/history-text';
import type { Pipeline } from '../../core/pipeline/pipeline';
import type { Result } from '../../core/base/result';
import type { Version, VersionHead, VersionTrace } from '../../core/pipeline/versions/version';

/** Where versions are kept; given by the platform. Every tab sees all of them. */
export interface VersionStore {
  /** What is known of all versions, without their contents. */
  list(): Promise<
    Result<{ readonly heads: readonly VersionHead[]; readonly traces: readonly VersionTrace[] }>
  >;
  /** Resolves to the version with its contents; null when these are not here or cannot be read. */
  contents(head: VersionHead): Promise<Result<Version | null>>;
  /** Resolves to a small picture by its hash; null when it is not here. */
  picture(hash: string): Promise<Result<Blob | null>>;
  /**
   * Keeps versions and traces, and lets go of what is too much.
   * @param pinned ids of versions that stay whatever their age
   */
  keep(
    arriving: {
      readonly versions: readonly Version[];
      readonly traces?: readonly VersionTrace[];
      readonly pictures?: SmallPictures;
    },
    pinned: ReadonlySet<string>,
  ): Promise<Result<null>>;
  /** Changes what may change of a head; resolves to it, or to null when it is not here. */
  amend(
    id: string,
    change: (head: VersionHead) => VersionHead,
  ): Promise<Result<VersionHead | null>>;
  /** Gives a version its small picture; resolves as `amend`. */
  depict(id: string, picture: Blob): Promise<Result<VersionHead | null>>;
  /** Lets go of a version; its trace stays. */
  remove(id: string): Promise<Result<null>>;
  /** Calls `listener` when another tab changes versions; returns what stops that. */
  watch(listener: () => void): () => void;
}

/** What versions need of the browser beside their store. */
export interface VersionTools {
  /** In milliseconds since 1970. */
  now(): number;
  newLineage(): string;
  /** Calls `act` in so many milliseconds; returns what stops that. */
  after(milliseconds: number, act: () => void): () => void;
  /**
   * Draws a small picture of what a pipeline makes of the picture that is open, when nothing else is
   * wanted of the engine; null where that cannot be.
   */
  draw(source: Source, pipeline: Pipeline): Promise<Blob | null>;
  /** Makes an address of a picture, and gives it back. */
  readonly addresses: { make(picture: Blob): string; free(address: string): void };
}
