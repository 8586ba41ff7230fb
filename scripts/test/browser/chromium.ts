/** The system's Chromium, driven by playwright-core, which brings no browser of its own. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const ON_A_MAC = ["Chromium", "Google Chrome"].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

const HOW_TO_INSTALL =
  "Chromium is not installed: install it (Debian: apt-get install chromium), or name its program in PLATEAU_CHROMIUM";

/** No first-run pages, no updates, no QUIC: what is tested makes no request of its own. */
const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const program = findChromium();

/** Why tests that need a browser are skipped, or false. Under PLATEAU_NO_SKIP, which `.ci/run` sets, they fail instead. */
export const noBrowser: string | false =
  program === undefined && !process.env.PLATEAU_NO_SKIP && `skipped: ${HOW_TO_INSTALL}`;

/** A headless Chromium. */
export async function launchChromium(): Promise<Browser> {
  if (program === undefined) throw new Error(HOW_TO_INSTALL);
  return chromium.launch({ executablePath: program, args: FLAGS });
}

function findChromium(): string | undefined {
  const named = process.env.PLATEAU_CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const installed = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return (named ? [named] : [...installed, ...ON_A_MAC]).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
