import { commandEnvironment, engineEnvironment } from "../setup/environment";
import { at, root } from "../setup/paths";
import { EngineProcess } from "./engine-process";
import type { Job } from "./job";

export const peerNames = ["keras", "torch"] as const;
/** bfloat16 is Plateau, too, with that option of a Program. */
export type EngineName = "plateau" | "bfloat16" | (typeof peerNames)[number];

export interface EngineSettings {
  /** A Python that has the peers. */
  python?: string;
  /** Whether the peers, too, start with the allocator's settings that Plateau's commands start with. */
  sameAllocator?: boolean;
  /** Keras's jit_compile. */
  xla?: boolean;
  /** Folder for a profile of Plateau's process, as Node's --cpu-prof writes it. */
  profile?: string;
}

/** Starts an engine with its job. All run on the processor's cores, whatever GPU there is. */
export function startEngine(name: EngineName, job: Job, settings: EngineSettings): EngineProcess {
  const onProcessor = { CUDA_VISIBLE_DEVICES: "-1" };
  if (name === "plateau" || name === "bfloat16") {
    const program = { ...job.program, precision: name === "plateau" ? "float32" : name };
    const profile = settings.profile ? ["--cpu-prof", `--cpu-prof-dir=${settings.profile}`] : [];
    const args = [...profile, at("scripts/bench/plateau-worker.js"), JSON.stringify({ ...job, program })];
    return new EngineProcess(name === "plateau" ? "Plateau" : "Plateau in bfloat16", process.execPath, args, {
      ...commandEnvironment(root, process.env),
      ...onProcessor,
    });
  }
  const env = { ...peerEnvironment(settings.sameAllocator ?? false), ...onProcessor };
  return new EngineProcess(
    name,
    settings.python!,
    [at(`scripts/bench/peers/${name}_peer.py`), JSON.stringify({ ...job, xla: settings.xla ?? false })],
    env,
  );
}

/** The person's own environment, as a script of theirs would have it: without what this project's commands add to it. */
function peerEnvironment(sameAllocator: boolean): NodeJS.ProcessEnv {
  const ours = engineEnvironment(root);
  const theirs = Object.entries(process.env).filter(([name, value]) => ours[name] !== value);
  return {
    ...(sameAllocator ? commandEnvironment(root, process.env) : Object.fromEntries(theirs)),
    KERAS_BACKEND: "tensorflow",
    TF_CPP_MIN_LOG_LEVEL: "3",
    PYTHONDONTWRITEBYTECODE: "1",
  };
}
