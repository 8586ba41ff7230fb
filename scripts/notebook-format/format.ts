import { resolve } from "node:path";
import { format, resolveConfig } from "prettier";
import { keptSource } from "./freshness";
import { type Cell, type Notebook, type Output, sourceOf } from "./notebook";

/** Letters a line of code in a notebook may have: what a page 54 rem wide shows without a scroll bar. */
const LINE_WIDTH = 88;

/**
 * A notebook as it is committed: code laid out by prettier, and nothing in it that tells of the machine or changes from
 * run to run without meaning (signatures, display ids, editors' settings). Outputs are kept.
 *
 * @returns the file's text, as Jupyter itself writes it: keys sorted, one space a level
 */
export async function formatNotebook(notebook: Notebook): Promise<string> {
  const cells = [];
  for (const [i, cell] of notebook.cells.entries()) cells.push(await formatCell(cell, i));
  const source = keptSource(notebook);
  const metadata = {
    kernelspec: { display_name: "TypeScript (Plateau)", language: "typescript", name: "tslab" },
    language_info: { file_extension: ".ts", mimetype: "text/typescript", name: "typescript" },
    ...(source && { plateau: { cells: source.cells, library: source.library } }),
  };
  return `${JSON.stringify(sorted({ cells, metadata, nbformat: 4, nbformat_minor: 5 }), null, 1)}\n`;
}

async function formatCell(cell: Cell, i: number): Promise<Cell> {
  const source = cell.cell_type === "code" ? await formatCode(sourceOf(cell)) : sourceOf(cell).trimEnd();
  const formed: Cell = {
    cell_type: cell.cell_type,
    id: `cell-${String(i + 1).padStart(2, "0")}`,
    metadata: {},
    source: lines(source),
  };
  if (cell.cell_type === "code") {
    formed.execution_count = cell.execution_count ?? null;
    formed.outputs = (cell.outputs ?? []).map(formatOutput);
  }
  return formed;
}

/** Code that prettier cannot read is left as it is: the type check says what is wrong with it. */
async function formatCode(source: string): Promise<string> {
  const options = await resolveConfig(resolve(__dirname, "../../.prettierrc.json"), { editorconfig: false });
  try {
    return (await format(source, { ...options, printWidth: LINE_WIDTH, parser: "typescript" })).trimEnd();
  } catch {
    return source.trimEnd();
  }
}

function formatOutput(output: Output): Output {
  const kept = { ...output };
  delete kept.transient;
  if (kept.text !== undefined) kept.text = lines(String(Array.isArray(kept.text) ? kept.text.join("") : kept.text));
  return kept;
}

/** Jupyter keeps a text as a list of lines, each with its line break. */
function lines(text: string): string[] {
  return text === "" ? [] : text.split(/(?<=\n)/);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
