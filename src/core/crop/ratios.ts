/** Aspect ratios that people ask for by name, as choices of a parameter. */
export const ratioChoices = [
  { value: '1:1', label: '1:1 square' },
  { value: '5:4', label: '5:4' },
  { value: '4:3', label: '4:3' },
  { value: '3:2', label: '3:2' },
  { value: '16:9', label: '16:9' },
  { value: '2:3', label: '2:3 upright' },
  { value: '3:4', label: '3:4 upright' },
  { value: '4:5', label: '4:5 upright' },
  { value: '9:16', label: '9:16 upright' },
] as const;

/** Returns width divided by height of a ratio such as "3:2". */
export function ratioOf(text: string): number {
  const [width = 1, height = 1] = text.split(':').map(Number);
  return width / height;
}
