/** What page-probe.mjs puts into the page, and what the parts of the benchmark keep there. */
interface DrawnPicture {
  readonly at: number;
  readonly width: number;
  readonly height: number;
}

interface EngineAnswer {
  readonly at: number;
  readonly kind: 'render' | 'export' | 'other';
  readonly milliseconds: number;
}

/** Milliseconds of each stage from a change to its picture. */
interface ChangeTimes {
  /** What was changed: a slider, or what the step has instead of one. */
  readonly control: string;
  readonly total: number;
  readonly shown: number;
  readonly edit: number;
  readonly wait: number;
  readonly engine: number;
  readonly draw: number;
  readonly width: number;
  readonly height: number;
}

/** Changes made without a rest, and the picture that stays once they have rested. */
interface DragTimes {
  readonly times: (ChangeTimes | null)[];
  readonly rest: number;
  readonly width: number;
  readonly height: number;
}

interface Probe {
  readonly drawn: DrawnPicture[];
  readonly asked: number[];
  readonly answered: EngineAnswer[];
  readonly saved: { readonly at: number; readonly bytes: number }[];
  chosen: number;
  clicked: number;
  readonly engineBytes: number;
  ready: number;
  started: boolean;
  readonly change: (step: Element, turn: number, limit?: number) => Promise<ChangeTimes | null>;
  readonly drag: (step: Element, changes: number) => Promise<DragTimes>;
  readonly clear: () => void;
  readonly quiet: () => Promise<void>;
}

// `var`, because only that makes a property of globalThis.
// eslint-disable-next-line no-var
declare var pipetteBench: Probe;
