import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, test } from "node:test";
import { paintDefaultData, silent } from "plateau";
import { launchChromium, noBrowser } from "../browser/chromium";
import { expectWholeOffline, plotsOf } from "../browser/offline-page";
import { readNotebooks } from "../../notebook-format/notebook";
import { runNotebooks } from "../../notebooks/runner";

const from = resolve(__dirname, "../../../notebooks");
const temporary = mkdtempSync(join(tmpdir(), "plateau-tiny-"));
const out = join(temporary, "results");
after(() => rmSync(temporary, { recursive: true }));

test("every notebook runs headless at tiny size, and the index tells what each found", async () => {
  const data = join(temporary, "painted");
  await paintDefaultData({ out: data, rows: { train: 240, valid: 80 } });

  const results = await runNotebooks({ from, names: [], data, profile: "tiny", out, reporter: silent });

  const failed = results.filter(({ status }) => status !== "done");
  assert.deepEqual(failed, []);
  const index = readFileSync(join(out, "index.html"), "utf8");
  for (const { name } of readNotebooks(from)) assert.ok(index.includes(`${name}.html`), `${name} is in the index`);
  const entries = index.split('<section class="entry">').slice(1);
  assert.equal(entries.length, results.length);
  for (const entry of entries) {
    assert.match(entry, /<strong>.+<\/strong>/, "an answer from the run");
    assert.match(entry, /data:image\/png;base64,/, "a thumbnail");
  }
  assert.doesNotMatch(index, /(src|href)="https?:/, "no network");
});

test("their pages are whole in a browser without network", { skip: noBrowser }, async () => {
  const browser = await launchChromium();
  try {
    await expectWholeOffline(browser, join(out, "index.html"), 0);
    for (const { name } of readNotebooks(from)) {
      await expectWholeOffline(browser, join(out, `${name}.html`), plotsOf(join(out, `${name}.ipynb`)));
    }
  } finally {
    await browser.close();
  }
});
