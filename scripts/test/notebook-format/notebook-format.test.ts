import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { formatNotebook } from "../../notebook-format/format";
import { typeErrors } from "../../notebook-format/joined-cells";
import type { Cell, Notebook, NotebookFile } from "../../notebook-format/notebook";
import { brokenRules } from "../../notebook-format/rules";

const folder = resolve(__dirname, "../../../notebooks");

const markdown = (source: string): Cell => ({ cell_type: "markdown", metadata: {}, source });
const code = (source: string, outputs: Cell["outputs"] = []): Cell => {
  return { cell_type: "code", metadata: {}, source, outputs, execution_count: null };
};

/** A notebook that keeps all rules, with some code cells more. */
function notebook(...cells: Cell[]): NotebookFile {
  const content: Notebook = {
    cells: [
      markdown("# A title"),
      ...cells.flatMap((cell) => [markdown("Why."), cell]),
      markdown("## What we learned"),
      code("console.log(1);"),
    ],
    metadata: { kernelspec: { name: "tslab" } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return { path: join(folder, "x.ipynb"), name: "x", text: JSON.stringify(content), notebook: content };
}

const errorsOf = (...sources: string[]) => typeErrors([notebook(...sources.map((source) => code(source)))]).get("x")!;

test("a notebook in order breaks no rule", () => {
  assert.deepEqual(brokenRules(notebook(code('import { show } from "plateau";\nawait show([]);'))), []);
});

for (const [what, cell, words] of [
  ["a long cell", code("let a = 1;\n".repeat(15) + "a++;"), /code cell 1 has 16 lines, 15 are the most/],
  ["a foreign import", code('import fs from "node:fs";\nimport _ from "lodash";'), /imports lodash/],
  ["await with parentheses", code("await (x);"), /await \( \.\.\. \)/],
  ["a path in code", code('const at = "/home/me/data";'), /names a folder of one machine/],
  ["a path in an output", code("1;", [{ output_type: "stream", text: "in /opt/x/y" }]), /shows a folder/],
  ["an error", code("1;", [{ output_type: "error" }]), /committed with an error/],
] as const) {
  test(`${what} is told with its cell`, () => assert.match(brokenRules(notebook(cell)).join("\n"), words));
}

test("an address is no path, and a picture's base64 is not read as one", () => {
  const data = { "image/png": " /opt/abc", "text/plain": "see https://a.b/home/me" };
  assert.deepEqual(brokenRules(notebook(code("show();", [{ output_type: "display_data", data }]))), []);
});

test("prose above each code cell, a heading first, and what was learned last", () => {
  const file = notebook();
  file.notebook.cells = [code("1;"), code("2;")];
  const broken = brokenRules(file).join("\n");
  for (const words of [/begin with a heading/, /code cell 2 has no prose/, /no section "## What we learned"/]) {
    assert.match(broken, words);
  }
});

test("a notebook for a code host is under 1 MB and thirty cells", () => {
  const file = notebook(...Array.from({ length: 15 }, () => code("1;")));
  const broken = brokenRules({ ...file, text: "x".repeat(1_200_000) }).join("\n");
  assert.match(broken, /33 cells, 30 are the most/);
  assert.match(broken, /1\.20 MB, 1 is the most/);
});

test("joined cells are one strict module: what an earlier cell declared is known, with its type", () => {
  assert.deepEqual(
    errorsOf('import { percent } from "plateau";\nconst share = 0.5;', "console.log(percent(share));"),
    [],
  );
  assert.match(errorsOf("const share = 0.5;", "", "share.toUpperCase();").join(), /code cell 3, line 1: .*toUpperCase/);
  assert.match(errorsOf("const f = (x) => x;\nf(1);").join(), /code cell 1, line 1: .*implicitly has an 'any' type/);
});

test("promises that nobody awaits, at the top and inside, are told", () => {
  const found = errorsOf(
    "const later = async () => {};",
    "later();\nfor (const each of [later]) each();\nawait later();",
  );
  assert.deepEqual(
    found.map((words) => /line \d: a promise that is not awaited/.exec(words)?.[0]),
    ["line 1: a promise that is not awaited", "line 2: a promise that is not awaited"],
  );
});

test("tslab's traps are told: renaming at the top level, and a value at a cell's end", () => {
  assert.match(errorsOf("const { a: b } = { a: 1 };\nconsole.log(b);").join(), /renames while it takes apart/);
  assert.deepEqual(errorsOf("for (const { a: b } of [{ a: 1 }]) console.log(b);"), []);
  assert.match(errorsOf("const a = [1];\na.push(2);").join(), /line 2: the cell ends in a value/);
  assert.deepEqual(errorsOf("const a = [1];\na.push(2);\nconsole.log(a);"), []);
});

test("layout: prettier's code, and nothing of the machine; done twice it changes nothing", async () => {
  const { notebook: given } = notebook(
    code("const a={b:1}", [{ output_type: "display_data", data: {}, transient: {} }]),
  );
  given.metadata.kernelspec = { name: "tslab", display_name: "Mine", env: "/home/me" };
  const once = await formatNotebook(given);
  assert.doesNotMatch(once, /home|transient|Mine/);
  const formed = JSON.parse(once) as Notebook;
  assert.deepEqual(formed.cells[2].source, ["const a = { b: 1 };"]);
  assert.equal(await formatNotebook(formed), once);
});
