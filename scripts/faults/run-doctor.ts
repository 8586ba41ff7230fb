import { fork } from "node:child_process";
import { join } from "node:path";
import type { DiagnosedMessage } from "./diagnose-one";
import type { FaultProgram } from "./fault-program";
import type { Answer } from "./score";

/** Over the doctor's own budget, before it counts as hung: loading the engine, and ending a last step. */
const GRACE_SECONDS = 30;
/** With processor seconds, so many of the wall's for one: others are at work. */
const SHARED = 60;
/** Of what a crashed process wrote last. */
const TOLD_CHARACTERS = 400;

export interface Diagnosed {
  program: FaultProgram;
  answer: Answer;
  diagnosis?: unknown;
}

interface DoctorOptions {
  /** The doctor's budget for a program. */
  seconds: number;
  /** Whether these are seconds of the processor's, for a machine that is shared. */
  processorTime?: boolean;
  signal: AbortSignal;
}

/** Each program in a process of its own, `jobs` at a time: a crash or a hang is one miss, not the end. */
export async function runDoctor(
  programs: readonly FaultProgram[],
  options: DoctorOptions & { jobs: number; onDone(done: Diagnosed): void },
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
  { seconds, processorTime = false, signal }: DoctorOptions,
): Promise<Diagnosed> {
  const start = performance.now();
  const patience = (processorTime ? SHARED : 1) * (seconds + GRACE_SECONDS);
  const words = [program.name, String(seconds), ...(processorTime ? ["processor"] : [])];
  const child = fork(join(__dirname, "diagnose-one.ts"), words, {
    execArgv: ["-r", "ts-node/register/transpile-only"],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let told = "";
  let message: DiagnosedMessage | undefined;
  let hung = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream!.setEncoding("utf8").on("data", (text: string) => (told = (told + text).slice(-TOLD_CHARACTERS)));
  }
  const end = () => child.kill("SIGKILL");
  const timer = setTimeout(() => ((hung = true), end()), patience * 1000);
  signal.addEventListener("abort", end);
  child.on("message", (received) => (message = received as DiagnosedMessage));
  return new Promise((resolve) => {
    child.on("close", (code, killedBy) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      if (message) return resolve({ program, ...message });
      const failed = hung ? `no answer after ${patience} s` : `exit ${code ?? killedBy}: ${told.trim()}`;
      resolve({ program, answer: { findings: [], seconds: (performance.now() - start) / 1000, failed } });
    });
  });
}
