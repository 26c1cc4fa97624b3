import type { Size } from '../../core/base/geometry';
import type { Parameter, ParameterValue } from '../../core/parameters';

/** What every field is given, whatever its parameter's kind. */
export interface FieldProps {
  readonly parameter: Parameter;
  /** The value now; one that the parameter's `parse` accepts. */
  readonly value: ParameterValue;
  /** What a reset of the field goes back to; one that the parameter's `parse` accepts. */
  readonly start: ParameterValue;
  /** Size in pixels of the picture that the step is given, when known. */
  readonly size: Size | null;
  /** Called with every change, also during a drag; the owner decides what one change is for undo. */
  readonly onchange: (value: ParameterValue) => void;
}
