import type { ExportSettings } from '../../formats/settings';
import type { ParameterValue } from '../../parameters';
import type { Step } from '../pipeline';
import type { Change } from './changes';
import type { VersionContents } from './version';

export type Side = 'mine' | 'theirs';

/** What a person may decide: one side, or where steps were put at one place, both in an order. */
export type Choice = Side | 'mine-theirs' | 'theirs-mine';

/** Three values of one thing; there is no `base` where nobody knows what it was. */
export interface Sides<Value> {
  readonly base?: Value;
  readonly mine: Value;
  readonly theirs: Value;
}

export type Text = string | undefined;

/** Something that both changed, and differently. */
export type Conflict = {
  /** The same on both computers, whichever side is whose. */
  readonly id: string;
  /** What may be chosen; the first holds until somebody does. */
  readonly choices: readonly Choice[];
} & (
  | ({ readonly kind: 'parameter'; readonly step: string; readonly parameter: string } & Sides<
      ParameterValue | undefined
    >)
  /** What the step does as a whole: another operation, or one that is not known here. */
  | ({ readonly kind: 'content'; readonly step: string } & Sides<Step>)
  | ({ readonly kind: 'switch'; readonly step: string } & Sides<boolean>)
  | ({ readonly kind: 'step-name' | 'step-note'; readonly step: string } & Sides<Text>)
  /** One removed what the other changed. */
  | {
      readonly kind: 'removed';
      readonly step: string;
      readonly by: Side;
      readonly base: Step;
      readonly changed: Step;
    }
  /** Places count from 0, each in the steps of its side. */
  | ({ readonly kind: 'moved'; readonly step: string } & Sides<number>)
  /** Each put steps at one place: behind this step, or at the beginning. */
  | {
      readonly kind: 'place';
      readonly after: string | null;
      readonly mine: readonly Step[];
      readonly theirs: readonly Step[];
    }
  | ({ readonly kind: 'name' | 'description' } & Sides<Text>)
  | ({ readonly kind: 'settings' } & Sides<ExportSettings | null>)
  /** With all steps of both there are more than a pipeline may have: whose are left out last. */
  | { readonly kind: 'length'; readonly count: number; readonly most: number }
);

/** A change that merged by itself. */
export interface MergedChange {
  readonly by: Side | 'both';
  readonly change: Change;
}

/** A piece of the merged order. */
export type OrderPiece =
  /** Who put a step where it stands; "base" where nobody moved it. */
  | { readonly kind: 'step'; readonly id: string; readonly by: Side | 'both' | 'base' }
  /** Steps that were put at one place; `conflict` is the one that decides. */
  | {
      readonly kind: 'place';
      readonly conflict: string;
      readonly mine: readonly string[];
      readonly theirs: readonly string[];
    };

/** What becomes of one step, and what there is to decide in it. */
export interface StepPlan {
  readonly id: string;
  readonly base?: Step;
  readonly mine?: Step;
  readonly theirs?: Step;
  /** Gone by this side or both; "asked" where one removed what the other changed. */
  readonly fate: 'kept' | 'asked' | 'gone';
  readonly conflicts: readonly Conflict[];
}

/** Two versions put together as far as that goes without asking. */
export interface Merge {
  /** Null where there was none. */
  readonly base: VersionContents | null;
  /** Both sides, with the same ids for the same steps. */
  readonly mine: VersionContents;
  readonly theirs: VersionContents;
  /** Whether what was common was guessed, because there is no base or their steps lost their ids. */
  readonly baseIsGuess: boolean;
  readonly conflicts: readonly Conflict[];
  readonly merged: readonly MergedChange[];
  /** What `resolve` goes by. */
  readonly plan: {
    readonly order: readonly OrderPiece[];
    readonly steps: ReadonlyMap<string, StepPlan>;
  };
}
