/// <reference types="vite/client" />

/** The version in package.json, for example `0.1.0`. */
declare const __PIPETTE_VERSION__: string;
/** Ten hexadecimal digits that name the sources this build was made from. */
declare const __PIPETTE_BUILD__: string;

/** The files of a folder that programs take from (scripts/program-modules.mjs). */
declare module '*?modules' {
  const modules: readonly import('./core/programs/print/runtime').RuntimeModule[];
  export default modules;
}
