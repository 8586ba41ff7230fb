/**
 * Kaggle's Painter by Numbers, in both its tables:
 * `all_data_info.csv` (artist, style, genre, in_train, new_filename, ...) with pictures in train/ and test/, and
 * `train_info.csv` (filename, artist, title, style, genre, date), where artists are hashes.
 */
import { InputError } from "../input-error";
import type { Candidate, LeftOut, Source } from "./candidates";
import { withoutRepeats } from "./candidates";
import { choosePainters } from "./choose-painters";
import { listPictureFolder } from "./picture-folder";
import { type Table, type TableRow, readTable } from "./read-table";

const HEADS = ["style", "genre", "painter"];

interface Columns {
  file: string;
  style: string;
  genre: string;
  painter: string;
  inTrain?: string;
}

export async function readKaggle(csv: string, images: string, painters: number | readonly string[]): Promise<Source> {
  const folder = await listPictureFolder(images);
  const table = await readTable(csv);
  const columns = findColumns(table, csv);
  const leftOut: LeftOut[] = [];
  const listed: Candidate[] = [];
  for await (const row of table.rows) {
    const read = readRow(row, columns);
    if ("reason" in read) {
      leftOut.push(read);
      continue;
    }
    const found = folder.find(read.file, read.side);
    if ("path" in found) listed.push({ ...read, path: found.path });
    else {
      const reason = found.fault === "outside" ? "outside the folder" : found.fault;
      leftOut.push({ reason, file: read.file, line: row.line, detail: found.detail });
    }
  }
  const unique = withoutRepeats(listed, leftOut);
  if (unique.length === 0) throw nothingFound(csv, images, leftOut);
  const choice = choosePainters(unique, painters, csv);
  const candidates = unique.filter((candidate) => choice.painters.has(candidate.labels.painter));
  return {
    heads: HEADS,
    candidates,
    leftOut: leftOut.sort((a, b) => a.line! - b.line!),
    leftOutUnnamed: { "other painter": unique.length - candidates.length },
    identity: { csvSha256: table.sha256(), painters },
    remarks: choice.remarks,
  };
}

function findColumns({ columns }: Table, csv: string): Columns {
  const find = (...names: string[]) => columns.find((column) => names.includes(column.toLowerCase()));
  const need = (what: string, ...names: string[]) => {
    const column = find(...names);
    if (column !== undefined) return column;
    throw new InputError(
      `${csv}: expected a column ${names.join(" or ")} (${what}), found ${columns.join(", ")}. Give Kaggle's all_data_info.csv or train_info.csv.`,
    );
  };
  return {
    file: need("the picture's file name", "new_filename", "filename"),
    painter: need("the painter", "artist", "painter"),
    style: need("the style", "style"),
    genre: need("the genre", "genre"),
    inTrain: find("in_train"),
  };
}

function readRow({ cells, line, misfit }: TableRow, columns: Columns): Omit<Candidate, "path"> | LeftOut {
  const file = cells[columns.file].trim();
  if (misfit !== undefined) return { reason: "wrong number of cells", file, line, detail: `${misfit} cells` };
  if (file === "") return { reason: "no file name", line };
  const labels: Record<string, string> = {};
  for (const head of HEADS as ("style" | "genre" | "painter")[]) {
    const label = cleanLabel(cells[columns[head]]);
    if (label === "") return { reason: "blank label", file, line, detail: columns[head] };
    if (label.includes("\ufffd")) return { reason: "garbled label", file, line, detail: `${columns[head]}: ${label}` };
    labels[head] = label;
  }
  if (columns.inTrain === undefined) return { file, line, labels };
  const side = sideOf(cells[columns.inTrain]);
  if (side === undefined) return { reason: "split unknown", file, line, detail: cells[columns.inTrain] };
  return { file, line, labels, side };
}

/** One spelling for one name: spaces trimmed and single, accents composed; pandas writes a blank as "nan". */
export function cleanLabel(cell: string): string {
  const label = cell.normalize("NFC").trim().replace(/\s+/g, " ");
  return label.toLowerCase() === "nan" ? "" : label;
}

function sideOf(cell: string): "train" | "valid" | undefined {
  const word = cell.trim().toLowerCase();
  if (["true", "1", "1.0"].includes(word)) return "train";
  return ["false", "0", "0.0"].includes(word) ? "valid" : undefined;
}

function nothingFound(csv: string, images: string, leftOut: readonly LeftOut[]): InputError {
  const missing = leftOut.find(({ reason }) => reason === "missing");
  const why = missing
    ? `For example ${missing.file} (line ${missing.line}) was looked for in ${images} and the folders in it.`
    : leftOut.length > 0
      ? `For example line ${leftOut[0].line}: ${leftOut[0].reason}.`
      : "The table has no rows.";
  return new InputError(
    `${csv}: expected rows with style, genre and painter whose pictures lie in ${images}, found none. ${why}`,
  );
}
