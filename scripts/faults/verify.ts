import type { Reporter } from "plateau";
import { type FaultProgram, subjectOfProgram } from "./fault-program";
import { type HeadLearning, learningOf } from "./learns";
import { disposeOf } from "./dispose";

/** Trains each program, as it is and mended, and holds what comes of it against what the bench says. */
export async function verifyPrograms(
  programs: readonly FaultProgram[],
  { seeds, reporter, say }: { seeds: number; reporter: Reporter; say(text: string): void },
): Promise<{ wrong: string[] }> {
  const wrong: string[] = [];
  for (const [done, program] of programs.entries()) {
    reporter.progress({ stage: "training", done, total: programs.length, unit: "programs", note: program.name });
    const lines = await verifyProgram(program, seeds);
    if (!lines.every(({ right }) => right)) wrong.push(program.name);
    for (const { right, text } of lines) say(`${right ? "right" : "WRONG"}  ${program.name}, ${text}`);
  }
  reporter.progress({ stage: "training", done: programs.length, total: programs.length, unit: "programs" });
  return { wrong };
}

async function verifyProgram(program: FaultProgram, seeds: number): Promise<{ right: boolean; text: string }[]> {
  const lines = [];
  for (const mended of program.causes.length > 0 ? [false, true] : [false]) {
    const subject = subjectOfProgram(program, mended);
    for (let seed = 0; seed < seeds; seed++) {
      const start = performance.now();
      const heads = await learningOf(subject, seed);
      const seconds = (performance.now() - start) / 1000;
      const learns = heads.every((head) => head.learns);
      lines.push({
        right: learns === (mended || program.verdict === "learning"),
        text: `${mended ? "mended" : "as it is"}, seed ${seed}, ${seconds.toFixed(1)} s: ${wordsOf(heads)}`,
      });
    }
    disposeOf(subject);
  }
  return lines;
}

function wordsOf(heads: HeadLearning[]): string {
  return heads.map(({ head, learns, says }) => `${head} ${learns ? "learns" : "does not learn"}, ${says}`).join("; ");
}
