/** The front page of a folder of results: each notebook's question, its answer in this run, a figure, data and time. */
import fs from "node:fs";
import path from "node:path";
import { escapeMarkup, InputError, versions } from "plateau";
import { type NotebookFile, readNotebook } from "../notebook-format/notebook";
import { at } from "../setup/paths";
import { replaceFile } from "../setup/stamp";
import { type Summary, summaryOf } from "./executed";

/**
 * Writes `index.html` into a folder of executed notebooks, for all that lie there, those of earlier runs too.
 * @returns its path
 */
export async function writeIndex(out: string): Promise<string> {
  const files = fs.readdirSync(out).filter((file) => file.endsWith(".ipynb"));
  const summaries = await Promise.all(files.sort().map((file) => read(path.join(out, file))));
  const page = path.join(out, "index.html");
  replaceFile(page, indexPage(summaries.filter((each) => each !== undefined)));
  return page;
}

async function read(file: string): Promise<Summary | undefined> {
  let notebook: NotebookFile;
  try {
    notebook = readNotebook(file);
  } catch (error) {
    if (error instanceof InputError) return undefined; // not ours: somebody keeps other files here
    throw error;
  }
  return summaryOf(notebook);
}

/** The page, whole in itself: no network, no script. */
export function indexPage(summaries: Summary[]): string {
  const style = fs.readFileSync(at("scripts/notebooks/template/plateau/style.css"), "utf8");
  const parts = versions().map(({ part, version }) => `${part} ${version}`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Plateau: results</title>
<style>
${style}
.entry { display: grid; grid-template-columns: 15rem 1fr; gap: 0 1.5rem; padding: 1.5rem 0; border-top: 1px solid var(--line); }
.entry img { width: 100%; background: #fff; border: 1px solid var(--line); }
.entry h2 { margin: 0 0 0.4rem; font-size: 1.25rem; }
.entry p { margin: 0 0 0.6rem; }
.made { color: var(--faint); font-size: 0.85rem; }
.entry .failed { color: var(--bad); }
@media (max-width: 40rem) { .entry { grid-template-columns: 1fr; } .entry img { max-width: 15rem; margin-bottom: 1rem; } }
</style>
</head>
<body>
<main>
<h1>Plateau: results</h1>
${summaries.map(entry).join("\n")}
<p class="made">${escapeMarkup(parts.join(" · "))}</p>
</main>
</body>
</html>
`;
}

function entry({ name, title, question, answer, thumbnail, execution }: Summary): string {
  const link = `${encodeURIComponent(name)}.html`;
  const { status, seconds, peakMemoryMB, data, profile, ended } = execution;
  const memory = peakMemoryMB > 0 ? ` · ${peakMemoryMB} MB at most` : "";
  const made = `${path.basename(data)} data · profile ${profile} · ${Math.round(seconds)} s${memory} · ${ended.replace(/T|:\d\dZ/g, " ").trim()} UTC`;
  return `<section class="entry">
<a href="${link}">${thumbnail ? `<img src="${thumbnail}" alt="The first figure of ${escapeMarkup(title)}">` : ""}</a>
<div>
<h2><a href="${link}">${escapeMarkup(title)}</a></h2>
<p>${escapeMarkup(plain(question))}</p>
${status === "failed" ? '<p class="failed">It failed: the page shows how far it came.</p>' : ""}
${answer ? `<p><strong>${escapeMarkup(answer)}</strong></p>` : ""}
<p class="made">${escapeMarkup(made)}</p>
</div>
</section>`;
}

/** Markdown's emphasis and code marks taken off; an underline may belong to a name. */
function plain(markdown: string): string {
  return markdown.replace(/[*`]/g, "").replace(/\[([^\]]+)\]\([^)]*\)/g, "$1");
}
