import { randomUUID } from "node:crypto";
import { type Progress, type Reporter, silent } from "../data";
import { kernelDisplay, type KernelDisplay } from "./kernel";
import { ProgressLine, seconds } from "./progress-line";
import { terminalReporter } from "./terminal-reporter";
import { escapeMarkup } from "./text-size";

/** Milliseconds between two pictures of the same display; the last state is always shown. */
const PAUSE = 250;

/** Lines of what was said that are kept. */
const MOST_LINES = 100;

/** Reports to whoever is looking: the notebook's cell where there is one, else the terminal. */
export function reporter(): Reporter {
  return kernelDisplay() ? notebookReporter() : terminalReporter();
}

/**
 * Reports in the running cell: one output, updated in place a few times a second, of which the saved notebook keeps the last
 * state. A cell that is run later gets an output of its own. Outside a notebook it is silent.
 */
export function notebookReporter(): Reporter {
  return kernelDisplay() ? new NotebookReporter() : silent;
}

class NotebookReporter implements Reporter {
  private cell?: KernelDisplay;
  private id = "";
  private stages = new Map<string, ProgressLine>();
  private said: string[] = [];
  private shown = -Infinity;
  private pending?: NodeJS.Timeout;

  progress(progress: Progress): void {
    this.enterCell();
    const line = this.stages.get(progress.stage);
    if (line) line.update(progress, seconds());
    else this.stages.set(progress.stage, new ProgressLine(progress, seconds()));
    this.drawSoon(progress.done >= progress.total);
  }

  say(text: string): void {
    this.enterCell();
    this.said.push(text);
    if (this.said.length > MOST_LINES) this.said.shift();
    // At once: what comes after the cell's end is not kept by programs that run notebooks.
    this.draw();
  }

  /** tslab hands out a new display function with every cell that is run. */
  private enterCell(): void {
    const cell = kernelDisplay();
    if (cell === this.cell) return;
    this.cell = cell;
    this.id = "";
    this.stages = new Map();
    this.said = [];
    this.shown = -Infinity;
  }

  private drawSoon(now: boolean): void {
    const wait = this.shown + PAUSE - seconds() * 1000;
    if (now || wait <= 0) this.draw();
    else this.pending ??= setTimeout(() => this.draw(), wait).unref();
  }

  private draw(): void {
    clearTimeout(this.pending);
    this.pending = undefined;
    this.shown = seconds() * 1000;
    const update = this.id !== "";
    if (!update) this.id = randomUUID();
    const data = { "text/html": this.html(), "text/plain": this.text() };
    this.cell?.({ data, metadata: {}, transient: { display_id: this.id } }, update);
  }

  private html(): string {
    const now = seconds();
    const bars = [...this.stages].map(([stage, line]) => {
      const { done, total } = line.progress;
      const words = `<b>${escapeMarkup(stage)}</b> ${escapeMarkup(line.words(now))}`;
      return `<div>${words}<br><progress value="${done}" max="${Math.max(1, total)}" style="width: 24em"></progress></div>`;
    });
    const lines = this.said.map((text) => `<div style="font-size: 85%">${escapeMarkup(text)}</div>`);
    return `<div class="plateau-progress">${[...lines, ...bars].join("\n")}</div>`;
  }

  private text(): string {
    const now = seconds();
    return [...this.said, ...[...this.stages].map(([stage, line]) => `${stage}: ${line.words(now)}`)].join("\n");
  }
}
