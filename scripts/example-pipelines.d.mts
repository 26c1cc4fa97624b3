export interface ExamplePipeline {
  /** The ids of its operations, in order. */
  readonly operations: readonly string[];
  /** The pipeline as JSON. */
  readonly text: string;
}

export function examplePipelines(max: number): Promise<ExamplePipeline[]>;
