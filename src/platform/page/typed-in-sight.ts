/** What can be typed into. */
const fields = 'input:not([type=range], [type=checkbox], [type=radio]), textarea';

/**
 * Keeps the field that is typed in in sight while the keyboard of a phone comes and goes. Browsers lay
 * it over the page and shrink only what is seen of the page, which `--seen-height` says then.
 * @param view is what is seen of the page
 */
export function keepTypedInSight(view: VisualViewport | null): void {
  view?.addEventListener('resize', () => {
    const { documentElement: root, activeElement: field } = document;
    // A page that is enlarged is not meant to become smaller for it.
    const covered = view.scale === 1 && view.height < root.clientHeight - 1;
    root.style.setProperty('--seen-height', covered ? `${view.height}px` : '100dvh');
    if (field?.matches(fields)) {
      requestAnimationFrame(() => field.scrollIntoView({ block: 'nearest' }));
    }
  });
}
