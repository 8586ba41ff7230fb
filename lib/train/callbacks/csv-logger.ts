import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { z } from "zod";
import { InputError } from "../../data";
import type { Callback, Logs, Training } from "./callback";
import { callbackOptions } from "./options";

export interface CsvLoggerOptions {
  /** A relative one is seen from the working directory. Default: log.csv in the run's folder. */
  path?: string;
  /** Between two values. Default ",". */
  separator?: string;
}

export const csvLoggerSchema = z.strictObject({
  name: z.literal("csvLogger"),
  path: z.string().min(1).optional(),
  separator: z.string().length(1).default(","),
});

/**
 * Writes a line of measures an epoch, as Keras's CSVLogger does: "epoch" from 0, then the measures; a file that is there is
 * written over. A resumed run goes on in it, and epochs that it trains again are in it once.
 *
 * @throws InputError if an option is not what it must be; when the training begins, if it has no folder and no path was given
 */
export function csvLogger(options: CsvLoggerOptions = {}): Callback {
  return new CsvLogger(options);
}

class CsvLogger implements Callback {
  readonly name = "csvLogger";
  private readonly options: z.output<typeof csvLoggerSchema>;
  private path!: string;
  private columns: readonly string[] = [];
  /** Of the whole file, once the first epoch has ended. */
  private lines?: string[];
  private resumed = false;

  constructor(options: CsvLoggerOptions) {
    this.options = callbackOptions(csvLoggerSchema, this.name, options);
  }

  setTraining({ folder, logNames }: Training): void {
    if (this.options.path === undefined && folder === undefined) {
      throw new InputError(`${this.name}: expected a path, for this run has no folder of its own to write into.`);
    }
    this.path = this.options.path ?? join(folder!, "log.csv");
    this.columns = logNames;
    this.lines = undefined;
    this.resumed = false;
  }

  async onEpochEnd(epoch: number, logs: Logs = {}): Promise<void> {
    this.lines ??= [this.line("epoch", ...this.columns), ...(this.resumed ? await this.linesBefore(epoch) : [])];
    // Rows that are not there are Keras's NA.
    this.lines.push(this.line(epoch, ...this.columns.map((column) => logs[column] ?? "NA")));
    await mkdir(dirname(this.path), { recursive: true });
    await writeFileAtomic(this.path, `${this.lines.join("\n")}\n`);
  }

  /** What an earlier part of this run has written: it may have come further than its last checkpoint. */
  private async linesBefore(epoch: number): Promise<string[]> {
    const text = await readFile(this.path, "utf8").catch(() => "");
    const [, ...lines] = text.split("\n");
    return lines.filter((line) => line !== "" && Number(line.split(this.options.separator)[0]) < epoch);
  }

  private line(...values: (string | number)[]): string {
    const { separator } = this.options;
    const quoted = (value: string) =>
      value.includes(separator) || /["\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
    return values.map((value) => quoted(String(value))).join(separator);
  }

  /** Nothing but that there was something to resume. */
  state(): object {
    return {};
  }

  restore(): void {
    this.resumed = true;
  }
}
