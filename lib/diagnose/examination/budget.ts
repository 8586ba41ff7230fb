/** The time that a diagnosis may take, and what of it is gone. */
export class Budget {
  private readonly begun = performance.now();
  /** Something was left out, or ended early, for want of time. */
  cut = false;

  /** @param seconds that everything may take */
  constructor(readonly seconds: number) {}

  get spent(): number {
    return (performance.now() - this.begun) / 1000;
  }

  get left(): number {
    return Math.max(0, this.seconds - this.spent);
  }

  /** When so many seconds from now are gone, or the budget is, in milliseconds of `performance.now()`. */
  deadline(seconds = Infinity): number {
    return performance.now() + Math.min(seconds, this.left) * 1000;
  }
}
