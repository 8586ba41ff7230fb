import { MultiBar, Presets, type SingleBar } from "cli-progress";
import type { Progress, Reporter } from "../data";
import { ProgressLine, seconds } from "./progress-line";

/** Where there is no terminal (CI, a file), a stage tells of itself this often. */
const SECONDS_BETWEEN_LINES = 10;

/**
 * Reports to a terminal: a bar a stage, with the time left, and what is said above the bars. Where the stream is no terminal:
 * plain lines, one each ten seconds and one at a stage's end.
 *
 * @param stream standard error by default, so that a command's answer on standard output stays clean
 */
export function terminalReporter(stream: NodeJS.WriteStream = process.stderr): Reporter {
  return stream.isTTY ? new BarReporter(stream) : new LineReporter(stream);
}

class LineReporter implements Reporter {
  private readonly stages = new Map<string, { line: ProgressLine; told: number }>();

  constructor(private readonly stream: NodeJS.WriteStream) {}

  progress(progress: Progress): void {
    const now = seconds();
    let stage = this.stages.get(progress.stage);
    if (!stage) {
      stage = { line: new ProgressLine(progress, now), told: now };
      this.stages.set(progress.stage, stage);
    }
    const wasFinished = stage.line.finished && progress.done === stage.line.progress.done && stage.told !== now;
    stage.line.update(progress, now);
    if (wasFinished || (!stage.line.finished && now - stage.told < SECONDS_BETWEEN_LINES)) return;
    stage.told = now;
    this.say(`${progress.stage}: ${stage.line.words(now)}`);
  }

  say(text: string): void {
    this.stream.write(`${text}\n`);
  }
}

class BarReporter implements Reporter {
  private bars?: UnheldBars;
  private readonly stages = new Map<string, { line: ProgressLine; bar: SingleBar }>();

  constructor(private readonly stream: NodeJS.WriteStream) {}

  progress(progress: Progress): void {
    const now = seconds();
    const stage = this.stages.get(progress.stage);
    if (!stage) {
      if (progress.done < progress.total) this.begin(progress, now);
      return;
    }
    stage.line.update(progress, now);
    stage.bar.setTotal(progress.total);
    stage.bar.update(progress.done, { words: stage.line.words(now) });
    if (stage.line.finished && [...this.stages.values()].every(({ line }) => line.finished)) this.end();
  }

  say(text: string): void {
    if (this.bars) this.bars.log(`${text}\n`);
    else this.stream.write(`${text}\n`);
  }

  private begin(progress: Progress, now: number): void {
    this.bars ??= new UnheldBars({ ...settings, stream: this.stream }, Presets.shades_classic);
    const line = new ProgressLine(progress, now);
    const bar = this.bars.create(progress.total, progress.done, { stage: progress.stage, words: line.words(now) });
    this.stages.set(progress.stage, { line, bar });
    process.once("exit", this.end);
  }

  /** Draws the last state and leaves the line; also when the process ends with a bar half done. */
  private readonly end = (): void => {
    this.bars?.update(); // writes what was said since the last picture, which stop alone would lose
    this.bars?.stop();
    this.bars = undefined;
    this.stages.clear();
    process.removeListener("exit", this.end);
  };
}

const settings = {
  format: "{stage} {bar} {words}",
  barsize: 24,
  fps: 8,
  hideCursor: false,
  linewrap: false,
  emptyOnZero: true,
  // Ctrl-C is the training's to answer: it ends after the batch and keeps what there is.
  gracefulExit: false,
};

/** Bars that do not keep the process alive: a task that throws never says that it is done. */
class UnheldBars extends MultiBar {
  override update(): void {
    super.update();
    (this as unknown as { timer?: NodeJS.Timeout }).timer?.unref();
  }
}
