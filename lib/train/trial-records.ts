import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Dataset, Reporter } from "../data";
import { writeWhole } from "./checkpoints/whole-file";
import { dataFingerprint, libraryFingerprint } from "./fingerprints";
import type { FilledProgram } from "./program";
import type { DataChange } from "./suspects/suspect";
import type { TriedProgram } from "./tried-program";

/** What decides a trial, seed and all. */
interface RecordedCase {
  program: FilledProgram;
  data?: DataChange;
}

/** Trials that were run to their end, one small file each; their models are not kept. */
export interface TrialRecords {
  /** The same trial as it was recorded, under this Program's name; nothing where there is none. */
  find(of: RecordedCase): Promise<TriedProgram | undefined>;
  keep(of: RecordedCase, tried: TriedProgram): Promise<void>;
}

/**
 * Opens a folder of trials, so that whoever was stopped goes on where they were. A record is found again only by the same
 * Program (its name and the place of its data aside), change of data, data to the byte, and library.
 *
 * @param folder made when something is kept
 * @param dataset which all of them are of, open
 */
export async function trialRecords(folder: string, dataset: Dataset, reporter?: Reporter): Promise<TrialRecords> {
  const same = [await dataFingerprint(dataset, dataset.heads, reporter), libraryFingerprint()];
  const fileOf = ({ program, data }: RecordedCase) => {
    const what = JSON.stringify([{ ...program, name: undefined, data: undefined }, data?.name, same]);
    return join(resolve(folder), `${createHash("sha256").update(what).digest("hex").slice(0, 20)}.json`);
  };
  return {
    async find(of) {
      const text = await readFile(fileOf(of), "utf8").catch(() => undefined);
      if (text === undefined) return undefined;
      const { tried, right } = JSON.parse(text) as WrittenTrial;
      return {
        ...tried,
        name: of.program.name,
        right: mapped(right, (rows) => Array.from(rows, (row) => row === "1")),
      };
    },
    async keep(of, { right, ...tried }) {
      await mkdir(resolve(folder), { recursive: true });
      const written: WrittenTrial = {
        tried,
        right: mapped(right, (rows) => rows.map(Number).join("")),
        of: { program: of.program, data: of.data?.name },
      };
      await writeWhole(fileOf(of), (file) => file.writeFile(`${JSON.stringify(written)}\n`));
    },
  };
}

/** As JSON: a digit a row, and what the trial was of, for whoever opens the file. */
interface WrittenTrial {
  tried: Omit<TriedProgram, "right">;
  right: Record<string, string>;
  of: { program: FilledProgram; data?: string };
}

function mapped<A, B>(of: Record<string, A>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(of).map(([key, value]) => [key, change(value)]));
}
