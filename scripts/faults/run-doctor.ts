import { fork } from "node:child_process";
import { join } from "node:path";
import type { DiagnosedMessage } from "./diagnose-one";
import type { FaultProgram } from "./fault-program";
import type { Answer } from "./score";

/** Over the doctor's own budget, before it counts as hung: loading the engine, and ending a last step. */
const GRACE_SECONDS = 30;
/** Of what a crashed process wrote last. */
const TOLD_CHARACTERS = 400;

export interface Diagnosed {
  program: FaultProgram;
  answer: Answer;
  diagnosis?: unknown;
}

/** Each program in a process of its own, `jobs` at a time: a crash or a hang is one miss, not the end. */
export async function runDoctor(
  programs: readonly FaultProgram[],
  options: { seconds: number; jobs: number; signal: AbortSignal; onDone(done: Diagnosed): void },
): Promise<Diagnosed[]> {
  const waiting = [...programs];
  const done: Diagnosed[] = [];
  const work = async () => {
    for (let program = waiting.shift(); program && !options.signal.aborted; program = waiting.shift()) {
      const diagnosed = await diagnoseApart(program, options);
      if (options.signal.aborted) return;
      done.push(diagnosed);
      options.onDone(diagnosed);
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, work));
  return done.sort((a, b) => programs.indexOf(a.program) - programs.indexOf(b.program));
}

function diagnoseApart(
  program: FaultProgram,
  { seconds, signal }: { seconds: number; signal: AbortSignal },
): Promise<Diagnosed> {
  const start = performance.now();
  const child = fork(join(__dirname, "diagnose-one.ts"), [program.name, String(seconds)], {
    execArgv: ["-r", "ts-node/register"],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let told = "";
  let message: DiagnosedMessage | undefined;
  let hung = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream!.setEncoding("utf8").on("data", (text: string) => (told = (told + text).slice(-TOLD_CHARACTERS)));
  }
  const end = () => child.kill("SIGKILL");
  const timer = setTimeout(() => ((hung = true), end()), (seconds + GRACE_SECONDS) * 1000);
  signal.addEventListener("abort", end);
  child.on("message", (received) => (message = received as DiagnosedMessage));
  return new Promise((resolve) => {
    child.on("close", (code, killedBy) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      if (message) return resolve({ program, ...message });
      const failed = hung ? `no answer after ${seconds + GRACE_SECONDS} s` : `exit ${code ?? killedBy}: ${told.trim()}`;
      resolve({ program, answer: { findings: [], seconds: (performance.now() - start) / 1000, failed } });
    });
  });
}
