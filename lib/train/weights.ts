import { createHash } from "node:crypto";
import { tf } from "../engine";

/** A model as tfjs saves it, weights in the model's order. */
export interface ModelArtifacts {
  topology: object;
  specs: { name: string; shape: number[]; dtype: string }[];
  /** All weights one after the other, little-endian. */
  data: Buffer;
  /** Of kinds (kernel, bias ...), shapes and bytes of all weights in order: equal only if all of them are. */
  sha256: string;
}

type Saved = Parameters<Parameters<typeof tf.io.withSaveHandler>[0]>[0];

/** Reads a model's topology and weights out, without its optimizer. */
export async function modelArtifacts(model: tf.LayersModel): Promise<ModelArtifacts> {
  let saved: Saved | undefined;
  const keep = tf.io.withSaveHandler(async (artifacts) => {
    saved = artifacts;
    return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) };
  });
  await model.save(keep, { includeOptimizer: false });
  const { modelTopology, weightSpecs, weightData } = saved!;
  const data = Buffer.from(tf.io.CompositeArrayBuffer.join(weightData!));
  const specs = weightSpecs!.map(({ name, shape, dtype }) => ({ name, shape, dtype }));
  return { topology: modelTopology as object, specs, data, sha256: digest(specs, data) };
}

function digest(specs: ModelArtifacts["specs"], data: Buffer): string {
  const hash = createHash("sha256");
  // Not the layer's name: tfjs numbers unnamed layers on and on, so that equal models would differ.
  for (const { name, shape, dtype } of specs) hash.update(`${name.split("/").pop()} ${dtype} ${shape.join("x")}\n`);
  return hash.update(data).digest("hex");
}
