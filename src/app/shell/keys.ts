/** Where letters are typed. Sliders, boxes to tick and the like are not among them. */
const textFields =
  'input:not([type=radio], [type=checkbox], [type=range], [type=button], [type=color]), ' +
  'textarea, select, [contenteditable]:not([contenteditable=false]), [role=textbox], ' +
  '[role=combobox], [role=menu]';

/** Returns whether what has the focus takes letters for itself. */
export const takesText = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(textFields) !== null;
