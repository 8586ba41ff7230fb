import { join, resolve } from "node:path";
import ts from "typescript";
import { cellTraps } from "./cell-traps";
import { type NotebookFile, codeCells } from "./notebook";

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
  types: ["node"],
  esModuleInterop: true,
  skipLibCheck: true,
};

/**
 * Checks the types of each notebook's cells as one module, strictly: tslab in other people's hands is not strict, and sees
 * a cell at a time. What compiles and still goes wrong there is named too (see `cellTraps`).
 *
 * @returns by notebook: what is wrong, with cell and line
 */
export function typeErrors(files: NotebookFile[]): Map<string, string[]> {
  const modules = new Map(
    files.map((file) => [join(resolve(file.path, ".."), `${file.name}.cells.ts`), joinCells(file)]),
  );
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (name) => modules.has(name) || fileExists(name);
  host.readFile = (name) => modules.get(name)?.text ?? readFile(name);
  host.getSourceFile = (name, ...rest) =>
    modules.has(name)
      ? ts.createSourceFile(name, modules.get(name)!.text, OPTIONS.target!)
      : getSourceFile(name, ...rest);
  const program = ts.createProgram([...modules.keys()], OPTIONS, host);
  return new Map(
    [...modules].map(([name, { starts }], i) => {
      const source = program.getSourceFile(name)!;
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
        ({ start, messageText }) => ({ start: start ?? 0, words: ts.flattenDiagnosticMessageText(messageText, " ") }),
      );
      const ends = starts.slice(1).map((start) => source.getPositionOfLineAndCharacter(start.line, 0));
      const told = [...found, ...cellTraps(source, program.getTypeChecker(), [...ends, source.end])];
      return [files[i].name, told.map(({ start, words }) => `${placeOf(source, start, starts)}: ${words}`)];
    }),
  );
}

interface Joined {
  text: string;
  /** The line of the module on which each cell begins, from 0. */
  starts: { number: number; line: number }[];
}

function joinCells(file: NotebookFile): Joined {
  const starts: Joined["starts"] = [];
  let text = "export {};\n"; // a module even where no cell imports anything
  for (const { number, source } of codeCells(file.notebook)) {
    starts.push({ number, line: text.split("\n").length - 1 });
    text += `${source}\n`;
  }
  return { text, starts };
}

function placeOf(source: ts.SourceFile, position: number, starts: Joined["starts"]): string {
  const { line } = source.getLineAndCharacterOfPosition(position);
  const cell = [...starts].reverse().find((start) => start.line <= line)!;
  return `code cell ${cell.number}, line ${line - cell.line + 1}`;
}
