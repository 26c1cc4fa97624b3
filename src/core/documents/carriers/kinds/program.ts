import { programLanguages } from '../../../programs/index';
import { type Carrier, inside, textWords } from '../carrier';
import { assetsInProgram, pipelineInProgram } from '../read-program';

/** Programs of languages that carry their documents alike are called the same, and read once. */
const languages = [...new Map(programLanguages.map((one) => [one.program, one])).values()];

/** A carrier for each kind of program, as the languages declare them. */
export const programs = languages.map(
  ({ program, marks, extension }) =>
    ({
      from: program,
      endings: [extension],
      words: textWords(program),
      readText: ({ text }) => {
        const read = pipelineInProgram(text, marks);
        return read && inside(read, assetsInProgram(text));
      },
      readZip: null,
    }) as const satisfies Carrier,
);
