import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { CsvError, parse } from "csv-parse";
import { InputError } from "../input-error";

/** One row of a table, its cells by column. */
export interface TableRow {
  /** The line it starts on, counted from 1. */
  line: number;
  cells: Record<string, string>;
  /** Where the row holds more or fewer cells than the head: how many. Its cells can't be trusted. */
  misfit?: number;
}

export interface Table {
  columns: string[];
  rows: AsyncIterable<TableRow>;
  /** SHA-256 of the file, once every row was read. */
  sha256(): string;
}

/** A cell longer than this is a quote that was never closed. */
const LONGEST_ROW = 1 << 20;

/**
 * Reads a CSV file row by row, in bounded memory: quoted cells with commas, quotes and line breaks in them, a byte
 * order mark, either line ending; commas, semicolons or tabs, whichever the head uses.
 *
 * @throws InputError if it is no text table, or breaks off within a quoted cell
 */
export async function readTable(path: string): Promise<Table> {
  const head = await readHead(path);
  const delimiter = [",", ";", "\t"].reduce((best, mark) => (count(head, mark) > count(head, best) ? mark : best));
  const hash = createHash("sha256");
  const source = createReadStream(path);
  source.on("data", (chunk) => hash.update(chunk));
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  });
  source.on("error", (error) => parser.destroy(error));
  source.pipe(parser);
  const records = parser[Symbol.asyncIterator]() as AsyncIterator<{ record: string[]; info: { lines: number } }>;
  const first = await orInputError(path, () => records.next());
  if (first.done) throw new InputError(`${path}: expected a table with a line of column names, found nothing.`);
  const columns = first.value.record.map((name) => name.trim());

  async function* rows(): AsyncGenerator<TableRow> {
    try {
      // A record's info tells the line it ends on; the next one starts on the line after.
      let line = first.value!.info.lines + 1;
      for (;;) {
        const next = await orInputError(path, () => records.next());
        if (next.done) return;
        const { record, info } = next.value;
        const row: TableRow = { line, cells: {} };
        line = info.lines + 1;
        if (record.length !== columns.length) row.misfit = record.length;
        for (let i = 0; i < columns.length; i++) row.cells[columns[i]] = record[i] ?? "";
        yield row;
      }
    } finally {
      source.destroy();
    }
  }
  let digest: string | undefined;
  return { columns, rows: rows(), sha256: () => (digest ??= hash.digest("hex")) };
}

async function readHead(path: string): Promise<string> {
  let file;
  try {
    file = await open(path, "r");
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1 << 16), 0, 1 << 16, 0);
    if ((buffer[0] === 0xff && buffer[1] === 0xfe) || (buffer[0] === 0xfe && buffer[1] === 0xff)) {
      throw new InputError(`${path}: expected a table in UTF-8, found UTF-16; save it again as UTF-8 (CSV).`);
    }
    const text = buffer.toString("utf8", 0, bytesRead);
    if (text.includes("\0")) throw new InputError(`${path}: expected a text table (CSV), found a binary file.`);
    return text.split(/\r?\n/, 1)[0];
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new InputError(`${path}: there is no such table; give the CSV file's path.`);
    if (code === "EISDIR") throw new InputError(`${path}: expected a CSV file, found a folder.`);
    throw new InputError(`${path}: cannot be read (${message}).`);
  } finally {
    await file?.close();
  }
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1;
}

async function orInputError<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new InputError(
      `${path}: not a well-formed table: ${error.message}. Mend that line, or export the table again.`,
    );
  }
}
