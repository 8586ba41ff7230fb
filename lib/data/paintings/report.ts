/** What was made of a table of pictures, and what was left out of it and why: as JSON, and in words. */
import type { Summary } from "../picture-set";
import type { Stamp } from "../whole-folder";
import { type LeftOut, REASONS, type Reason } from "./candidates";

export interface Report extends Stamp, Omit<Summary, "already" | "out"> {
  options: Record<string, unknown>;
  splitBy: "table" | "seed";
  remarks: string[];
  /** Every picture left out that is known by name, in the table's order. */
  leftOutRows: LeftOut[];
  /** Kept, though the file is not quite in order. */
  remarked: { file: string; line?: number; remark: string }[];
}

export function countReasons(
  rows: readonly LeftOut[],
  unnamed: Partial<Record<Reason, number>>,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const reason of Object.keys(REASONS) as Reason[]) {
    const count = rows.filter((row) => row.reason === reason).length + (unnamed[reason] ?? 0);
    if (count > 0) counts[reason] = count;
  }
  return counts;
}

/** A few examples are read, thousands are not: the rest stand in report.json. */
const EXAMPLES = 10;

export function reportText(report: Report): string {
  const { rows, imageShape, classes, leftOut, leftOutRows, remarked, remarks, splitBy } = report;
  const [height, width] = imageShape;
  const lines = [
    `${number(rows.train)} training and ${number(rows.valid)} validation pictures of ${height} x ${width} pixels, split ${splitBy === "table" ? "as the table says" : "by seed"}.`,
    ...Object.entries(classes).map(
      ([head, names]) => `${head}: ${names.length} ${names.length === 1 ? "class" : "classes"}`,
    ),
    ...remarks,
    "",
  ];
  const total = Object.values(leftOut).reduce((a, b) => a + b, 0);
  lines.push(total === 0 ? "Nothing was left out." : `${number(total)} pictures were left out:`);
  for (const [reason, count] of Object.entries(leftOut)) {
    lines.push("", `${number(count)} x ${reason}: ${REASONS[reason as Reason]}`);
    const named = leftOutRows.filter((row) => row.reason === reason);
    for (const { file, line, detail } of named.slice(0, EXAMPLES))
      lines.push(`  ${where(file, line)}${detail ? ` (${detail})` : ""}`);
    if (named.length > EXAMPLES) lines.push(`  and ${number(named.length - EXAMPLES)} more, in report.json`);
  }
  if (remarked.length > 0) {
    lines.push("", `${number(remarked.length)} pictures were kept though their files are not quite in order:`);
    for (const { file, line, remark } of remarked.slice(0, EXAMPLES)) lines.push(`  ${where(file, line)} (${remark})`);
    if (remarked.length > EXAMPLES) lines.push(`  and ${number(remarked.length - EXAMPLES)} more, in report.json`);
  }
  return `${lines.join("\n")}\n`;
}

function where(file: string | undefined, line: number | undefined): string {
  return [file, line === undefined ? undefined : `line ${line}`].filter(Boolean).join(", ");
}

function number(count: number): string {
  return count.toLocaleString("en-US");
}
