import { tick } from 'svelte';
import { limits } from '../../../core/base/limits';
import { operationsById } from '../../../core/operations/known';
import { commandOf } from '../../../state/screen/commands';
import type { Workspace } from '../../../state/work/workspace.svelte';

/** Returns the id of the element that opens a step: its header. */
export const headerId = (step: string): string => `step-${step}`;

/** The id of the button that adds a step. */
export const addButtonId = 'add-step';

/** Gives the focus to a step's header, once the screen has followed the newest edit. */
export async function focusStep(step: string | null): Promise<void> {
  await tick();
  document.getElementById(step === null ? addButtonId : headerId(step))?.focus();
}

/** What can be done with a step from its card: the edit, what is said about it, and the focus. */
export class StepCommands {
  /** What screen readers are told about the newest change. */
  said = $state('');
  /** The id of the step whose name is being edited. */
  renaming = $state<string | null>(null);
  /** The id of the step whose note is being written. */
  noting = $state<string | null>(null);
  /** Whether the open card says what each setting does. */
  explaining = $state(false);

  constructor(private readonly workspace: Workspace) {}

  readonly #steps = $derived.by(() => this.workspace.pipeline.steps);

  #indexOf(id: string): number {
    return this.#steps.findIndex((step) => step.id === id);
  }

  /** Returns what the step is called. */
  titleOf(id: string): string {
    const step = this.workspace.step(id);
    return step ? this.workspace.title(step) : 'Step';
  }

  /** Opens the step's fields, or closes them when they are open. */
  toggle(id: string): void {
    this.workspace.selected = this.workspace.selected === id ? null : id;
    if (this.workspace.tool && this.workspace.tool.step !== this.workspace.selected) {
      this.workspace.tool = null;
    }
  }

  /** Moves the step so that it stands at `index`, says so, and keeps the focus where it was. */
  async move(id: string, index: number): Promise<void> {
    const to = Math.max(0, Math.min(this.#steps.length - 1, index));
    if (to === this.#indexOf(id)) {
      this.said = `${this.titleOf(id)} is already ${to === 0 ? 'the first' : 'the last'} step.`;
      return;
    }
    const focused = document.activeElement;
    this.workspace.moveStep(id, to);
    this.said = `${this.titleOf(id)} is now step ${to + 1} of ${this.#steps.length}.`;
    await tick();
    // An element loses the focus when it is moved in the page or becomes disabled.
    if (!(focused instanceof HTMLElement) || focused === document.body) return;
    if (focused.matches(':disabled')) await focusStep(id);
    else focused.focus();
  }

  /** Moves the step by so many places. */
  async moveBy(id: string, places: number): Promise<void> {
    await this.move(id, this.#indexOf(id) + places);
  }

  /** Removes the step; the focus goes to the one that takes its place, or to "Add step". */
  async remove(id: string): Promise<void> {
    const index = this.#indexOf(id);
    const title = this.titleOf(id);
    this.workspace.removeStep(id);
    this.said = `${title} is removed. Undo brings it back.`;
    await focusStep((this.#steps[index] ?? this.#steps[index - 1])?.id ?? null);
  }

  /** Puts a copy behind the step and opens it. */
  async duplicate(id: string): Promise<void> {
    if (this.#steps.length >= limits.document.steps) {
      this.said = `A pipeline holds at most ${limits.document.steps} steps.`;
      return;
    }
    this.workspace.duplicateStep(id);
    const copy = this.workspace.selected;
    this.said = `${this.titleOf(id)} is duplicated.`;
    await focusStep(copy);
  }

  /** Gives the step values that show what it does. */
  example(id: string): void {
    this.workspace.exampleStep(id);
    this.said = `${this.titleOf(id)} shows an example. Undo takes it back.`;
  }

  /** The same from a button that goes with it: the keyboard goes on from the step. */
  async tryExample(id: string): Promise<void> {
    this.example(id);
    await focusStep(id);
  }

  /** Puts the step's values back to what they were at first. */
  reset(id: string): void {
    this.workspace.resetStep(id);
    this.said = `${this.titleOf(id)} is reset.`;
  }

  /** Ends the renaming; null keeps the old name. */
  async rename(id: string, name: string | null, refocus: boolean): Promise<void> {
    this.renaming = null;
    const label = operationsById.get(this.workspace.step(id)?.operation ?? '')?.label;
    // The operation's own name is what a step without a name is called by.
    if (name !== null) this.workspace.renameStep(id, name.trim() === label ? '' : name);
    if (refocus) await focusStep(id);
  }

  /** Ends the writing of a note; null keeps the old one. */
  async note(id: string, note: string | null, refocus: boolean): Promise<void> {
    this.noting = null;
    if (note !== null) this.workspace.noteStep(id, note);
    if (refocus) await focusStep(id);
  }

  /** Gives the focus to the header of the step so many places further on. */
  async focusBy(id: string, places: number): Promise<void> {
    const step = this.#steps[this.#indexOf(id) + places];
    if (step) await focusStep(step.id);
  }

  /** Does what the key pressed on a step's header stands for. Returns whether it stands for something. */
  key(event: KeyboardEvent, id: string): boolean {
    const places = event.key === 'ArrowUp' ? -1 : 1;
    switch (commandOf('step', event, false)) {
      case null:
        return false;
      case 'focusStep':
        void this.focusBy(id, places);
        return true;
      case 'moveStep':
        void this.moveBy(id, places);
        return true;
      case 'removeStep':
        void this.remove(id);
        return true;
      case 'duplicateStep':
        void this.duplicate(id);
        return true;
      case 'renameStep':
        this.renaming = id;
        return true;
    }
  }
}
