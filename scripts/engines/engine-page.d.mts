/** Which element is meant: by its role and accessible name, below another one if need be. */
export interface Where {
  readonly role: string;
  readonly name: string | RegExp | undefined;
  readonly within: Where | undefined;
  readonly isFirst?: boolean;
}

export function byRole(role: string, name?: string | RegExp, within?: Where): Where;

export function first(where: Where): Where;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An element as it was at one moment; places are in CSS pixels of the window. */
export interface Facts extends Point {
  readonly text: string;
  readonly value: string;
  readonly width: number;
  readonly height: number;
}

export interface DownloadedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

export type EngineName = 'Chromium' | 'Firefox' | 'WebKit';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What a browser's driver has to be able to do. */
export interface EngineDriver {
  readonly downloads: string;
  readonly problems: string[];
  goto(url: string): Promise<unknown>;
  reload(): Promise<unknown>;
  execute(source: string, args: readonly unknown[]): Promise<unknown>;
  mouse(moves: readonly ('down' | 'up' | { readonly to: Point })[]): Promise<unknown>;
  keys(characters: readonly string[]): Promise<unknown>;
  chord(names: readonly string[]): Promise<unknown>;
  resize(width: number, height: number): Promise<unknown>;
  screenshot(): Promise<Buffer>;
  setFiles(selector: string, paths: readonly string[]): Promise<unknown>;
  close(): Promise<unknown>;
}

export class EnginePage {
  constructor(engine: EngineName, driver: EngineDriver);
  readonly engine: EngineName;
  readonly isOpen: boolean;
  readonly problems: string[];
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
  evaluate<Args extends readonly Json[], Result>(
    work: (...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>>;
  until<Args extends readonly Json[], Result>(
    work: (...args: Args) => Result,
    ...args: Args
  ): Promise<NonNullable<Awaited<Result>>>;
  all(where: Where): Promise<readonly Facts[]>;
  find(where: Where): Promise<Facts>;
  gone(where: Where): Promise<void>;
  text(where: Where, pattern: RegExp): Promise<string>;
  value(where: Where, pattern: RegExp): Promise<string>;
  target(where: Where): Promise<Point>;
  press(where: Where): Promise<void>;
  dragBy(where: Where, x: number, y: number, moves?: number): Promise<void>;
  drag(from: Point, to: Point, moves?: number): Promise<void>;
  type(text: string): Promise<void>;
  key(name: string): Promise<void>;
  fill(where: Where, text: string): Promise<void>;
  chooseFiles(where: Where, paths: readonly string[]): Promise<void>;
  download(action: () => Promise<unknown>): Promise<DownloadedFile>;
}
