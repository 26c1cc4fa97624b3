/**
 * Windows that are seldom opened: their code is fetched with the first opening. What each of them needs
 * is a long list, for which the first screen does not wait.
 */
export const loaders = {
  settings: () => import('./SettingsWindow.svelte'),
  about: () => import('./AboutWindow.svelte'),
  shortcuts: () => import('./ShortcutsWindow.svelte'),
  steps: () => import('../../features/steps/AllStepsDialog.svelte'),
  batch: () => import('./BatchWindow.svelte'),
  copy: () => import('./CopyStepsWindow.svelte'),
  sets: () => import('../../features/sets/SetsDialog.svelte'),
  icons: () => import('../../features/sets/IconsDialog.svelte'),
  comparison: () => import('../../features/comparison/ComparisonDialog.svelte'),
  history: () => import('./HistoryWindow.svelte'),
  merge: () => import('./MergeWindow.svelte'),
  import: () => import('./ImportWindow.svelte'),
  gallery: () => import('./GalleryWindow.svelte'),
  storage: () => import('./StorageWindow.svelte'),
  pair: () => import('../../features/compare/SetPairWindow.svelte'),
  drawing: () => import('./DrawingWindow.svelte'),
} as const;
