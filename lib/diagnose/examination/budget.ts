/** The time that a diagnosis may take, and what of it is gone. */
export class Budget {
  private readonly begun = performance.now();
  /** Something was left out, or ended early, for want of time. */
  cut = false;

  /**
   * @param seconds that everything may take
   * @param interrupt whether somebody wishes it to end: from then on no time is left
   */
  constructor(
    readonly seconds: number,
    private readonly interrupt?: { readonly requested: boolean },
  ) {}

  get interrupted(): boolean {
    return this.interrupt?.requested ?? false;
  }

  get spent(): number {
    return (performance.now() - this.begun) / 1000;
  }

  get left(): number {
    return this.interrupted ? 0 : Math.max(0, this.seconds - this.spent);
  }

  /** When so many seconds from now are gone, or the budget is, in milliseconds of `performance.now()`. */
  deadline(seconds = Infinity): number {
    return performance.now() + Math.min(seconds, this.left) * 1000;
  }
}
