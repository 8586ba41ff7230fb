/**
 * Whether a committed notebook's outputs are those of its cells and of the library as they are now: both are hashed
 * when outputs are kept (`npm run keep-outputs`), and compared by a test.
 */
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { type Notebook, codeCells } from "./notebook";

const library = resolve(__dirname, "../../lib");

/** What a notebook's outputs came from. */
export interface Source {
  cells: string;
  library: string;
}

/** What a notebook keeps of it, in its metadata; undefined where it has no outputs. */
export function keptSource({ metadata }: Notebook): Source | undefined {
  return metadata.plateau as Source | undefined;
}

export function presentSource(notebook: Notebook, libraryHash = hashLibrary()): Source {
  const cells = codeCells(notebook).map(({ source }) => source);
  return { cells: hash(cells.join("\n\n")), library: libraryHash };
}

/** Of the library's code without its comments and layout: a better docstring makes no output stale. */
export function hashLibrary(): string {
  const files = readdirSync(library, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts") && !name.startsWith("dist"))
    .sort();
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, removeComments: true };
  const bare = (name: string): string =>
    ts.transpileModule(readFileSync(join(library, name), "utf8"), { compilerOptions }).outputText;
  return hash(files.map((name) => `${name.replaceAll("\\", "/")}\n${bare(name)}`).join("\n"));
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
