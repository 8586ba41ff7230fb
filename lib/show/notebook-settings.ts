import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { InputError } from "../data";

/** How much a notebook does: in a few minutes, as the question has it, or as little as a test needs. */
export type Profile = "quick" | "full" | "tiny";

const PROFILES: Profile[] = ["quick", "full", "tiny"];

/** What is set from outside a notebook. */
export interface NotebookSettings {
  profile: Profile;
  /** The data folder, absolute. */
  data: string;
  /** The same folder as it may be printed: seen from the project, or its name alone where it lies elsewhere. */
  dataName: string;
  /** Where runs and other results are to go: the folder `runs` of the project, absolute. */
  runs: string;
}

/**
 * What a notebook is run with: the profile from `PLATEAU_PROFILE` (quick unless told) and the data folder from `PLATEAU_DATA`
 * (the project's data/default unless told), a relative one seen from the working folder or from the project.
 *
 * @throws InputError if there is no such profile, or no such folder
 */
export function notebookSettings(environment: NodeJS.ProcessEnv = process.env): NotebookSettings {
  const project = projectFolder(process.cwd());
  const profile = (environment.PLATEAU_PROFILE || "quick") as Profile;
  if (!PROFILES.includes(profile)) {
    throw new InputError(`PLATEAU_PROFILE is "${profile}": expected one of ${PROFILES.join(", ")}.`);
  }
  const data = dataFolder(project, environment.PLATEAU_DATA);
  const inside = relative(project, data);
  return { profile, data, dataName: inside.startsWith("..") ? basename(data) : inside, runs: join(project, "runs") };
}

function dataFolder(project: string, told: string | undefined): string {
  const tried = told ? [resolve(told), resolve(project, told)] : [join(project, "data", "default")];
  const found = tried.find((folder) => existsSync(folder) && statSync(folder).isDirectory());
  if (found !== undefined) return found;
  throw new InputError(
    told
      ? `PLATEAU_DATA names the folder ${told}, which is not there (seen from ${process.cwd()} and from the project).`
      : "The default data, data/default, are not there: `npm run data` makes them. Or name a folder in PLATEAU_DATA.",
  );
}

/** The nearest folder upwards that is the project, or else the one we are in. */
function projectFolder(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest) && "workspaces" in JSON.parse(readFileSync(manifest, "utf8"))) return folder;
    if (dirname(folder) === folder) return from;
  }
}
