import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import readline from "node:readline";

/** What an engine says of itself once it can train. */
export interface Ready {
  /** Its name and version. */
  engine: string;
  parameters: number;
  /** The sum of the heads' losses on the first rows, before anything is learned. */
  firstLoss: number;
}

/** What one slice took. */
export interface Slice {
  seconds: number;
  /** Of all threads. */
  cpuSeconds: number;
  /** Computed while it waited for the word: an engine that does not sleep takes from the others. */
  idleCpuSeconds: number;
  /** The sum of the heads' losses, the mean over the slice. */
  loss: number;
  /** The most memory that the process has held so far, in MB of 2^20 bytes. */
  peakMemoryMB: number;
}

/** An engine that has not ended by then is killed. */
const SECONDS_TO_END = 10;
/** Lines of a failed engine's stderr that are shown. */
const LAST_LINES = 15;

const running = new Set<ChildProcess>();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

/** An engine in a process of its own, which trains a slice whenever it is told to and sleeps in between. */
export class EngineProcess {
  private readonly child: ChildProcess;
  private readonly answers: AsyncIterator<string>;
  private readonly ended: Promise<string>;
  private readonly lastWords: string[] = [];

  /** @param name what to call it in errors */
  constructor(
    private readonly name: string,
    command: string,
    args: string[],
    env: NodeJS.ProcessEnv,
  ) {
    // In a group of its own: Ctrl-C comes to the bench alone, which ends its engines without a word from them.
    this.child = spawn(command, args, { env, detached: true, stdio: ["pipe", "pipe", "pipe"] });
    running.add(this.child);
    this.ended = new Promise((resolve) => {
      this.child.on("error", (error) => resolve(error.message));
      this.child.on("close", (code, signal) => resolve(`it ended with ${code ?? signal}`));
    });
    void this.ended.then(() => running.delete(this.child));
    this.child.stdin!.on("error", () => undefined); // told by `answer`
    readline.createInterface({ input: this.child.stderr! }).on("line", (line) => {
      this.lastWords.push(line);
      this.lastWords.splice(0, this.lastWords.length - LAST_LINES);
    });
    this.answers = readline.createInterface({ input: this.child.stdout! })[Symbol.asyncIterator]();
  }

  /** Waits until it can train. */
  ready(): Promise<Ready> {
    return this.answer<Ready>();
  }

  /** Lets it train one slice. */
  async train(): Promise<Slice> {
    this.child.stdin!.write("train\n");
    const slice = await this.answer<Slice>();
    return { ...slice, peakMemoryMB: peakOf(this.child.pid!) ?? slice.peakMemoryMB };
  }

  /** Ends it; it may still write what it keeps for its end, such as a profile. */
  async stop(): Promise<void> {
    this.child.stdin!.end();
    const late = setTimeout(() => this.child.kill("SIGKILL"), SECONDS_TO_END * 1000);
    await this.ended;
    clearTimeout(late);
  }

  /** The next line of JSON; what else a library prints is passed over. */
  private async answer<T>(): Promise<T> {
    for (;;) {
      const { done, value } = await this.answers.next();
      if (done) break;
      if (value.startsWith("{")) return JSON.parse(value) as T;
    }
    throw new Error(`${this.name} could not go on: ${await this.ended}. ${this.lastWords.join("\n")}`.trimEnd());
  }
}

/** From the system where it tells: what a process reports of itself counts the one it was forked from, too. */
function peakOf(pid: number): number | undefined {
  try {
    const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return found ? Number(found[1]) / 1024 : undefined;
  } catch {
    return undefined;
  }
}
