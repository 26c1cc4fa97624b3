import { Follower } from './follower.svelte';
import { whileHolds } from './while-holds.svelte';

/**
 * A follower that also makes something when it is told to. A class of its own because the first
 * screen, of which every byte counts, needs the other one only.
 */
export class FollowerOnDemand<Order, Value> extends Follower<Order, Value> {
  #overtaken = $state(false);

  /** Whether what was made `once` was stopped because something else was wanted. */
  get overtaken(): boolean {
    return this.#overtaken;
  }

  /**
   * Ends the rest of what is wanted. What can be made at once is there when this returns; resolves
   * when nothing rests or is being made any more.
   */
  async now(): Promise<void> {
    for (;;) {
      if (this.resting !== null) this.begin(this.resting);
      const running = this.running;
      await running;
      if (this.resting === null && running === this.running) return;
    }
  }

  /** Makes an order at once, also when it was answered before. Resolves when the making has ended. */
  again(order: Order): Promise<void> {
    this.stop();
    this.begin(order);
    return this.running;
  }

  /**
   * Makes what is wanted now at once, and stops as soon as something else is wanted, which `overtaken`
   * then tells. Resolves when the making has ended; at once when nothing is wanted.
   */
  async once(wanted: () => Order | null): Promise<void> {
    const order = wanted();
    if (order === null) return;
    const isWanted = (): boolean => {
      const now = wanted();
      return now !== null && this.followed.serves(order, now);
    };
    const stopWatching = whileHolds(isWanted, () => {
      this.stop();
      this.#overtaken = true;
    });
    try {
      await this.again(order);
    } finally {
      stopWatching();
    }
  }

  override stop(): void {
    this.#overtaken = false;
    super.stop();
  }
}
