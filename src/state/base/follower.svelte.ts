import { untrack } from 'svelte';
import { type AppError, isCancelled } from '../../core/base/errors';
import { Latest } from '../../core/base/latest';
import type { Result } from '../../core/base/result';

/** What the making of an order is given. */
export interface Making<Value> {
  /** Aborted as soon as nobody waits for this order any more. */
  readonly signal: AbortSignal;
  /** Shows a value as far as it is known before the whole is; does nothing once aborted. */
  readonly early: (value: Value) => void;
}

/** What a follower makes, and of what. */
export interface Followed<Order, Value> {
  /**
   * For how long an order rests before it is made, in milliseconds: a newer one may come. A function is
   * asked of each order that begins to rest.
   */
  readonly debounceMs: number | ((order: Order) => number);
  /** Returns whether what was made of one order is what another one asks for. */
  serves(made: Order, wanted: Order): boolean;
  /** Makes what an order asks for: at once where that can be, so that it is there when needed. */
  make(order: Order, making: Making<Value>): Result<Value> | Promise<Result<Value>>;
  /** Frees a value that is shown no more, or never was. */
  close?(value: Value): void;
}

/**
 * Makes what is wanted now of what changes all the time. Of many orders the latest wins, once they
 * rest; the making of an older one is aborted, and an answer that comes too late is left alone.
 */
export class Follower<Order, Value> {
  #made = $state.raw<{ readonly order: Order; readonly value: Value } | null>(null);
  #answer = $state.raw<{ readonly order: Order; readonly failure: AppError | null } | null>(null);
  #phase = $state<'idle' | 'waiting' | 'making'>('idle');
  readonly #latest = new Latest();
  /** The order that rests. */
  protected resting: Order | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The order that is being made. */
  #underway: Order | null = null;
  /** The making of the newest order. */
  protected running: Promise<void> = Promise.resolve();

  constructor(protected readonly followed: Followed<Order, Value>) {}

  /** The newest value with its order, which may be older than what is wanted; a failure keeps it. */
  get made(): { readonly order: Order; readonly value: Value } | null {
    return this.#made;
  }

  /** Why the newest order that was answered came to nothing; null when it did not. */
  get failure(): AppError | null {
    return this.#answer?.failure ?? null;
  }

  /** The newest order that was answered, by a value or by a failure. */
  get answered(): Order | null {
    return this.#answer?.order ?? null;
  }

  /** Whether an order is being made, or is about to be. */
  get busy(): boolean {
    return this.#phase !== 'idle';
  }

  /** Whether an order is being made now. */
  get making(): boolean {
    return this.#phase === 'making';
  }

  /** Whether the newest answer, a value or a failure, is that of an order. */
  answers(order: Order | null): boolean {
    const { answered } = this;
    return order !== null && answered !== null && this.followed.serves(answered, order);
  }

  /**
   * Follows what is wanted until it is stopped, by the function that is returned. Both arguments read
   * stores. What was made goes as soon as nothing is wanted; what is being made goes on while it serves.
   * @param ready whether something may be made now; what is wanted waits until then
   */
  follow(wanted: () => Order | null, ready: () => boolean = () => true): () => void {
    return $effect.root(() => {
      $effect(() => {
        const order = wanted();
        if (order === null) untrack(() => this.clear());
        else if (this.answers(order)) this.stop();
        else if (!ready()) {
          this.stop();
          this.#phase = 'waiting';
        } else if (!this.#underway || !this.followed.serves(this.#underway, order))
          this.want(order);
      });
      return () => this.stop();
    });
  }

  /** Wants an order in place of any other; it is made when it has rested. */
  want(order: Order): void {
    this.stop();
    this.resting = order;
    this.#phase = 'waiting';
    const { debounceMs } = this.followed;
    const rest = typeof debounceMs === 'number' ? debounceMs : debounceMs(order);
    this.#timer = setTimeout(() => this.begin(order), rest);
  }

  /** Lets nothing rest and makes nothing any more; what was made stays. */
  stop(): void {
    this.#latest.drop();
    this.#rest();
    this.#underway = null;
    this.running = Promise.resolve();
    this.#phase = 'idle';
  }

  /** Stops, and forgets what was made. */
  clear(): void {
    this.stop();
    if (this.#made) this.followed.close?.(this.#made.value);
    this.#made = null;
    this.#answer = null;
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.resting = null;
  }

  /** Makes an order now, in place of any other. */
  protected begin(order: Order): void {
    const signal = this.#latest.next();
    this.#rest();
    this.#underway = order;
    this.#phase = 'making';
    const early = (value: Value): void => {
      if (!signal.aborted) this.#show(order, value);
    };
    const made = this.followed.make(order, { signal, early });
    if (made instanceof Promise) {
      this.running = made.then((result) => this.#take(order, result, signal));
    } else {
      this.#take(order, made, signal);
    }
  }

  #take(order: Order, result: Result<Value>, signal: AbortSignal): void {
    if (signal.aborted) {
      if (result.ok) this.followed.close?.(result.value);
      return;
    }
    this.#phase = 'idle';
    this.#underway = null;
    // Somebody else stopped it: that says nothing of the order.
    if (!result.ok && isCancelled(result.error)) return;
    this.#answer = { order, failure: result.ok ? null : result.error };
    if (result.ok) this.#show(order, result.value);
  }

  #show(order: Order, value: Value): void {
    const old = this.#made?.value;
    this.#made = { order, value };
    if (old !== undefined && old !== value) this.followed.close?.(old);
  }
}
