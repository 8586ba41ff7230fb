/** Watches for a wish to stop. */
export interface Interrupt {
  /** True from the first Ctrl-C, kernel's interrupt or abort on. */
  readonly requested: boolean;
  /** Stops watching. */
  dispose(): void;
}

/**
 * Turns SIGINT into a wish to stop after the batch, for as long as a training lasts. A second SIGINT ends the process at
 * once, as it would have without a handler; where another has one too, such as tslab's kernel, it is left to that.
 *
 * @param signal a wish to stop from the caller's own code, beside SIGINT
 * @param onRequest called once, at the first
 */
export function watchInterrupt(signal?: AbortSignal, onRequest: () => void = () => {}): Interrupt {
  let requested = false;
  const request = () => {
    if (requested) return;
    requested = true;
    onRequest();
  };
  const onSigint = () => {
    if (!requested) return request();
    process.off("SIGINT", onSigint);
    if (process.listenerCount("SIGINT") === 0) process.kill(process.pid, "SIGINT");
  };
  process.on("SIGINT", onSigint);
  signal?.addEventListener("abort", request);
  if (signal?.aborted) request();
  return {
    get requested() {
      return requested;
    },
    dispose() {
      process.off("SIGINT", onSigint);
      signal?.removeEventListener("abort", request);
    },
  };
}
