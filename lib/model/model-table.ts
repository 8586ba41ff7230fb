import type { tf } from "../engine";

const headings = ["Layer (type)", "Output Shape", "Param #", "Connected to"];
const alignRight = [false, false, true, false];

/**
 * A model's layers as Keras 3 prints them: name and class, output shape, parameters, what it hangs on; then the
 * totals. Every layer takes one line, however long.
 *
 * @param model any tfjs layers model, sequential ones too
 * @see keras.Model.summary
 */
export function modelTable(model: tf.LayersModel): string {
  const rows = model.layers.map((layer) => [
    `${layer.name} (${layer.getClassName()})`,
    outputShape(layer),
    layer.countParams().toLocaleString("en-US"),
    connections(layer).join(", ") || "-",
  ]);
  const trainable = countOf(model.trainableWeights);
  const frozen = countOf(model.nonTrainableWeights);
  return [
    `Model: "${model.name}"`,
    ...boxed(rows),
    ` Total params: ${countAndSize(trainable + frozen)}`,
    ` Trainable params: ${countAndSize(trainable)}`,
    ` Non-trainable params: ${countAndSize(frozen)}`,
  ].join("\n");
}

function boxed(rows: string[][]): string[] {
  const widths = headings.map((heading, i) => Math.max(heading.length, ...rows.map((row) => row[i].length)));
  const rule = (left: string, line: string, cross: string, right: string) =>
    left + widths.map((width) => line.repeat(width + 2)).join(cross) + right;
  const cells = (row: string[], bar: string) => {
    const padded = row.map((text, i) => (alignRight[i] ? text.padStart(widths[i]) : text.padEnd(widths[i])));
    return `${bar} ${padded.join(` ${bar} `)} ${bar}`;
  };
  return [
    rule("┏", "━", "┳", "┓"),
    cells(headings, "┃"),
    rule("┡", "━", "╇", "┩"),
    ...rows.flatMap((row, i) => (i === 0 ? [] : [rule("├", "─", "┼", "┤")]).concat(cells(row, "│"))),
    rule("└", "─", "┴", "┘"),
  ];
}

/** "(None, 64, 64, 3)"; a layer that is used several times with different shapes has several. */
function outputShape(layer: tf.layers.Layer): string {
  const shapes = layer.inboundNodes.flatMap(({ outputShapes: shapes }) =>
    Array.isArray(shapes[0]) ? (shapes as tf.Shape[]) : [shapes as tf.Shape],
  );
  const texts = shapes.map(
    (shape) => `(${shape.map((side) => side ?? "None").join(", ")}${shape.length === 1 ? "," : ""})`,
  );
  return [...new Set(texts)].join(", ");
}

/** "block1_conv1[0][0]": layer, which of its uses, which of its outputs. */
function connections(layer: tf.layers.Layer): string[] {
  return layer.inboundNodes.flatMap((node) =>
    node.inboundLayers.map((from, i) => `${from.name}[${node.nodeIndices[i]}][${node.tensorIndices[i]}]`),
  );
}

const countOf = (weights: { shape: tf.Shape }[]): number =>
  weights.reduce((sum, { shape }) => sum + shape.reduce<number>((product, side) => product * (side ?? 1), 1), 0);

/** "14,956,049 (57.05 MB)", at the four bytes of a float32. */
function countAndSize(count: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"];
  const bytes = count * 4;
  const power = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${count.toLocaleString("en-US")} (${(bytes / 1024 ** power).toFixed(2)} ${units[power]})`;
}
