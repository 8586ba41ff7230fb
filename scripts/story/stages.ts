/** What the story's trials are, in the order in which they are run: the most telling first, so that a part is of use. */
import {
  type AnswerRemedy,
  answerRemedies,
  applied,
  type Candidate,
  changeProgram,
  changeQuestion,
  type Dataset,
  finderRemedy,
  findLearningRate,
  named,
  nameOf,
  parseProgram,
  type Program,
  type ProgramCase,
  promisingChanges,
  putIntoMended,
  questionProgram,
  recommendedPairs,
  remedyEffects,
  type Reporter,
  noHeadLearns,
  rulings,
  type Ruling,
  type Soonest,
  soonestSet,
  type Suspect,
  type TrialRecords,
  type TriedProgram,
  tryPrograms,
  unseenSuspects,
  visibleSuspects,
  withRemedy,
} from "plateau";

export interface StorySettings {
  width: number;
  /** Short epochs, of a fiftieth of the training rows' steps of ten pictures. */
  epochs: number;
  seeds: number[];
  /** Of the long trials. */
  longEpochs: number;
  /** Width and short epochs of the check at the question's own width; no check if the width is 0. */
  wide: { width: number; epochs: number };
}

/** All that was tried, as far as it went. */
export interface Story {
  mended: TriedProgram[];
  question: TriedProgram[];
  rulings: Ruling[];
  remedies: TriedProgram[];
  soonest?: Soonest;
  /** The smallest set against the question's program, and against itself with one left out each. */
  proof: TriedProgram[];
  pairs: TriedProgram[];
  /** The question's program with pixels 0..1, and what it shows taken out of that one by one. */
  scaled: TriedProgram[];
  /** What reproduces the symptom in a short trial, trained for longer. */
  long: TriedProgram[];
  wide: TriedProgram[];
  /** Two suspects at a time in the mended program, of those that alone let a head learn there. */
  twos: TriedProgram[];
  /** Stages that were not run to their end. */
  missing: string[];
}

interface Means {
  dataset: Dataset;
  records: TrialRecords;
  reporter: Reporter;
  signal?: AbortSignal;
  /** Called after each stage with all there is by then. */
  write?: (story: Story) => Promise<unknown>;
}

const suspects = [...unseenSuspects, ...visibleSuspects];

/** Runs what is not recorded yet, until the end or the signal. */
export async function tellStory(settings: StorySettings, means: Means): Promise<Story> {
  const { dataset, reporter, signal } = means;
  const { seeds, epochs, width } = settings;
  const [first, ...others] = seeds;
  const question = questionAt(dataset, width, epochs);
  const story: Story = {
    mended: [],
    question: [],
    rulings: [],
    remedies: [],
    proof: [],
    pairs: [],
    scaled: [],
    long: [],
    wide: [],
    twos: [],
    missing: [],
  };
  const attempt = async (title: string, cases: readonly ProgramCase[], of: readonly number[]) => {
    reporter.say(`${title}: ${cases.length * of.length} trainings`);
    const tried = signal?.aborted
      ? await recorded(cases, of, means)
      : await tryPrograms(cases, dataset, { ...means, seeds: of });
    if (tried.length < cases.length * of.length)
      story.missing.push(`${title}: ${tried.length} of ${cases.length * of.length}`);
    return tried;
  };
  const tell = async () => {
    story.rulings = rulings(suspects, remedyEffects(story.mended, "mended"), remedyEffects(story.question, "question"));
    await means.write?.(story);
  };

  const asked = changeQuestion(question, dataset, suspects).cases;
  const put = putIntoMended(question, dataset, suspects).cases;
  story.question = await attempt("the question's program and its main suspects, first seed", mainOnes(asked), [first]);
  story.mended = await attempt("main suspects in the mended program, first seed", mainOnes(put), [first]);
  story.scaled = await attempt("pixels 0..1, mended one by one, first seed", scaledCases(question, dataset), [first]);
  await tell();

  const remedies = [...answerRemedies, ...(await finder(question, means))];
  const treated = [
    { program: { ...question, name: "question" } },
    ...remedies.map((each) => ({ program: withRemedy(question, each) })),
  ];
  story.remedies = await attempt("the answer's remedies, first seed", treated, [first]);

  await tell();
  story.question = onceEach(
    story.question,
    await attempt("the question's program, all suspects, first seed", asked, [first]),
  );
  story.mended = onceEach(story.mended, await attempt("all suspects in the mended program, first seed", put, [first]));
  await tell();
  const twos = byTwos(story.rulings).map(([a, b]) => bothOf(a, b));
  const putBoth = putIntoMended(question, dataset, twos).cases;
  story.twos = await attempt("two suspects at a time in the mended program, first seed", putBoth, [first]);
  await tell();
  const trySet = async (of: ProgramCase) => attempt(`set ${of.program.name}`, [of], [first]);
  story.soonest = await soonestSet(
    { program: question },
    promisingChanges(dataset, remedyEffects(story.question, "question"), {
      remedies,
      remedied: remedyEffects(story.remedies, "question"),
    }),
    trySet,
  );
  const pairs = recommendedPairs(remedies, remedyEffects(story.remedies, "question"), 3);
  const paired = [treated[0], ...pairs.map((each) => ({ program: withRemedy(question, each) }))];
  story.pairs = await attempt("pairs of remedies, first seed", paired, [first]);

  await tell();
  const best = story.soonest.set;
  const proofs = proofCases(question, best);
  const silent = story.rulings
    .filter(({ standing }) => standing === "reproduces the symptom")
    .map(({ suspect }) => suspect.name);
  const telling = (cases: ProgramCase[]) =>
    cases.filter(({ program }, i) => i === 0 || silent.includes(program.name!) || mainSuspects.has(program.name!));
  story.proof = await attempt("the smallest set", proofs, seeds);
  story.question.push(
    ...(await attempt("the question's program and its main suspects, further seeds", telling(asked), others)),
  );
  await tell();
  story.long = await attempt("late or never", longCases(settings, dataset, silent), [first]);
  if (settings.wide.width > 0)
    story.wide = await attempt("at the question's width", wideCases(settings, dataset, best), [first]);
  await tell();
  story.mended.push(...(await attempt("main suspects in the mended program, further seeds", telling(put), others)));
  story.remedies.push(...(await attempt("the answer's remedies, further seeds", treated, others)));
  story.pairs.push(...(await attempt("pairs of remedies, further seeds", paired, others)));
  story.question = onceEach(
    story.question,
    await attempt("the question's program, all suspects, further seeds", asked, others),
  );
  story.mended = onceEach(
    story.mended,
    await attempt("all suspects in the mended program, further seeds", put, others),
  );
  await tell();
  return story;
}

const mainSuspects = new Set(suspects.filter(({ main }) => main).map(({ name }) => name));

/** What the others are held against, and the main suspects. */
function mainOnes(cases: readonly ProgramCase[]): ProgramCase[] {
  return cases.filter(({ program }, i) => i === 0 || mainSuspects.has(program.name!));
}

/** The question's program at a width, each short epoch scored on all validation rows. */
export function questionAt(dataset: Dataset, width: number, epochs: number): Program {
  return questionProgram(dataset, { model: { width }, epochs, validationSteps: undefined });
}

/** Twos of what the program shows, and of pixels in 0..1, neither of which alone keeps every head of the mended program from learning. */
function byTwos(ruled: readonly Ruling[]): [Suspect, Suspect][] {
  const alone = ruled
    .filter(
      ({ suspect, mended }) =>
        (suspect.takeOut || suspect.name === "pixels 0..1") && mended.length > 0 && !noHeadLearns(mended),
    )
    .map(({ suspect }) => suspect);
  const twos = alone.flatMap((a, i) => alone.slice(i + 1).map((b): [Suspect, Suspect] => [a, b]));
  return twos.filter((two) => !two.every(({ name }) => name.startsWith("pixels")));
}

function bothOf(a: Suspect, b: Suspect): Suspect {
  const name = nameOf([a, b]);
  const putIn: Suspect["putIn"] = (to, dataset) => b.putIn(a.putIn(to, dataset), dataset);
  return { name, says: `${a.says} ${b.says}`, seen: "nowhere", main: false, applies: () => true, putIn };
}

/** What is recorded of cases that are not to be trained any more. */
async function recorded(
  cases: readonly ProgramCase[],
  seeds: readonly number[],
  { records }: Means,
): Promise<TriedProgram[]> {
  const found = seeds.flatMap((seed) =>
    cases.map(({ program, data }) => records.find({ program: parseProgram({ ...program, seed }), data })),
  );
  return (await Promise.all(found)).filter((each) => each !== undefined);
}

/** The finder's rate, where it finds one. */
async function finder(question: Program, { reporter }: Means): Promise<AnswerRemedy[]> {
  const { valley } = await findLearningRate({ ...question, seed: 1 }, { reporter });
  return Number.isFinite(valley) ? [finderRemedy(valley)] : [];
}

/** With pixels in 0..1, which of the main mends brings learning back? */
function scaledCases(question: Program, dataset: Dataset): ProgramCase[] {
  const scaled = changeProgram(question, { preprocessing: { scaling: "unit" } });
  const mends = visibleSuspects.filter(({ main, name }) => main && name !== "pixels 0..255");
  return [
    ...changeQuestion(scaled, dataset, mends).cases.map(({ program }, i) => ({
      program: { ...program, name: i === 0 ? program.name : `without ${program.name}` },
    })),
    { program: { ...changeQuestion(question, dataset, []).cases[0].program, name: "with pixels 0..255" } },
  ];
}

function proofCases(question: Program, set: readonly Candidate[]): ProgramCase[] {
  const base = { program: question };
  const sets = [set, ...(set.length > 1 ? set.map((each) => set.filter((other) => other !== each)) : [])];
  return [
    named(base, "question"),
    ...sets.filter((each) => each.length > 0).map((each) => named(applied(base, each), nameOf(each))),
  ];
}

function longCases({ width, longEpochs }: StorySettings, dataset: Dataset, silent: readonly string[]): ProgramCase[] {
  const cases = changeQuestion(questionAt(dataset, width, longEpochs), dataset, unseenSuspects).cases;
  return cases.filter(({ program }, i) => i === 0 || silent.includes(program.name!) || program.name === "pixels 0..1");
}

function wideCases({ wide }: StorySettings, dataset: Dataset, set: readonly Candidate[]): ProgramCase[] {
  const question = questionAt(dataset, wide.width, wide.epochs);
  const cases = changeQuestion(question, dataset, suspects).cases;
  const chosen = cases.filter(({ program }, i) => i === 0 || program.name === "pixels 0..1");
  return [...chosen, ...(set.length > 0 ? proofCases(question, set).slice(1, 2) : [])];
}

/** Each training once. */
function onceEach(a: readonly TriedProgram[], b: readonly TriedProgram[]): TriedProgram[] {
  const known = new Set(a.map(({ name, seed }) => `${seed} ${name}`));
  return [...a, ...b.filter(({ name, seed }) => !known.has(`${seed} ${name}`))];
}
