/** The files of the fonts that a list of families names (scripts/font-faces.mjs). */
declare module '*?faces' {
  const faces: readonly import('./faces').FaceFile[];
  export default faces;
}
