import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { InputError } from "plateau";

/** What a cell left behind: text, a bundle of MIME types, or an error. */
export interface Output {
  output_type: string;
  text?: string | string[];
  data?: Record<string, unknown>;
  [key: string]: unknown;
}

export interface Cell {
  cell_type: "code" | "markdown" | "raw";
  id?: string;
  metadata: Record<string, unknown>;
  source: string | string[];
  outputs?: Output[];
  execution_count?: number | null;
}

/** A notebook as Jupyter's format 4 has it. */
export interface Notebook {
  cells: Cell[];
  metadata: { kernelspec?: { name: string; [key: string]: unknown }; [key: string]: unknown };
  nbformat: number;
  nbformat_minor: number;
}

/** A notebook with the file it is in. */
export interface NotebookFile {
  path: string;
  name: string;
  text: string;
  notebook: Notebook;
}

/** The notebooks of a folder, in the order of their names. */
export function readNotebooks(folder: string): NotebookFile[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".ipynb"))
    .sort()
    .map((file) => readNotebook(join(folder, file)));
}

/** @throws InputError if the file is no notebook */
export function readNotebook(path: string): NotebookFile {
  const text = readFileSync(path, "utf8");
  const name = basename(path, ".ipynb");
  try {
    const notebook = JSON.parse(text) as Notebook;
    if (notebook.nbformat === 4 && Array.isArray(notebook.cells)) return { path, name, text, notebook };
  } catch {
    // told below
  }
  throw new InputError(`${basename(path)} is no notebook of Jupyter's format 4.`);
}

/** A cell's source as one text; Jupyter keeps lists of lines. */
export function sourceOf(cell: Cell): string {
  return Array.isArray(cell.source) ? cell.source.join("") : cell.source;
}

/** The notebook's code cells with their numbers, counted from 1 as a reader counts them. */
export function codeCells(notebook: Notebook): { number: number; source: string }[] {
  return notebook.cells
    .filter((cell) => cell.cell_type === "code")
    .map((cell, i) => ({ number: i + 1, source: sourceOf(cell) }));
}
