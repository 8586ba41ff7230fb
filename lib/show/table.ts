import CliTable from "cli-table3";
import { escapeMarkup } from "./text-size";

/** A row of a table, by column. Missing, null and undefined cells are left empty. */
export type TableRow = object;

/** What a danfojs DataFrame has in common with a table. */
export interface FrameLike {
  columns: string[];
  values: unknown;
  shape: number[];
}

/** A table, as a page draws it and as a terminal prints it. */
export interface Table {
  html: string;
  text: string;
}

/** Digits after the point in columns that hold fractions. */
const DECIMALS = 3;

/**
 * Rows as a table: numbers stand to the right, with thousands separated and as many decimals as their column needs (at
 * most three); pairs of numbers, such as intervals, read "0.12 to 0.20"; everything else is text, escaped.
 *
 * @param rows objects, whose keys are the columns in order of appearance, or a danfojs DataFrame
 * @param options.decimals digits after the point, where three are too many or too few
 */
export function table(rows: TableRow[] | FrameLike, options: { decimals?: number } = {}): Table {
  const { columns, cells } = Array.isArray(rows) ? fromRows(rows) : fromFrame(rows);
  const formatted = columns.map((_, i) =>
    formatColumn(
      cells.map((row) => row[i]),
      options.decimals ?? DECIMALS,
    ),
  );
  const words = cells.map((_, row) => formatted.map((column) => column.words[row]));
  const aligns = formatted.map((column) => (column.numeric ? ("right" as const) : ("left" as const)));
  return { html: toHtml(columns, words, aligns), text: toText(columns, words, aligns) };
}

function fromRows(rows: TableRow[]): { columns: string[]; cells: unknown[][] } {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { columns, cells: rows.map((row) => columns.map((column) => (row as Record<string, unknown>)[column])) };
}

function fromFrame(frame: FrameLike): { columns: string[]; cells: unknown[][] } {
  const values = frame.values as unknown[];
  // A Series has one value a row, a DataFrame a list of them.
  return { columns: frame.columns, cells: values.map((row) => (Array.isArray(row) ? row : [row])) };
}

function formatColumn(values: unknown[], most: number): { words: string[]; numeric: boolean } {
  const filled = values.filter((value) => value !== null && value !== undefined);
  const numbers = filled.flat().filter((value): value is number => typeof value === "number" && isFinite(value));
  const decimals = numbers.every(Number.isInteger) ? 0 : Math.min(most, Math.max(...numbers.map(decimalsOf)));
  const numeric = filled.length > 0 && filled.every((value) => isNumber(value) || isPair(value));
  return { words: values.map((value) => cellText(value, decimals)), numeric };
}

function isNumber(value: unknown): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

function isPair(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every(isNumber);
}

/** Digits after the point in the shortest writing of a number. */
function decimalsOf(value: number): number {
  return /e-/.test(String(value)) ? DECIMALS : (String(value).split(".")[1]?.length ?? 0);
}

function cellText(value: unknown, decimals: number): string {
  if (value === null || value === undefined) return "";
  if (isNumber(value)) return numberText(value, decimals);
  if (isPair(value)) return value.map((end) => numberText(end, decimals)).join(" to ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  return Array.isArray(value) ? value.map((item) => cellText(item, decimals)).join(", ") : String(value);
}

function numberText(value: number | bigint, decimals: number): string {
  if (typeof value === "number" && value !== 0 && Math.abs(value) < 0.5 * 10 ** -decimals)
    return value.toExponential(1);
  return new Intl.NumberFormat("en-GB", { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(
    value,
  );
}

type Align = "left" | "right";

function toHtml(columns: string[], words: string[][], aligns: Align[]): string {
  const row = (tag: "th" | "td", texts: string[]) =>
    `<tr>${texts.map((text, i) => `<${tag} style="text-align: ${aligns[i]}">${escapeMarkup(text)}</${tag}>`).join("")}</tr>`;
  const body = words.map((texts) => row("td", texts)).join("\n");
  return `<table>\n<thead>\n${row("th", columns)}\n</thead>\n<tbody>\n${body}\n</tbody>\n</table>`;
}

function toText(columns: string[], words: string[][], colAligns: Align[]): string {
  if (columns.length === 0) return "(an empty table)";
  const printed = new CliTable({ head: columns, colAligns, style: { head: [], border: [], compact: true } });
  for (const row of words) printed.push(row);
  return printed.toString();
}
