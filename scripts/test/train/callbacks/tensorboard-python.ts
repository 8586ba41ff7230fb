import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const HOW_TO_INSTALL =
  "PyPI's tensorboard is not installed: name a Python that has it in PLATEAU_TENSORBOARD_PYTHON, or let .ci/run make one";

/** Where `.ci/run` puts one. */
const made = join(__dirname, "../../../../.cache/tensorboard/bin");
const python =
  process.env.PLATEAU_TENSORBOARD_PYTHON ?? (existsSync(join(made, "tensorboard")) ? join(made, "python") : undefined);

/** Why tests that need it are skipped, or false. Under PLATEAU_NO_SKIP, which `.ci/run` sets, they fail instead. */
export const noTensorBoard: string | false =
  python === undefined && !process.env.PLATEAU_NO_SKIP && `skipped: ${HOW_TO_INSTALL}`;

/** By folder, then by tag: [step, value] each; a histogram's value is its buckets' [left, right, count]. */
export type Events = Record<string, Record<string, [step: number, value: number | number[][]][]>>;

/** What TensorBoard itself finds in a folder of runs. */
export function readEvents(folder: string): Events {
  if (python === undefined) throw new Error(HOW_TO_INSTALL);
  const text = execFileSync(python, [join(__dirname, "read_events.py"), folder], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return JSON.parse(text) as Events;
}
