/** The outcome of something that can fail for a reason the person should hear about. */
export type Result<Value, Failure = import('./errors').AppError> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: Failure };

/** Returns a successful result that carries `value`. */
export const ok = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({
  ok: true,
  value,
});

/** Returns a failed result that carries `error`. */
export const fail = <Failure>(error: Failure): { readonly ok: false; readonly error: Failure } => ({
  ok: false,
  error,
});
