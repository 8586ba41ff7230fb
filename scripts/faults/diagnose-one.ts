/**
 * One program before the doctor, in a process of its own: diagnose-one.ts NAME SECONDS [processor], answered over the channel of fork.
 * With `processor` its clock, the doctor's budget too, is the processor time of this process, which nobody else's work makes longer.
 */
import { diagnose } from "plateau";
import { programNamed } from "./catalogue";
import { subjectOfProgram } from "./fault-program";
import type { Answer } from "./score";

export interface DiagnosedMessage {
  answer: Answer;
  /** All the doctor said. */
  diagnosis: unknown;
}

async function main([name, seconds, clock]: string[]): Promise<void> {
  if (clock === "processor") performance.now = processorMilliseconds;
  const subject = subjectOfProgram(programNamed(name));
  const start = performance.now();
  const diagnosis = await diagnose(subject, { seconds: Number(seconds) });
  const { verdict, findings } = diagnosis;
  const answer = { verdict, findings, seconds: (performance.now() - start) / 1000 };
  process.send!({ answer, diagnosis } satisfies DiagnosedMessage, () => process.exit(0));
}

function processorMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
