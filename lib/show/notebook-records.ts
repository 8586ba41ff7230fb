import { join } from "node:path";
import type { NotebookSettings } from "./notebook-settings";

/**
 * Where the notebooks record their runs, so that one can take another's: a folder for these data and this profile, in
 * `runs/notebooks`. A run again replaces what is there.
 */
export function notebookRecords({ runs, dataName, profile }: NotebookSettings): string {
  return join(runs, "notebooks", `${dataName.replace(/[^\w.-]+/g, "-")}-${profile}`);
}
