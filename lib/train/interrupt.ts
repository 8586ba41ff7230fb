/** Watches for a wish to stop. */
export interface Interrupt {
  /** True from the first Ctrl-C, kernel's interrupt, SIGTERM or abort on. */
  readonly requested: boolean;
  /** Stops watching; after a SIGTERM, that is then the process's end. */
  dispose(): void;
}

export interface InterruptOptions {
  /** A wish to stop from the caller's own code, beside SIGINT. */
  signal?: AbortSignal;
  /** Called once, at the first. */
  onRequest?: () => void;
  /** Whether SIGTERM is such a wish too, after which the process ends: where what there is is kept. */
  terminate?: boolean;
}

/**
 * Turns SIGINT into a wish to stop after the batch, for as long as a training lasts. A second SIGINT ends the process at
 * once, as it would have without a handler; where another has one too, such as tslab's kernel, it is left to that.
 */
export function watchInterrupt({ signal, onRequest = () => {}, terminate = false }: InterruptOptions = {}): Interrupt {
  let requested = false;
  let terminated = false;
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
  const onSigterm = () => {
    terminated = true;
    request();
  };
  process.on("SIGINT", onSigint);
  if (terminate) process.on("SIGTERM", onSigterm);
  signal?.addEventListener("abort", request);
  if (signal?.aborted) request();
  return {
    get requested() {
      return requested;
    },
    dispose() {
      process.off("SIGINT", onSigint);
      process.off("SIGTERM", onSigterm);
      if (terminated && process.listenerCount("SIGTERM") === 0) process.kill(process.pid, "SIGTERM");
      signal?.removeEventListener("abort", request);
    },
  };
}
