import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { tf } from "../engine";
import { kernelVersion } from "./kernel";

/** What a notebook ran on, to be printed first: a row a part. */
export function versions(): { part: string; version: string }[] {
  const backend = tf.backend() as unknown as { binding?: { TF_Version?: string }; isUsingGpuDevice?: boolean };
  const rows = {
    plateau: versionIn(libraryManifest()),
    Node: process.versions.node,
    "TensorFlow.js": tf.version.tfjs,
    TensorFlow: `${backend.binding?.TF_Version ?? "unknown"}${backend.isUsingGpuDevice ? " on a GPU" : ""}`,
    tslab: kernelVersion() ?? installed("tslab"),
    danfojs: installed("danfojs-node"),
    "Plotly.js": installed("plotly.js-dist"),
  };
  return Object.entries(rows).map(([part, version]) => ({ part, version }));
}

/** The package's own, above `show` in the sources and above `dist` when compiled. */
function libraryManifest(): string {
  return [join(__dirname, "../package.json"), join(__dirname, "../../package.json")].find(existsSync)!;
}

function installed(name: string): string {
  return versionIn(require.resolve(`${name}/package.json`));
}

function versionIn(manifest: string): string {
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}
