import type { AppError } from '../core/errors';
import { isCancelled } from '../core/errors';

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
  readonly actions: readonly NoticeAction[];
}

/** The messages on screen, newest last. */
export class Notices {
  list = $state.raw<readonly Notice[]>([]);
  #next = 1;

  /** Shows a message and returns its id. */
  show(
    kind: Notice['kind'],
    text: string,
    more: { detail?: string; about?: string; actions?: NoticeAction[] } = {},
  ): number {
    const id = this.#next++;
    const { detail, about, actions = [] } = more;
    const notice = {
      id,
      kind,
      text,
      actions,
      ...(detail === undefined ? {} : { detail }),
      ...(about === undefined ? {} : { about }),
    };
    // The same message twice says nothing new, and what is outdated misleads.
    const others = this.list.filter(
      (shown) => shown.text !== text && (about === undefined || shown.about !== about),
    );
    this.list = [...others, notice].slice(-4);
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
