import type { Result } from '../../core/base/result';
import type { EngineState } from '../../core/engine/contract';
import type { StartAnswer } from '../../../workers/protocol';

/** Returns the state of the engine after its worker has answered to the start. */
export function readyOrNot(answer: Result<StartAnswer>): EngineState {
  if (!answer.ok) return { kind: 'failed', error: answer.error };
  const { version, threads } = answer.value;
  return { kind: 'ready', version, threads };
}
