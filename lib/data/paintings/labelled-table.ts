/** A table with a picture a row and its labels in columns, as a source of pictures. */
import { InputError } from "../input-error";
import { type Candidate, type LeftOut, withoutRepeats } from "./candidates";
import { type Side, listPictureFolder } from "./picture-folder";
import { type Table, type TableRow, readTable } from "./read-table";

/** By head: the columns its label may stand in; the first that is there is taken. */
export type HeadColumns = Readonly<Record<string, readonly string[]>>;

export interface LabelledTable {
  candidates: Candidate[];
  leftOut: LeftOut[];
  csvSha256: string;
}

/** How tables call the column with the picture's file name, Kaggle's names first. */
const FILE_COLUMNS = ["new_filename", "filename", "file_name", "file", "path", "image", "picture"];

/** Words for the split, in Kaggle's `in_train` or in a column `split`. */
const SPLIT_COLUMNS = ["in_train", "split"];
const SIDES: Record<string, "train" | "valid"> = {
  ...{ true: "train", "1": "train", "1.0": "train", train: "train", training: "train" },
  ...{ false: "valid", "0": "valid", "0.0": "valid", test: "valid", valid: "valid", val: "valid", validation: "valid" },
};

interface Columns {
  file: string;
  labels: readonly (readonly [head: string, column: string])[];
  split?: string;
}

/**
 * Reads the rows whose labels are all there and whose picture is found.
 *
 * @throws InputError if a column is missing, or no row can be used
 */
export async function readLabelledTable(csv: string, images: string, heads: HeadColumns): Promise<LabelledTable> {
  const folder = await listPictureFolder(images);
  const table = await readTable(csv);
  const columns = findColumns(table, csv, heads);
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
    else leftOut.push({ reason: found.fault, file: read.file, line: row.line, detail: found.detail });
  }
  const candidates = withoutRepeats(listed, leftOut);
  if (candidates.length === 0) throw nothingFound(csv, images, Object.keys(heads), leftOut);
  return { candidates, leftOut: leftOut.sort((a, b) => a.line! - b.line!), csvSha256: table.sha256() };
}

function findColumns({ columns }: Table, csv: string, heads: HeadColumns): Columns {
  const find = (names: readonly string[]) => {
    const name = names.find((wanted) => columns.some((column) => column.toLowerCase() === wanted.toLowerCase()));
    return columns.find((column) => column.toLowerCase() === name?.toLowerCase());
  };
  const need = (what: string, names: readonly string[]) => {
    const column = find(names);
    if (column !== undefined) return column;
    throw new InputError(`${csv}: expected a column ${names.join(" or ")} (${what}), found ${columns.join(", ")}.`);
  };
  return {
    file: need("the picture's file name", FILE_COLUMNS),
    labels: Object.entries(heads).map(([head, names]) => [head, need(`the ${head}`, names)]),
    split: find(SPLIT_COLUMNS),
  };
}

function readRow({ cells, line, misfit }: TableRow, columns: Columns): Omit<Candidate, "path"> | LeftOut {
  const file = cells[columns.file].trim();
  if (misfit !== undefined) return { reason: "wrong number of cells", file, line, detail: `${misfit} cells` };
  if (file === "") return { reason: "no file name", line };
  const labels: Record<string, string> = {};
  for (const [head, column] of columns.labels) {
    const label = cleanLabel(cells[column]);
    if (label === "") return { reason: "blank label", file, line, detail: column };
    if (label.includes("\ufffd")) return { reason: "garbled label", file, line, detail: `${column}: ${label}` };
    labels[head] = label;
  }
  if (columns.split === undefined) return { file, line, labels };
  const side: Side = SIDES[cells[columns.split].trim().toLowerCase()];
  if (side === undefined) return { reason: "split unknown", file, line, detail: cells[columns.split] };
  return { file, line, labels, side };
}

/** One spelling for one name: spaces trimmed and single, accents composed; pandas writes a blank as "nan". */
export function cleanLabel(cell: string): string {
  const label = cell.normalize("NFC").trim().replace(/\s+/g, " ");
  return label.toLowerCase() === "nan" ? "" : label;
}

function nothingFound(csv: string, images: string, heads: readonly string[], leftOut: readonly LeftOut[]): InputError {
  const missing = leftOut.find(({ reason }) => reason === "missing");
  const why = missing
    ? `For example ${missing.file} (line ${missing.line}) was looked for in ${images} and the folders in it.`
    : leftOut.length > 0
      ? `For example line ${leftOut[0].line}: ${leftOut[0].reason}.`
      : "The table has no rows.";
  return new InputError(
    `${csv}: expected rows with ${heads.join(", ")} whose pictures lie in ${images}, found none. ${why}`,
  );
}
