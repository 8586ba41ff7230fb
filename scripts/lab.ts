/** npm run lab: JupyterLab on the notebooks, for this machine only, its token on. */
import { spawn } from "node:child_process";
import { command, run } from "./cli";
import { at, python } from "./setup/paths";

const cli = command("lab", "Opens JupyterLab on notebooks/, on 127.0.0.1 only. What follows -- goes to JupyterLab.")
  .argument("[options...]", "JupyterLab's own options, such as --no-browser or --port 8890")
  .allowUnknownOption()
  .action(async (options: string[]) => {
    const child = spawn(python, ["-m", "jupyterlab", ...settingsBeside(options), ...options], {
      stdio: "inherit",
      env: { ...process.env, JUPYTER_PREFER_ENV_PATH: "1" },
    });
    // Ctrl-C is JupyterLab's: it asks whether to end, and ends its kernels.
    process.on("SIGINT", () => undefined);
    process.on("SIGTERM", () => child.kill("SIGTERM"));
    process.exitCode = await new Promise<number>((resolve, reject) => {
      child.on("error", reject);
      child.on("exit", (code) => resolve(code ?? 1));
    });
  });

/** Ours, but for those that are given: JupyterLab takes none twice. */
function settingsBeside(options: string[]): string[] {
  const given = new Set(options.map(nameOf));
  return settings().filter((each) => !given.has(nameOf(each)));
}

const nameOf = (option: string): string => option.split("=")[0];

function settings(): string[] {
  return [
    "--ip=127.0.0.1",
    `--ServerApp.root_dir=${at("notebooks")}`,
    // JupyterLab looks for newer versions of itself and for news on the network; nothing here needs it.
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.news_url=None",
    ...(process.getuid?.() === 0 ? ["--allow-root"] : []),
  ];
}

void run(cli);
