/** JupyterLab as `npm run lab` starts it, on a folder of notebooks, apart from what the person has set for their own. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { at } from "../../setup/paths";

export interface JupyterLab {
  /** http://127.0.0.1:PORT */
  origin: string;
  token: string;
  /** Ends the server and its kernels. */
  stop(): Promise<void>;
}

const START_MS = 120_000;
const END_MS = 15_000;

/**
 * @param folder   of the notebooks
 * @param settings a folder for JupyterLab's own files
 * @param env      what the kernels see beside the present environment
 */
export async function startJupyterLab(folder: string, settings: string, env: NodeJS.ProcessEnv): Promise<JupyterLab> {
  const options = [
    "--no-browser",
    "--port=0",
    `--ServerApp.root_dir=${folder}`,
    // Gives the page `window.jupyterapp`: see lab-state.ts.
    "--LabApp.expose_app_in_browser=True",
  ];
  // A process group of its own, so that nothing is left when it has to be killed.
  const child = spawn(process.execPath, ["-r", "ts-node/register", at("scripts/lab.ts"), ...options], {
    cwd: at(),
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env, ...ownFolders(settings) },
  });
  const ended = new Promise<void>((resolve) => child.on("exit", () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    const killed = setTimeout(() => killGroup(child), END_MS);
    await ended;
    clearTimeout(killed);
    killGroup(child);
  };
  try {
    const url = new URL(await addressOf(child));
    return { origin: url.origin, token: url.searchParams.get("token")!, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function ownFolders(folder: string): NodeJS.ProcessEnv {
  return {
    JUPYTER_CONFIG_DIR: join(folder, "config"),
    JUPYTER_DATA_DIR: join(folder, "data"),
    JUPYTER_RUNTIME_DIR: join(folder, "runtime"),
    JUPYTERLAB_SETTINGS_DIR: join(folder, "settings"),
    JUPYTERLAB_WORKSPACES_DIR: join(folder, "workspaces"),
  };
}

/** The address that the server prints, once it listens. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let words = "";
    const fail = (why: string) => reject(new Error(`JupyterLab ${why}; it said:\n${words}`));
    const patience = setTimeout(() => fail(`did not start in ${START_MS / 1000} s`), START_MS);
    const listen = (data: Buffer): void => {
      words = (words + String(data)).slice(-20_000);
      const address = /http:\/\/127\.0\.0\.1:\d+\/lab\?token=\w+/.exec(words)?.[0];
      if (address === undefined) return;
      clearTimeout(patience);
      resolve(address);
    };
    for (const stream of [child.stdout!, child.stderr!]) stream.on("data", listen);
    child.on("error", reject);
    child.on("exit", (code) => {
      clearTimeout(patience);
      fail(`ended with code ${code}`);
    });
  });
}

function killGroup(child: ChildProcess): void {
  try {
    process.kill(-child.pid!, "SIGKILL");
  } catch {
    // Nothing of it is left.
  }
}
