/** The files of a folder that programs take from (scripts/program-modules.mjs). */
declare module '*?modules' {
  const modules: readonly import('./runtime').RuntimeModule[];
  export default modules;
}
