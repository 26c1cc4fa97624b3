/** How names of files end, in small letters, that may hold a pipeline and are no pictures. */
export const documentEndings = [
  ...['json', 'yaml', 'yml', 'py', 'mjs', 'js', 'zip', 'pipette', 'html', 'htm', 'md', 'txt'],
] as const;

const document = new RegExp(`\\.(?:${documentEndings.join('|')})$`, 'iu');

/** Returns whether a file that is no picture may hold a pipeline, by its name. */
export const mayHoldPipeline = (name: string): boolean => document.test(name);
