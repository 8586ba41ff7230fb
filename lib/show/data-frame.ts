import { createRequire } from "node:module";
import type * as Danfo from "danfojs-node";
import type { TableRow } from "./table";

/**
 * A danfojs DataFrame of these rows, to filter, sort, group and join, and then to `show`. danfojs takes a second to load,
 * so that is put off until somebody asks for a frame.
 *
 * Three of its ways to know: a column of digits in text ("007") becomes numbers; it draws and writes CSV badly in Node,
 * which `show` and the figures do here; and a column that is called as one of its own members ("shape", "head") is had by
 * `frame.column("shape")` only.
 *
 * @param rows objects; columns are all their keys in order of appearance, cells that a row lacks are null
 */
export function dataFrame(rows: TableRow[]): Danfo.DataFrame {
  const danfo = loadDanfo();
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  // Given objects, danfojs takes the columns of the first row for those of all.
  const values = rows.map((row) => columns.map((column) => (row as Record<string, unknown>)[column] ?? null)) as never;
  return rows.length === 0 ? new danfo.DataFrame([]) : new danfo.DataFrame(values, { columns });
}

/** What danfojs's types keep to themselves. */
interface FrameMembers {
  columns: string[];
  $setInternalColumnDataProperty(column?: string): void;
}

let loaded: typeof Danfo | undefined;

/** danfojs makes a property of every column; a label called "shape" would take the place of the frame's own. */
function loadDanfo(): typeof Danfo {
  if (loaded) return loaded;
  loaded = createRequire(__filename)("danfojs-node") as typeof Danfo;
  // The exported class extends the one that grouping makes frames of.
  const own = Object.getPrototypeOf(loaded.DataFrame.prototype as object) as FrameMembers;
  const setProperty = own.$setInternalColumnDataProperty;
  own.$setInternalColumnDataProperty = function (this: FrameMembers, column?: string) {
    const free = (column === undefined ? this.columns : [column]).filter((name) => !(name in own));
    for (const name of free) setProperty.call(this, name);
  };
  return loaded;
}
