import type { Preferences } from '../../state/screen/preferences.svelte';

/** Keeps the theme of the page as preferred; without a preference the system decides. */
export function followTheme(preferences: Preferences): void {
  $effect.root(() => {
    $effect(() => {
      const { theme } = preferences;
      if (theme === 'system') delete document.documentElement.dataset['theme'];
      else document.documentElement.dataset['theme'] = theme;
    });
  });
}
