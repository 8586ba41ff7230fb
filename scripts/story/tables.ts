/** The story as tables: what `npm run story` commits, and what the notebooks show of it. */
import {
  accuracyRows,
  effectRows,
  type FullStory,
  lateOrNever,
  lateSentence,
  leavingRows,
  learnsAtEnd,
  mendsSentence,
  remediesSentence,
  remedyEffects,
  rulingRows,
  soonestRows,
  soonestSentence,
  standingRows,
  type StoryTable,
  suspectAnswers,
  togetherSentence,
  type TriedProgram,
} from "plateau";
import type { Story, StorySettings } from "./stages";

/** Everything that is committed of a story. */
export interface ToldStory extends FullStory {
  settings: StorySettings;
}

export function storyTables(story: Story, { width, epochs, longEpochs, wide }: StorySettings): StoryTable[] {
  const trial = `Width ${width}, ${epochs} short epochs a training.`;
  const { soonest } = story;
  const tables: StoryTable[] = [
    {
      title: "How the suspects stand",
      says: `${trial} Which heads beat the majority baseline at the end, with the fault put into the program that learns (the question's with all that it shows mended), and in the question's program without what it shows, or with what it does not show.`,
      rows: standingRows(story.rulings),
      answers: suspectAnswers(story.rulings, lateOrNever(story.long, "question").late),
    },
    {
      title: "Suspects put into the program that learns",
      says: `${trial} Points of accuracy on the validation rows, with the 99 % interval of the rows; a difference acts where all seeds agree and McNemar's exact test over their rows gives p < 0.01.`,
      rows: rulingRows(story.rulings, "mended"),
    },
    {
      title: "Suspects by twos",
      says: `${trial} Two at a time put into the program that learns, of those of its own that alone let a head learn there. Points of accuracy as above.`,
      rows: effectRows(remedyEffects(story.twos, "mended")),
      answers: [togetherSentence(remedyEffects(story.twos, "mended"))],
    },
    {
      title: "The question's program with one thing changed",
      says: `${trial} What it shows taken out, what it does not show put in; points of accuracy as above.`,
      rows: rulingRows(story.rulings, "question"),
    },
    {
      title: "What they are held against",
      says: `${trial} Accuracy of the last epoch: in training, then on the validation rows.`,
      rows: accuracyRows(bases(story)),
    },
    {
      title: "Pixels 0..1, mended one by one",
      says: `${trial} The question's program with pixels in 0..1, what it shows taken out one by one; and with pixels as stored.`,
      rows: effectRows(remedyEffects(story.scaled, "question")),
      answers: [mendsSentence(remedyEffects(story.scaled, "question"))],
    },
    {
      title: "The answer's remedies, alone",
      says: `${trial} Each put into the question's program. Points of accuracy as above.`,
      rows: effectRows(remedyEffects(story.remedies, "question")),
      answers: [remediesSentence(remedyEffects(story.remedies, "question"))],
    },
    {
      title: "When heads learn, with a remedy",
      says: "Steps until a head leaves the majority baseline; empty: not in this training.",
      rows: leavingRows(story.remedies),
    },
    {
      title: "The answer's remedies, in pairs",
      says: `${trial} Those that helped a head and hurt none, the best few with each other.`,
      rows: effectRows(remedyEffects(story.pairs, "question")),
    },
    {
      title: "On the way to the smallest set",
      says: "One seed. Changes that helped a head and hurt none, added one after the other where every head then learns sooner, and left out again where that makes it no later.",
      rows: soonest ? soonestRows(soonest) : [],
      answers: soonest ? [soonestSentence(soonest)] : [],
    },
    {
      title: "The smallest set",
      says: `${trial} The set, and the set with one left out each, beside the question's program.`,
      rows: effectRows(remedyEffects(story.proof, "question")),
    },
    {
      title: "Late or never",
      says: `What reproduces the symptom in a short trial, put into the question's program and trained for ${longEpochs} short epochs. Steps until a head leaves the majority baseline, and accuracies at the end, in training and on the validation rows.`,
      rows: endRows(story.long),
      answers: story.long.length > 1 ? [lateSentence(story.long, "question", longEpochs)] : [],
    },
    {
      title: "At the question's own width",
      says: `Width ${wide.width}, ${wide.epochs} short epochs. Steps, and accuracies at the end, in training and on the validation rows.`,
      rows: endRows(story.wide),
    },
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}

/** What a story cost, each training once. */
export function storyCost(story: Story): Omit<ToldStory["cost"], "machine"> {
  const all = [
    story.mended,
    story.question,
    story.remedies,
    story.pairs,
    story.proof,
    story.scaled,
    story.long,
    story.wide,
    story.twos,
  ].flat();
  const once = [...new Map(all.map((run) => [JSON.stringify([run.seed, run.seconds, run.wallSeconds]), run])).values()];
  const sum = (of: (run: TriedProgram) => number) => once.reduce((total, run) => total + of(run), 0);
  const shown = (run: TriedProgram) => run.history.reduce((rows, { training }) => rows + training.rows, 0);
  return {
    trainings: once.length,
    pictures: sum(shown),
    trainingMinutes: Math.round(sum(({ seconds }) => seconds) / 60),
    minutes: Math.round(sum(({ wallSeconds }) => wallSeconds) / 60),
  };
}

/** As a page on a code host shows it. */
export function markdown({ command, data, cost, missing, tables }: ToldStory): string {
  const lines = [
    `# The question, answered on ${data}`,
    "",
    `Made by \`${command}\`, which goes on where it was stopped. ${cost.trainings} trainings, ${cost.pictures.toLocaleString("en")} pictures shown in ` +
      `${cost.trainingMinutes} minutes of training; with validation, ${cost.minutes} minutes on ${cost.machine}.`,
    ...(missing.length > 0 ? ["", "Not run when this was written:", "", ...missing.map((each) => `- ${each}`)] : []),
    ...tables.flatMap(({ title, says, rows, answers = [] }) => [
      ...["", `## ${title}`, "", says, "", ...markdownTable(rows)],
      ...(answers.length > 0 ? ["", ...answers.map((each) => `- ${each}`)] : []),
    ]),
  ];
  return `${lines.join("\n")}\n`;
}

function markdownTable(rows: StoryTable["rows"]): string[] {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  const cell = (value: string | number | null | undefined) =>
    typeof value === "number" && !Number.isInteger(value)
      ? value.toFixed(3)
      : String(value ?? "").replaceAll("|", "\\|");
  return [
    line(columns),
    line(columns.map(() => "---")),
    ...rows.map((row) => line(columns.map((column) => cell(row[column])))),
  ];
}

function bases({ question, mended }: Story): TriedProgram[] {
  return [...question.filter(({ name }) => name === "question"), ...mended.filter(({ name }) => name === "mended")];
}

/** A row a training: whether a head learns, after how many steps, and its accuracies at the end, in training and validation. */
function endRows(tried: TriedProgram[]): StoryTable["rows"] {
  const [leaving, accuracy] = [leavingRows(tried), accuracyRows(tried)];
  return leaving.map((row, i) => {
    const runs = tried.filter(({ name }) => name === row.program);
    const heads = Object.keys(runs[0].heads).map((head) => {
      const steps = typeof row[head] === "number" ? `, after ${row[head].toLocaleString("en")} steps` : "";
      return [head, `${learnsAtEnd(runs, head) ? "learns" : "does not"}${steps}: ${accuracy[i][head]}`];
    });
    return { program: row.program, ...Object.fromEntries(heads), seeds: runs.length };
  });
}
