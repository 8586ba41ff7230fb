import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { test } from "node:test";

const root = resolve(__dirname, "../../..");
const paintings = resolve(root, "../shared/paintings");
const tracked = git("ls-files", "-z")
  .split("\0")
  .filter((file) => file && existsSync(join(root, file)));
const noGit = tracked.length === 0 && "skipped: this copy of the project is no git checkout";

function git(...args: string[]): string {
  return spawnSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 }).stdout ?? "";
}

/** The tracked text files that hold `words`. */
function holding(...words: string[]): string[] {
  return tracked.filter((file) => {
    const text = readFileSync(join(root, file), "latin1");
    return words.some((word) => text.includes(word));
  });
}

test("no tracked file is over 1 MB", { skip: noGit }, () => {
  assert.deepEqual(
    tracked.filter((file) => statSync(join(root, file)).size > 2 ** 20),
    [],
  );
});

test("no tracked file names a folder of this machine", { skip: noGit }, () => {
  const folders = [`${dirname(root)}/`, `${homedir()}/`].filter((folder) => folder.length > 2);
  assert.deepEqual(holding(...folders), []);
});

test("no tracked file names a package registry", { skip: noGit }, () => {
  assert.deepEqual(
    holding(`"resolved": "${"http"}`, `registry.${"npmjs"}.org`, `index-${"url"}`, `find-${"links"}`),
    [],
  );
});

const noPaintings = noGit || (!existsSync(paintings) && "skipped: ../shared/paintings is not there");
test("no picture of ../shared/paintings is tracked", { skip: noPaintings }, () => {
  const digest = (file: string) => createHash("sha1").update(readFileSync(file)).digest("hex");
  const foreign = new Set(
    ["train", "test"].flatMap((part) =>
      readdirSync(join(paintings, part)).map((name) => digest(join(paintings, part, name))),
    ),
  );
  const pictures = tracked.filter((file) => /\.(jpe?g|png|npy|npz)$/i.test(file));
  assert.deepEqual(
    pictures.filter((file) => foreign.has(digest(join(root, file)))),
    [],
  );
});
