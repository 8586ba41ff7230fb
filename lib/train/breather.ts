import { setImmediate } from "node:timers/promises";

/** Gives way to the process's signals, timers and messages, which a loop that only computes would keep waiting. */
export class Breather {
  private last = -Infinity;

  /** @param every milliseconds between two breaths */
  constructor(private readonly every = 50) {}

  async breathe(): Promise<void> {
    if (performance.now() - this.last < this.every) return;
    await setImmediate();
    this.last = performance.now();
  }
}
