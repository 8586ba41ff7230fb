/**
 * Lets work run side by side as long as it is small: tasks are let in up to a number and up to a sum of sizes; what is
 * larger than the whole budget runs alone. It bounds memory where one picture may be a thousand times another.
 */
export class Budget {
  private running = 0;
  private spent = 0;
  private readonly waiting: { size: number; enter: () => void }[] = [];

  constructor(
    private readonly tasks: number,
    private readonly size: number,
  ) {}

  async run<T>(size: number, task: () => Promise<T>): Promise<T> {
    await new Promise<void>((enter) => {
      this.waiting.push({ size, enter });
      this.admit();
    });
    try {
      return await task();
    } finally {
      this.running--;
      this.spent -= size;
      this.admit();
    }
  }

  /** In order of arrival, so that nothing large waits for ever. */
  private admit(): void {
    for (;;) {
      const [next] = this.waiting;
      if (next === undefined || this.running >= this.tasks) return;
      if (this.running > 0 && this.spent + next.size > this.size) return;
      this.waiting.shift();
      this.running++;
      this.spent += next.size;
      next.enter();
    }
  }
}
