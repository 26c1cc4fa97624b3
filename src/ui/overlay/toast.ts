/** A short notice that comes and goes. */
export interface Toast {
  readonly id: string | number;
  readonly kind: 'info' | 'good' | 'warn' | 'error';
  readonly text: string;
  readonly detail?: string | undefined;
  readonly actions?: readonly { readonly label: string; readonly run: () => void }[] | undefined;
}
