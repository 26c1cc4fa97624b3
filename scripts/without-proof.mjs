/**
 * Takes out of the built app what operations say for documentation and tests only, such as where their
 * formulas come from: a person would wait for it on the first screen, and nothing reads it there.
 */

/** Fields of `defineOperation` that only `docs/operations.md` and tests read. */
const fields = new Set(['source', 'tolerance', 'previewSimilarity']);

/** Calls `tell` with every node of a syntax tree. */
function eachNode(node, tell) {
  if (node === null || typeof node !== 'object') return;
  if (typeof node.type === 'string') tell(node);
  for (const child of Object.values(node)) eachNode(child, tell);
}

/** @returns {import('vite').Plugin} */
export const withoutProof = {
  name: 'pipette:without-proof',
  apply: 'build',
  transform(code, id) {
    if (!/\/core\/operations\/\w+\/[\w-]+\.ts$/.test(id)) return null;
    const cuts = [];
    eachNode(this.parse(code), (node) => {
      if (node.type !== 'CallExpression' || node.callee.name !== 'defineOperation') return;
      for (const property of node.arguments[0].properties) {
        if (fields.has(property.key?.name)) cuts.push([property.start, property.end]);
      }
    });
    let text = code;
    for (const [start, end] of cuts) {
      const after = /^\s*,/.exec(text.slice(end))?.[0].length ?? 0;
      // As many spaces, so that everything stays at its place.
      text = text.slice(0, start) + ' '.repeat(end + after - start) + text.slice(end + after);
    }
    return { code: text, map: null };
  },
};
