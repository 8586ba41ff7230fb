import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { NotebookSettings } from "./notebook-settings";
import { whole } from "./words";

/** One table of a story, with its heading, and what is to be known before it is read. */
export interface StoryTable {
  title: string;
  says: string;
  rows: Record<string, string | number | null>[];
  /** What the rows come to, in sentences. */
  answers?: string[];
}

/** What `npm run story` writes: its tables, what they are of, and what they cost. */
export interface FullStory {
  /** The command that makes it again. */
  command: string;
  data: string;
  cost: { trainings: number; pictures: number; trainingMinutes: number; minutes: number; machine: string };
  /** What was planned and had not been run when this was written. */
  missing: string[];
  tables: StoryTable[];
}

/** The story that was committed with the project, of the question's own kind of data; nothing where it is not there. */
export async function fullStory({ runs }: Pick<NotebookSettings, "runs">): Promise<FullStory | undefined> {
  const path = join(dirname(runs), "scripts", "story", "paintings.json");
  const text = await readFile(path, "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as FullStory);
}

/** A story's table by its title; none of its rows where it has no such table yet. */
export function storyTable(story: FullStory | undefined, title: string): StoryTable {
  return story?.tables.find((table) => table.title === title) ?? { title, says: "It has not been run.", rows: [] };
}

/** What a story is of, and what it cost. */
export function storySentence(story: FullStory | undefined): string {
  if (!story) return "The full trials have not been run: npm run story makes them.";
  const { command, data, cost, missing } = story;
  return (
    `Of ${data}, by ${command}: ${whole(cost.trainings)} trainings, ${whole(cost.pictures)} pictures shown, ${whole(cost.minutes)} ` +
    `minutes on ${cost.machine}.${missing.length > 0 ? ` Not run by then: ${missing.join("; ")}.` : ""}`
  );
}
