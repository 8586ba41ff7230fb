/** Notebooks of a few cells, for tests of what runs them. */
import fs from "node:fs";
import path from "node:path";

/** A cell of code, or of Markdown where it begins with "#". */
export function writeNotebook(folder: string, name: string, cells: string[]): string {
  const file = path.join(folder, `${name}.ipynb`);
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "tslab", display_name: "TypeScript", language: "typescript" } },
    cells: cells.map((source, index) =>
      source.startsWith("#")
        ? { id: `cell-${index}`, cell_type: "markdown", metadata: {}, source }
        : { id: `cell-${index}`, cell_type: "code", metadata: {}, source, outputs: [], execution_count: null },
    ),
  };
  fs.writeFileSync(file, JSON.stringify(notebook));
  return file;
}
