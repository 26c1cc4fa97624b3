/// <reference types="vite/client" />

/** The version in package.json, for example `0.1.0`. */
declare const __PIPETTE_VERSION__: string;
/** Ten hexadecimal digits that name the sources this build was made from. */
declare const __PIPETTE_BUILD__: string;
