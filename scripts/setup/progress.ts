/** Says on stderr what set-up does and how long is left: one moving line in a terminal, plain lines elsewhere. */

export class SetUpProgress {
  private readonly started = Date.now();
  private stepStarted = Date.now();
  private text = "";
  private share = 0;
  private lastPlain = 0;
  private timer: NodeJS.Timeout | undefined;

  /** @param steps name and usual seconds of each step that is to be done */
  constructor(private readonly steps: { name: string; seconds: number }[]) {
    const seconds = steps.reduce((sum, step) => sum + step.seconds, 0);
    if (seconds > 2) this.line(`Plateau is setting itself up: ${count(steps.length)}, about ${duration(seconds)}.`);
  }

  private index = 0;

  begin(index: number): void {
    this.index = index;
    this.stepStarted = Date.now();
    this.text = "";
    this.share = 0;
    this.lastPlain = Date.now();
    if (this.steps[index].seconds >= 2 && !process.stderr.isTTY) this.line(this.status());
    this.timer ??= setInterval(() => this.draw(), 500);
    this.draw();
  }

  tell(text: string, share?: number): void {
    this.text = text;
    if (share !== undefined) this.share = share;
  }

  finish(): void {
    const { name, seconds } = this.steps[this.index];
    const took = (Date.now() - this.stepStarted) / 1000;
    if (seconds >= 2) this.line(`[${this.index + 1}/${this.steps.length}] ${name}: done in ${duration(took)}.`);
  }

  end(): void {
    clearInterval(this.timer);
    if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  }

  total(): string {
    return duration((Date.now() - this.started) / 1000);
  }

  private draw(): void {
    if (process.stderr.isTTY)
      process.stderr.write(`\r\x1b[K${this.status().slice(0, (process.stderr.columns ?? 80) - 1)}`);
    else if (Date.now() - this.lastPlain > 15_000) {
      this.lastPlain = Date.now();
      this.line(this.status());
    }
  }

  private status(): string {
    const { name } = this.steps[this.index];
    const what = this.text ? `${name}: ${this.text}` : name;
    return `[${this.index + 1}/${this.steps.length}] ${what} (about ${duration(this.left())} left)`;
  }

  /** Usual time of what is to come; for the step at work its own pace, once that is known. */
  private left(): number {
    const took = (Date.now() - this.stepStarted) / 1000;
    const usual = this.steps[this.index].seconds;
    const own = this.share > 0.1 ? (took / this.share) * (1 - this.share) : Math.max(usual - took, 1);
    return own + this.steps.slice(this.index + 1).reduce((sum, step) => sum + step.seconds, 0);
  }

  private line(text: string): void {
    process.stderr.write(`${process.stderr.isTTY ? "\r\x1b[K" : ""}${text}\n`);
  }
}

const count = (steps: number): string => (steps === 1 ? "one part to do" : `${steps} parts to do`);

/** 75 → "1 min 15 s". */
export function duration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
