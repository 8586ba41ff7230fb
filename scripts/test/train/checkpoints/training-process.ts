/**
 * A process that trains and can be killed: node -r ts-node/register training-process.ts JSON. Says "step N" before each
 * step, and ends with the run as a line of JSON.
 */
import { readdirSync } from "node:fs";
import fs from "node:fs/promises";
import { train, type TrainOptions } from "../../../../lib/train/train";
import type { Program } from "../../../../lib/train/program";

export interface TrainingProcess extends Pick<TrainOptions, "out" | "resume" | "checkpoints"> {
  program: Program;
  /** Kills itself in the middle of writing the checkpoint of this name. */
  dieWriting?: string;
}

const { program, dieWriting, ...options } = JSON.parse(process.argv[2]) as TrainingProcess;
if (dieWriting) dieInTheMiddleOf(dieWriting);
let steps = 0;
const callbacks = [{ onBatchBegin: () => void process.stdout.write(`step ${++steps}\n`) }];
const reporter = { progress() {}, say: (text: string) => void process.stderr.write(`${text}\n`) };

void train(program, { ...options, callbacks, reporter }).then(({ weightsSha256, history, heads, stopped }) => {
  const files = readdirSync(options.out!);
  process.stdout.write(`${JSON.stringify({ weightsSha256, history, heads, stopped, files })}\n`);
});

/** The file is open, and some of it written, when the process goes. */
function dieInTheMiddleOf(name: string): void {
  const { open } = fs;
  const patched = async (...args: Parameters<typeof open>) => {
    const file = await open(...args);
    if (!String(args[0]).includes(name) || args[1] !== "w") return file;
    const write = file.writeFile.bind(file);
    let writes = 0;
    file.writeFile = async (...written) => {
      if (++writes === 5) process.kill(process.pid, "SIGKILL");
      await write(...written);
    };
    return file;
  };
  (fs as { open: unknown }).open = patched;
}
