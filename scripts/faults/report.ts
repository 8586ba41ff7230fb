import { durationText, percent, table } from "plateau";
import type { FaultProgram } from "./fault-program";
import type { Diagnosed } from "./run-doctor";
import { mistakesOf, type Score, scoreAnswer, type Total, totalOf } from "./score";

export interface FaultsReport {
  total: Total;
  programs: (Score & { answer: Diagnosed["answer"]; expected: Pick<FaultProgram, "verdict" | "causes" | "beside"> })[];
  mistakes: ReturnType<typeof mistakesOf>;
}

export function reportOf(done: readonly Diagnosed[]): FaultsReport {
  const scores = done.map(({ program, answer }) => scoreAnswer(program, answer));
  return {
    total: totalOf(
      scores,
      done.map(({ answer }) => answer),
    ),
    programs: done.map(({ program: { verdict, causes, beside }, answer }, i) => ({
      ...scores[i],
      answer,
      expected: { verdict, causes, beside },
    })),
    mistakes: mistakesOf(scores),
  };
}

/** One program's line: what was asked for, and what came. */
export function programLine({ program, answer }: Diagnosed): string {
  const score = scoreAnswer(program, answer);
  const good =
    score.missed.length === 0 && score.wrong.length === 0 && score.verdictRight && score.firstRight !== false;
  const said = answer.findings
    .filter(({ standing }) => standing !== "note")
    .map(({ code, standing }) => (standing === "cause" ? code : `${code}?`));
  const parts = [
    `${good ? "right" : "WRONG"}  ${program.name} (${durationText(answer.seconds)})`,
    answer.failed === undefined ? `says ${answer.verdict}: ${said.join(", ") || "nothing"}` : answer.failed,
    ...(score.verdictRight ? [] : [`is ${program.verdict}`]),
    ...(score.missed.length > 0 ? [`missed ${score.missed.join(", ")}`] : []),
    ...(score.wrong.length > 0 ? [`wrong ${score.wrong.join(", ")}`] : []),
    ...(score.firstRight === false ? ["first is not a cause"] : []),
  ];
  return parts.join("; ");
}

export function summary({ total, mistakes }: FaultsReport): string {
  const share = (value: number) => (Number.isNaN(value) ? "-" : percent(value));
  const rows = [
    {
      measure: "recall: true causes named",
      value: `${share(total.recall)} (mean of programs ${share(total.meanRecall)})`,
    },
    {
      measure: "precision: named codes that are right",
      value: `${share(total.precision)} (faulty programs alone ${share(total.precisionOnFaulty)})`,
    },
    { measure: "first finding right", value: share(total.firstRight) },
    { measure: "verdict right", value: share(total.verdictsRight) },
    { measure: "healthy programs with a cause", value: `${total.falseCauses} of ${total.healthy}` },
    { measure: "healthy programs with a suspect", value: `${total.falseSuspects} of ${total.healthy}` },
    { measure: "crashed or hung", value: String(total.failed) },
    {
      measure: "time, median and longest",
      value: `${durationText(total.medianSeconds)}, ${durationText(total.maxSeconds)}`,
    },
  ];
  const taken = mistakes.map(({ missed, named, programs }) => ({
    missed,
    "named instead": named,
    times: programs.length,
    programs: programs.join(" "),
  }));
  return [
    `${total.faulty} faulty and ${total.healthy} healthy programs`,
    table(rows).text,
    ...(taken.length > 0 ? ["What was taken for what:", table(taken).text] : []),
  ].join("\n");
}
