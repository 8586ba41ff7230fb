/** The default data, painted by rule: made once, by the command that makes them. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { at } from "../setup/paths";

export const defaultData = at("data/default");

/** Makes the default data where they are missing. */
export function ensureDefaultData(say: (text: string) => void): void {
  if (fs.existsSync(defaultData)) return;
  say("The default data are not there yet: painting them (npm run data).");
  const made = spawnSync(process.execPath, [at("scripts/launch.js"), "make-data"], {
    stdio: ["ignore", process.stderr, "inherit"],
  });
  if (made.status !== 0) throw new Error("The default data could not be made; what npm run data said is above.");
}
