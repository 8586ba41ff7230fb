import { builtinModules } from "node:module";
import { type Cell, type NotebookFile, codeCells, sourceOf } from "./notebook";

const MOST_CELLS = 30;
const MOST_LINES = 15;
const MOST_BYTES = 1e6;

/** Folders that only a machine of one's own has; an address (https://) is none. */
const MACHINE_PATH = /(^|[\s"'`(=])((\/(home|root|Users|work|tmp|mnt|opt|var|usr)\/[\w.-]+)|([A-Za-z]:\\\\?\w+))/;

/**
 * What in a notebook goes against the project's rules, each in words that name the cell. What code cells import, how long
 * they are, the prose above them; that the notebook asks at its head and answers at its end; that it fits a code host.
 */
export function brokenRules(file: NotebookFile): string[] {
  const { notebook } = file;
  const { cells } = notebook;
  return [
    ...(notebook.metadata.kernelspec?.name === "tslab" ? [] : [`its kernel is not "tslab"`]),
    ...(cells.length > MOST_CELLS ? [`it has ${cells.length} cells, ${MOST_CELLS} are the most`] : []),
    ...(Buffer.byteLength(file.text) > MOST_BYTES
      ? [`it takes ${(Buffer.byteLength(file.text) / 1e6).toFixed(2)} MB, 1 is the most`]
      : []),
    ...(firstLine(cells[0]).startsWith("# ") ? [] : ["it does not begin with a heading and the question it answers"]),
    ...endsInWhatWeLearned(cells),
    ...cells.flatMap((cell, i) =>
      cell.cell_type === "code" && cells[i - 1]?.cell_type !== "markdown" ? [bare(cells, i)] : [],
    ),
    ...codeCells(notebook).flatMap(({ number, source }) =>
      brokenInCode(source).map((words) => `code cell ${number} ${words}`),
    ),
    ...cells.flatMap((cell, i) => brokenInOutput(cell).map((words) => `cell ${i + 1} ${words}`)),
  ];
}

function firstLine(cell: Cell | undefined): string {
  return cell?.cell_type === "markdown" ? sourceOf(cell).split("\n")[0] : "";
}

function bare(cells: Cell[], i: number): string {
  const number = cells.slice(0, i + 1).filter((cell) => cell.cell_type === "code").length;
  return `code cell ${number} has no prose above it that says why`;
}

/** What was learned is printed from the run, so the section ends in code. */
function endsInWhatWeLearned(cells: Cell[]): string[] {
  const at = cells.findIndex((cell) => firstLine(cell) === "## What we learned");
  if (at < 0) return [`it has no section "## What we learned"`];
  return cells[at + 1]?.cell_type === "code" ? [] : [`no cell under "What we learned" prints it from the run`];
}

function brokenInCode(source: string): string[] {
  const count = source.split("\n").length;
  const foreign = [...source.matchAll(/\bfrom\s+"([^"]+)"|\bimport\(?\s*"([^"]+)"|\brequire\("([^"]+)"/g)]
    .map(([, ...names]) => names.find(Boolean)!)
    .filter((name) => name !== "plateau" && !builtinModules.includes(name.replace(/^node:/, "")));
  return [
    ...(count > MOST_LINES ? [`has ${count} lines, ${MOST_LINES} are the most`] : []),
    ...foreign.map((name) => `imports ${name}: only "plateau" and Node's own modules are there everywhere`),
    // tslab takes it for a call of a function named await.
    ...(/^\s*await\s*\(/m.test(source) ? ["begins a line with await ( ... ), which tslab misreads"] : []),
    ...(MACHINE_PATH.test(source) ? ["names a folder of one machine"] : []),
  ];
}

function brokenInOutput(cell: Cell): string[] {
  return (cell.outputs ?? []).flatMap((output) => {
    const text = JSON.stringify({ ...output, data: { ...output.data, "image/png": undefined } });
    return [
      ...(output.output_type === "error" ? ["was committed with an error"] : []),
      ...(MACHINE_PATH.test(text) ? ["shows a folder of one machine"] : []),
    ];
  });
}
