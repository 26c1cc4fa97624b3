import type { Result } from '../base/result';
import type { OpenRequest, Source, SourceRequest } from './requests';

// How a job of the engine is declared: the words in which `contract.ts` says its table.

/** How a job that takes long is followed. */
export interface JobOptions {
  /** Hears the share that is done, 0 to 1. */
  readonly progress: (share: number) => void;
  /** Aborting it stops the job within about a second. */
  readonly signal: AbortSignal;
}

/**
 * What a job starts from, and so how it is run: what the page names before and after what it asks,
 * and what the worker is given before that.
 */
export interface Ways {
  /** Nothing that is open; in the worker of the screen. */
  alone: { page: []; options: []; worker: [] };
  /** A file that is not opened by it; in the worker of the screen. */
  brought: { page: [file: Blob, name: string]; options: []; worker: [file: OpenRequest] };
  /** The open picture and no other; in the worker of the screen. */
  picture: { page: [source: Source]; options: []; worker: [] };
  /** As `picture`, for a job with one request that takes long. */
  watched: { page: [source: Source]; options: [options: JobOptions]; worker: [] };
  /** The file of a picture, whatever is open; in the worker of the screen. */
  file: { page: [source: Source]; options: []; worker: [file: Blob] };
  /** As `file`, for a job with one request that takes long; in the worker beside that of the screen. */
  beside: {
    page: [source: Source];
    options: [options: JobOptions];
    worker: [file: SourceRequest];
  };
  /** Whatever its own function in `src/engine` makes of it. */
  own: { page: []; options: []; worker: [] };
}
export type Way = keyof Ways;

/** The work of a job, as the type of a function: what is asked, and what is answered. */
export type Work = (...asked: never[]) => unknown;
export type PageCall = (...asked: never[]) => Promise<unknown>;

/** A lane that several jobs share. */
export type SharedLane = 'open' | 'import' | 'render';

/** What is said of a job in its line of the table. */
export interface JobFacts {
  /**
   * In the worker of the screen, a newer job replaces an older one of its lane; absent: it has a
   * lane of its own.
   */
  readonly lane?: SharedLane;
  /** Whether it waits for nothing less urgent: that is stopped at once. */
  readonly isHasty?: boolean;
  /** Whether it is asked for again once the picture rests, so that a hasty job drops it for good. */
  readonly isForRest?: boolean;
  /** Whether it waits a little while a person waits for a file, which needs the processor too. */
  readonly yields?: boolean;
  /** Whether it is one of many small ones: it is not counted where workers wear out. */
  readonly isPart?: boolean;
}

export interface Job<
  Goes extends Way,
  Does extends Work,
  Page extends PageCall = never,
> extends JobFacts {
  readonly way: Goes;
  /** For its types only; there is no such value. */
  readonly types?: { readonly work: Does; readonly page: Page };
}

const going =
  <Goes extends Way>(way: Goes) =>
  <Does extends Work>(facts: JobFacts = {}): Job<Goes, Does> => ({ ...facts, way });

export const alone = going('alone');
export const onBrought = going('brought');
export const onPicture = going('picture');
export const onPictureWatched = going('watched');
export const onFile = going('file');
export const beside = going('beside');

/** A job that the page asks for by a call of its own kind, `Page`. */
export const own: <Page extends PageCall, Does extends Work>(
  facts?: JobFacts,
) => Job<'own', Does, Page> = going('own');

/** The types of a job's line in a table. */
type TypesOf<Line> = Line extends { readonly types?: infer Types } ? NonNullable<Types> : never;
type WorkOf<Line> = TypesOf<Line> extends { readonly work: infer Does extends Work } ? Does : never;
type PageOf<Line> = TypesOf<Line> extends { readonly page: infer Page } ? Page : never;
type WayOf<Line> = Line extends { readonly way: infer Goes extends Way } ? Goes : never;

/** The names of a table's jobs that go a way. */
export type NamesOf<
  Table,
  Goes extends Way,
  Name extends keyof Table = keyof Table,
> = Name extends keyof Table ? (WayOf<Table[Name]> extends Goes ? Name : never) : never;

export type AskedIn<Table> = { readonly [Name in keyof Table]: Parameters<WorkOf<Table[Name]>> };
export type AnsweredIn<Table> = { readonly [Name in keyof Table]: ReturnType<WorkOf<Table[Name]>> };
export type GivenIn<Table> = {
  readonly [Name in keyof Table]: [
    ...Ways[WayOf<Table[Name]>]['worker'],
    ...Parameters<WorkOf<Table[Name]>>,
  ];
};
export type PageCallsIn<Table> = {
  readonly [Name in keyof Table]: WayOf<Table[Name]> extends 'own'
    ? PageOf<Table[Name]>
    : (
        ...asked: [
          ...Ways[WayOf<Table[Name]>]['page'],
          ...Parameters<WorkOf<Table[Name]>>,
          ...Ways[WayOf<Table[Name]>]['options'],
        ]
      ) => Promise<Result<ReturnType<WorkOf<Table[Name]>>>>;
};
