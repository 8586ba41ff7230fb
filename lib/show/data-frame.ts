import { createRequire } from "node:module";
import type * as Danfo from "danfojs-node";
import type { TableRow } from "./table";

/**
 * A danfojs DataFrame of these rows, to filter, sort, group and join, and then to `show`. danfojs takes a second to load,
 * so that is put off until somebody asks for a frame.
 *
 * Two of its ways to know: a column of digits in text ("007") becomes numbers, and it draws and writes CSV badly in Node;
 * `show` and the figures do that here.
 *
 * @param rows objects; columns are all their keys in order of appearance, cells that a row lacks are null
 */
export function dataFrame(rows: TableRow[]): Danfo.DataFrame {
  const danfo = createRequire(__filename)("danfojs-node") as typeof Danfo;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  // Given objects, danfojs takes the columns of the first row for those of all.
  const values = rows.map((row) => columns.map((column) => (row as Record<string, unknown>)[column] ?? null)) as never;
  return rows.length === 0 ? new danfo.DataFrame([]) : new danfo.DataFrame(values, { columns });
}
