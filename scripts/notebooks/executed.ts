/** What an executed notebook says of itself: its question, its answer, a figure, and how it was run. */
import sharp from "sharp";
import { type Notebook, type NotebookFile, type Output, sourceOf } from "../notebook-format/notebook";

/** How a notebook was run; execute.py keeps it in the notebook's metadata. */
export interface Execution {
  status: "done" | "failed";
  seconds: number;
  peakMemoryMB: number;
  /** The data folder, absolute. */
  data: string;
  profile: string;
  /** When it ended, ISO 8601. */
  ended: string;
}

export interface Summary {
  name: string;
  title: string;
  question: string;
  /** The first thing under "What we learned", as the run printed it; "" where the run did not get there. */
  answer: string;
  /** A small PNG of its first figure (or picture), as a data address; undefined where it has none. */
  thumbnail?: string;
  execution: Execution;
}

const THUMBNAIL_WIDTH = 480;

/** @returns undefined when the notebook was not executed by the runner */
export async function summaryOf({ name, notebook }: NotebookFile): Promise<Summary | undefined> {
  const execution = notebook.metadata.plateau as Execution | undefined;
  if (!execution?.ended) return undefined;
  const head = notebook.cells.length > 0 ? sourceOf(notebook.cells[0]) : "";
  return {
    name,
    title: /^# (.+)$/m.exec(head)?.[1] ?? name,
    question: /\*\*The question\.\*\*\s*([\s\S]+?)(\n\s*\n|$)/.exec(head)?.[1].replace(/\s+/g, " ") ?? "",
    answer: answerOf(notebook),
    thumbnail: await thumbnailOf(notebook),
    execution,
  };
}

/** The first line that begins with "- " in what the cells under "What we learned" left. */
function answerOf({ cells }: Notebook): string {
  const at = cells.findIndex((cell) => cell.cell_type === "markdown" && sourceOf(cell).startsWith("## What we learned"));
  const texts = at < 0 ? [] : cells.slice(at).flatMap((cell) => (cell.outputs ?? []).map(plainText));
  return texts.join("\n").split("\n").find((line) => line.startsWith("- "))?.slice(2) ?? "";
}

function plainText(output: Output): string {
  const text = output.text ?? (output.data?.["text/plain"] as string | string[] | undefined) ?? "";
  return Array.isArray(text) ? text.join("") : text;
}

async function thumbnailOf({ cells }: Notebook): Promise<string | undefined> {
  const outputs = cells.flatMap((cell) => cell.outputs ?? []).filter((output) => output.data?.["image/png"]);
  const drawn = outputs.find((output) => output.data!["application/vnd.plotly.v1+json"]) ?? outputs[0];
  if (!drawn) return undefined;
  const png = sharp(Buffer.from(String(drawn.data!["image/png"]), "base64"));
  try {
    const small = await png.resize({ width: THUMBNAIL_WIDTH, withoutEnlargement: true }).png({ palette: true }).toBuffer();
    return `data:image/png;base64,${small.toString("base64")}`;
  } catch {
    return undefined; // an output that calls itself a PNG and is none: no reason to lose the whole index
  }
}
