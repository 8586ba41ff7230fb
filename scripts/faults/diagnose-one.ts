/** One program before the doctor, in a process of its own: diagnose-one.ts NAME SECONDS, answered over the channel of fork. */
import { diagnose } from "plateau";
import { programNamed } from "./catalogue";
import { subjectOfProgram } from "./fault-program";
import type { Answer } from "./score";

export interface DiagnosedMessage {
  answer: Answer;
  /** All the doctor said. */
  diagnosis: unknown;
}

async function main([name, seconds]: string[]): Promise<void> {
  const subject = subjectOfProgram(programNamed(name));
  const start = performance.now();
  const diagnosis = await diagnose(subject, { seconds: Number(seconds) });
  const { verdict, findings } = diagnosis;
  const answer = { verdict, findings, seconds: (performance.now() - start) / 1000 };
  process.send!({ answer, diagnosis } satisfies DiagnosedMessage, () => process.exit(0));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
