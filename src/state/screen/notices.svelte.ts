import type { AppError } from '../../core/base/errors';
import { isCancelled } from '../../core/base/errors';

export interface NoticeAction {
  readonly label: string;
  run(): void;
}

/** One message to the person. `detail` is small print. */
export interface Notice {
  readonly id: number;
  readonly kind: 'info' | 'good' | 'warn' | 'error';
  readonly text: string;
  readonly detail?: string;
  /** The matter it speaks of: a later notice about it takes its place. */
  readonly about?: string;
  /** Whether it waits until the person has seen it: errors, and what is offered here alone. */
  readonly stays: boolean;
  readonly actions: readonly NoticeAction[];
}

/** More of them are not read, and cover too much. */
const maxShown = 3;

/** Returns the newest notices that there is room for: what would go by itself makes room first. */
function fitting(list: readonly Notice[]): readonly Notice[] {
  if (list.length <= maxShown) return list;
  const older = list.slice(0, -1);
  const goes = older.find(({ stays }) => !stays) ?? older[0];
  return fitting(list.filter((notice) => notice !== goes));
}

/** The messages on screen, newest last. */
export class Notices {
  list = $state.raw<readonly Notice[]>([]);
  #next = 1;

  /** Shows a message and returns its id. */
  show(
    kind: Notice['kind'],
    text: string,
    more: { detail?: string; about?: string; stays?: boolean; actions?: NoticeAction[] } = {},
  ): number {
    const id = this.#next++;
    const { actions = [], stays = kind === 'error', ...rest } = more;
    // The same message twice says nothing new, and what is outdated misleads.
    const others = this.list.filter(
      (shown) => shown.text !== text && (rest.about === undefined || shown.about !== rest.about),
    );
    this.list = fitting([...others, { id, kind, text, stays, actions, ...rest }]);
    return id;
  }

  /** Shows a failure in words: what happened, what is safe, what to do. A cancellation is none. */
  fail(error: AppError, actions: NoticeAction[] = []): void {
    if (isCancelled(error)) return;
    const text = [error.message, error.safe, error.advice].filter(Boolean).join(' ');
    const detail = [error.code, error.detail].filter(Boolean).join(': ');
    this.show('error', text, { detail, actions });
  }

  dismiss(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id);
  }
}
