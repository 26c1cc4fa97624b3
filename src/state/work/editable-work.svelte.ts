import { limits } from '../../core/base/limits';
import { operationsById } from '../../core/operations/known';
import type { ParameterValue } from '../../core/parameters';
import * as edit from '../../core/pipeline/edit';
import type { Pipeline } from '../../core/pipeline/pipeline';
import { UndoableWork } from './undoable-work.svelte';
import { changeOf, type WorkChange } from './work-change';

/** The work as its steps are edited, one by one. */
export class EditableWork extends UndoableWork {
  /** Edits the pipeline in what undo calls so and does to this step. */
  #editStep(did: WorkChange['did'], id: string, next: Pipeline): void {
    const step = this.step(id);
    if (step) this.edit(changeOf(did, step), next);
  }

  /**
   * Adds a step behind the selected one, or at the end, and selects it. Returns its id, or null when
   * full.
   */
  addStep(operationId: string): string | null {
    const operation = operationsById.get(operationId);
    if (!operation || this.pipeline.steps.length >= limits.document.steps) return null;
    const step = edit.newStep(operation);
    const at = this.pipeline.steps.findIndex(({ id }) => id === this.selected);
    const index = at === -1 ? this.pipeline.steps.length : at + 1;
    this.edit(changeOf('add', step), edit.insertStep(this.pipeline, step, index));
    this.selected = step.id;
    this.shown = null;
    this.tool = operation.interactive === 'crop' ? { kind: 'crop', step: step.id } : null;
    return step.id;
  }

  removeStep(id: string): void {
    const index = this.pipeline.steps.findIndex((step) => step.id === id);
    this.#editStep('remove', id, edit.removeStep(this.pipeline, id));
    if (this.selected === null) {
      this.selected = (this.pipeline.steps[index] ?? this.pipeline.steps[index - 1])?.id ?? null;
    }
  }

  duplicateStep(id: string): void {
    const copy = edit.newStepId();
    this.#editStep('duplicate', id, edit.duplicateStep(this.pipeline, id, copy));
    if (this.step(copy)) this.selected = copy;
  }

  /** Moves the step so that it stands at `index`. */
  moveStep(id: string, index: number): void {
    this.#editStep('move', id, edit.moveStep(this.pipeline, id, index));
  }

  enableStep(id: string, enabled: boolean): void {
    const did = enabled ? 'enable' : 'disable';
    this.#editStep(did, id, edit.enableStep(this.pipeline, id, enabled));
  }

  renameStep(id: string, name: string): void {
    if (this.step(id)?.name === (name.trim() || undefined)) return;
    this.#editStep('rename', id, edit.renameStep(this.pipeline, id, name));
  }

  /** Sets what the person says about a step; an empty note takes it away. */
  noteStep(id: string, note: string): void {
    if ((this.step(id)?.note ?? '') === note.trim()) return;
    this.#editStep('note', id, edit.noteStep(this.pipeline, id, note));
  }

  resetStep(id: string): void {
    const operation = operationsById.get(this.step(id)?.operation ?? '');
    if (operation) {
      this.#editStep('reset', id, edit.resetStep(this.pipeline, id, operation));
    }
  }

  /** Gives the step values that show what it does. */
  exampleStep(id: string): void {
    const operation = operationsById.get(this.step(id)?.operation ?? '');
    if (operation) {
      this.#editStep('example', id, edit.exampleStep(this.pipeline, id, operation));
    }
  }

  /**
   * Changes values of a step. Calls with the same values' names in a row are one change for undo
   * until `endGesture` is called, so a drag of a slider is undone at once.
   */
  changeValues(id: string, values: Readonly<Record<string, ParameterValue>>): void {
    const step = this.step(id);
    if (step?.kind !== 'known') return;
    const names = Object.keys(values);
    this.edit(
      { ...changeOf('values', step), of: names[0] ?? '' },
      edit.changeValues(this.pipeline, id, values),
      `${id}:${names.join()}`,
    );
  }

  renamePipeline(name: string): void {
    if (name.trim() !== this.pipeline.name) {
      this.edit({ did: 'rename-pipeline' }, edit.renamePipeline(this.pipeline, name));
    }
  }
}
