import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { after, test } from "node:test";
import { InputError } from "../../../lib/data";
import { notebookSettings } from "../../../lib/show/notebook-settings";
import { versions } from "../../../lib/show/versions";

const root = resolve(__dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "plateau-settings-"));
after(() => rmSync(folder, { recursive: true }));

test("the profile is quick unless told, and one of three", () => {
  assert.equal(notebookSettings({ PLATEAU_DATA: folder }).profile, "quick");
  assert.equal(notebookSettings({ PLATEAU_DATA: folder, PLATEAU_PROFILE: "tiny" }).profile, "tiny");
  assert.throws(
    () => notebookSettings({ PLATEAU_DATA: folder, PLATEAU_PROFILE: "huge" }),
    (error) => error instanceof InputError && /"huge": expected one of quick, full, tiny/.test(error.message),
  );
});

test("a relative data folder is seen from the working folder, then from the project", () => {
  assert.equal(notebookSettings({ PLATEAU_DATA: relative(process.cwd(), folder) }).data, folder);
  const settings = notebookSettings({ PLATEAU_DATA: "scripts/test" });
  assert.deepEqual([settings.data, settings.dataName], [join(root, "scripts/test"), "scripts/test"]);
  const from = process.cwd();
  process.chdir(join(root, "notebooks"));
  try {
    assert.equal(notebookSettings({ PLATEAU_DATA: "scripts/test" }).data, join(root, "scripts/test"));
    assert.equal(notebookSettings({ PLATEAU_DATA: "../scripts/test" }).data, join(root, "scripts/test"));
    assert.equal(notebookSettings({ PLATEAU_DATA: folder }).runs, join(root, "runs"));
  } finally {
    process.chdir(from);
  }
});

test("a folder that is not there is told with what to do", () => {
  assert.throws(() => notebookSettings({ PLATEAU_DATA: "nowhere" }), /names the folder nowhere, which is not there/);
});

test("versions: every part has one", () => {
  const parts = versions();
  assert.ok(parts.length >= 7);
  for (const { part, version } of parts) assert.match(version, /^\d+\.\d+/, part);
});
