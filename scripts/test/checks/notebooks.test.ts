import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { test } from "node:test";
import { hashLibrary, keptSource, presentSource } from "../../notebook-format/freshness";
import { codeCells, readNotebooks } from "../../notebook-format/notebook";

const root = resolve(__dirname, "../../..");
const notebooks = readNotebooks(resolve(root, "notebooks"));

test("notebooks keep their rules, and the types of their joined cells hold", () => {
  const args = ["-r", "ts-node/register", "scripts/check-notebooks.ts"];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  assert.equal(status, 0, stderr);
});

test("the outputs that are committed came from the cells as they are", (t) => {
  for (const { name, notebook } of notebooks) {
    const kept = keptSource(notebook);
    if (!kept) {
      t.diagnostic(`${name} has no outputs that were kept yet: npm start, then npm run keep-outputs`);
      continue;
    }
    const fresh = presentSource(notebook, kept.library);
    assert.deepEqual(kept, fresh, `${name}: its cells changed after it was run: npm start, then npm run keep-outputs`);
  }
});

test("a changed cell, and changed code of the library, make outputs stale", () => {
  const [{ notebook }] = notebooks;
  const cells = notebook.cells.map((cell) => (cell.cell_type === "code" ? { ...cell, source: "1 + 1;" } : cell));
  assert.ok(codeCells(notebook).length > 0);
  assert.notEqual(presentSource({ ...notebook, cells }, "a").cells, presentSource(notebook, "a").cells);
  assert.notDeepEqual(presentSource(notebook, "a"), presentSource(notebook, "b"));
});

test("the outputs that are committed came from the library as it is, or it is said which did not", (t) => {
  const library = hashLibrary();
  assert.equal(library, hashLibrary());
  const stale = notebooks.filter(({ notebook }) => keptSource(notebook)?.library !== library).map(({ name }) => name);
  if (stale.length > 0)
    t.diagnostic(`made with another library: ${stale.join(", ")}. npm start, then npm run keep-outputs`);
});
