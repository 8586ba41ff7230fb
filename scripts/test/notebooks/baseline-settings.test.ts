import assert from "node:assert/strict";
import { resolve } from "node:path";
import { test } from "node:test";
import { type NotebookFile, codeCells, readNotebooks } from "../../notebook-format/notebook";

const notebooks = readNotebooks(resolve(__dirname, "../../../notebooks"));
const [style, genre, painter, multi] = ["02", "03", "04", "05"].map((number) =>
  notebooks.find(({ name }) => name.startsWith(number))!,
);

/** The settings that decide what a training comes to, by profile; what is only shown may differ. */
function settings(file: NotebookFile): string[] {
  const cell = codeCells(file.notebook).find(({ source }) => source.includes("const config = {"))!;
  return [...cell.source.matchAll(/(quick|full|tiny): \{(.*)\}/g)].map(([, profile, settings]) =>
    [profile, ...settings.matchAll(/(?:width|size|batchSize|epochs|rate): ([^,]+)/g)].map(String).join(" "),
  );
}

test("the three baselines are one notebook, but for its words and the label it is named for", () => {
  const code = ({ notebook, name }: NotebookFile) =>
    codeCells(notebook).map(({ source }) => source.replaceAll(`"${name.split("-").pop()!}"`, `"LABEL"`));
  assert.deepEqual(code(genre), code(style));
  assert.deepEqual(code(painter), code(style));
});

test("one model for all is trained as the baselines are, so that their recorded runs can be taken", () => {
  assert.equal(settings(style).length, 3);
  assert.ok(settings(style)[0].includes("width: 1 / 4") && settings(style)[0].includes("rate: "));
  assert.deepEqual(settings(multi), settings(style));
});
