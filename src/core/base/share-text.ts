/** Returns a share as a percentage for a sentence; a tiny share is not nothing. */
export function shareText(share: number): string {
  if (share <= 0) return '0 %';
  if (share < 0.001) return '<0.1 %';
  return `${(share * 100).toFixed(share < 0.0995 ? 1 : 0)} %`;
}
