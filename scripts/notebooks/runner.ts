/** Runs notebooks one after the other; one that fails does not keep the others from running. */
import fs from "node:fs";
import path from "node:path";
import { InputError, type Reporter } from "plateau";
import { execute, type Execution, type Failure, type Outcome } from "./execute";
import { writeIndex } from "./index-page";
import { keepTimes, lastTimes } from "./times";

export type Profile = "quick" | "full" | "tiny";

export interface RunOptions {
  /** Folder of the notebooks. */
  from: string;
  /** Names, with or without .ipynb, or how they begin ("01"); all when empty. */
  names: string[];
  /** Data folder, absolute. */
  data: string;
  profile: Profile;
  /** Where executed notebooks and pages go. */
  out: string;
  reporter: Reporter;
  /** Aborted: the notebook at work is ended and those after it are not begun. */
  signal?: AbortSignal;
}

/** What came of one notebook. */
export interface NotebookResult extends Outcome {
  name: string;
  /** The executed notebook and its page; where it was interrupted, those of an earlier run may lie there. */
  notebook: string;
  page: string;
}

const MEGABYTE = 1e6;

/** The notebooks of a folder that the names mean, in order. */
export function findNotebooks(folder: string, names: string[]): string[] {
  if (!fs.existsSync(folder)) throw new InputError(`There is no folder of notebooks at ${folder}.`);
  const all = fs
    .readdirSync(folder)
    .filter((name) => name.endsWith(".ipynb"))
    .map((name) => path.basename(name, ".ipynb"))
    .sort();
  if (names.length === 0) {
    if (all.length === 0) throw new InputError(`No notebook (NAME.ipynb) was found in ${folder}.`);
    return all;
  }
  const wanted = names.map((name) => path.basename(name, ".ipynb"));
  for (const name of wanted) {
    if (!all.some((each) => matches(each, name))) {
      throw new InputError(`There is no notebook "${name}" in ${folder}; there are ${all.join(", ") || "none"}.`);
    }
  }
  return all.filter((each) => wanted.some((name) => matches(each, name)));
}

const matches = (notebook: string, name: string): boolean => notebook === name || notebook.startsWith(`${name}-`);

/**
 * Executes the notebooks into `out`.
 * @throws InputError before anything is run, when a name, the data folder or `out` is wrong
 */
export async function runNotebooks(options: RunOptions): Promise<NotebookResult[]> {
  const { from, out, data, reporter, signal } = options;
  const names = findNotebooks(from, options.names);
  if (!fs.statSync(data, { throwIfNoEntry: false })?.isDirectory()) {
    throw new InputError(`--data names ${data}, which is not a folder. Make it (npm run paintings), or name another.`);
  }
  if (isSamePlace(from, out)) {
    throw new InputError(`--out is the folder of the notebooks themselves, ${out}: name another, they stay as they are.`);
  }
  fs.mkdirSync(out, { recursive: true });
  const results: NotebookResult[] = [];
  for (const name of names) {
    if (signal?.aborted) break;
    const result = await runOne(name, options);
    results.push(result);
    reporter.say(wordsOf(result, options));
    warnOfSize(result, reporter);
  }
  await writeIndex(out);
  return results;
}

async function runOne(name: string, options: RunOptions): Promise<NotebookResult> {
  const { from, out, data, profile, reporter, signal } = options;
  const key = `${name} ${profile} ${data}`;
  const seconds: number[] = [];
  let cells = 0;
  const tell = (done: number, note?: string): void =>
    reporter.progress({ stage: name, done, total: cells, unit: "cells", note, secondsLeft: secondsLeft(key, cells, done) });
  const execution: Execution = execute(
    path.join(from, `${name}.ipynb`),
    out,
    { PLATEAU_DATA: data, PLATEAU_PROFILE: profile },
    {
      started: (count) => {
        cells = count;
        tell(0);
      },
      cell: (cell, heading) => tell(cell - 1, heading ? `cell ${cell}: ${heading}` : `cell ${cell}`),
      cellDone: (cell, took) => {
        seconds.push(took);
        tell(cell);
      },
    },
  );
  signal?.addEventListener("abort", execution.stop);
  try {
    const outcome = await execution.outcome;
    if (outcome.status === "done") keepTimes(key, seconds);
    return { name, ...outcome, notebook: path.join(out, `${name}.ipynb`), page: path.join(out, `${name}.html`) };
  } finally {
    signal?.removeEventListener("abort", execution.stop);
  }
}

/** What is left by the last run's times, undefined where there are none. */
function secondsLeft(key: string, cells: number, done: number): number | undefined {
  return lastTimes(key, cells)
    ?.slice(done)
    .reduce((sum, each) => sum + each, 0);
}

function wordsOf({ name, status, seconds, failure, notebook }: NotebookResult, options: RunOptions): string {
  if (status === "interrupted") return `${name}: interrupted. Run it again with: ${again(name, options)}`;
  if (!failure) return `${name}: done in ${Math.round(seconds)} s.`;
  const shown = path.relative(process.cwd(), notebook);
  return [
    `${name}: FAILED in ${placeOf(failure)}: ${failure.ename}: ${failure.evalue}`,
    `  What came before is in ${shown} and its page. ${adviceFor(failure)}`,
    `  Then run it again: ${again(name, options)}`,
  ].join("\n");
}

function placeOf({ cell, heading }: Failure): string {
  if (cell === 0) return "its start, before any cell";
  return heading ? `code cell ${cell} ("${heading}")` : `code cell ${cell}`;
}

function adviceFor({ ename, evalue }: Failure): string {
  if (ename === "KernelDied" && evalue.includes("out of memory")) {
    return "Close other programs, or take smaller pictures, a smaller batch size or --profile tiny.";
  }
  if (ename === "InputError") return "Mend what the message names.";
  return "To look into it: npm run lab, open the notebook and run it cell by cell.";
}

function again(name: string, { data, profile }: RunOptions): string {
  const folder = path.relative(process.cwd(), data) || ".";
  return `npm run notebooks -- ${name} --data ${folder} --profile ${profile}`;
}

/** A code host does not show notebooks that are much larger. */
function warnOfSize({ name, notebook, status }: NotebookResult, reporter: Reporter): void {
  const size = fs.statSync(notebook, { throwIfNoEntry: false })?.size ?? 0;
  if (status === "done" && size > MEGABYTE) {
    reporter.say(`${name}: warning: the executed notebook has ${(size / MEGABYTE).toFixed(1)} MB, more than 1 MB.`);
  }
}

function isSamePlace(a: string, b: string): boolean {
  const real = (folder: string): string => (fs.existsSync(folder) ? fs.realpathSync(folder) : path.resolve(folder));
  return real(a) === real(b);
}
