import ts from "typescript";

/** Where in the joined cells something is wrong, and what. */
export interface Trap {
  start: number;
  words: string;
}

/**
 * What compiles in a notebook and still goes wrong in tslab: promises that nobody awaits, whose failure comes late or never;
 * parts that are renamed as they are taken; and values that a cell ends in, which tslab prints.
 *
 * @param ends positions at which the cells end, in their order
 */
export function cellTraps(source: ts.SourceFile, checker: ts.TypeChecker, ends: number[]): Trap[] {
  return [...floatingPromises(source, checker), ...renamedParts(source), ...strayValues(source, checker, ends)];
}

function floatingPromises(source: ts.SourceFile, checker: ts.TypeChecker): Trap[] {
  const found: Trap[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node) && checker.getTypeAtLocation(node.expression).getProperty("then")) {
      found.push({ start: node.getStart(source), words: "a promise that is not awaited" });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** tslab compiles `const { a: b } = c` at a cell's top level to code that declares its own `exports` anew. */
function renamedParts(source: ts.SourceFile): Trap[] {
  const words =
    "renames while it takes apart, which tslab compiles wrongly at a cell's top level: take the name as it is";
  return source.statements
    .filter(ts.isVariableStatement)
    .flatMap((statement) =>
      statement.declarationList.declarations
        .filter(({ name }) => ts.isObjectBindingPattern(name) && name.elements.some((element) => element.propertyName))
        .map((declaration) => ({ start: declaration.getStart(source), words })),
    );
}

const PRINTS_NOTHING = ts.TypeFlags.Void | ts.TypeFlags.Undefined | ts.TypeFlags.Never;

function strayValues(source: ts.SourceFile, checker: ts.TypeChecker, ends: number[]): Trap[] {
  return ends.flatMap((end) => {
    const last = source.statements.filter((statement) => statement.end <= end).at(-1);
    if (!last || !ts.isExpressionStatement(last)) return [];
    if (checker.getTypeAtLocation(last.expression).flags & PRINTS_NOTHING) return [];
    return [
      {
        start: last.getStart(source),
        words: "the cell ends in a value, which tslab prints: show it, or end in another statement",
      },
    ];
  });
}
