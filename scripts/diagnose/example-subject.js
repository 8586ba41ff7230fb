/**
 * A small model that does not learn, for the doctor: npm run diagnose -- --subject scripts/diagnose/example-subject.js
 *
 * Three kinds of points, told apart with ease; but each step goes hardly anywhere.
 */
"use strict";

module.exports = ({ tf, subjectOf }) => {
  const kinds = Array.from({ length: 90 }, (_, i) => i % 3);
  const points = kinds.map((kind, i) => [0, 1, 2].map((axis) => (axis === kind ? 1 : 0) + 0.1 * Math.sin(i + axis)));
  const data = { x: tf.tensor2d(points), y: tf.cast(tf.oneHot(tf.tensor1d(kinds, "int32"), 3), "float32") };
  const model = tf.sequential({
    name: "three-kinds",
    layers: [
      tf.layers.dense({ inputShape: [3], units: 8, activation: "relu" }),
      tf.layers.dense({ units: 3, activation: "softmax", name: "kind" }),
    ],
  });
  model.compile({ optimizer: tf.train.sgd(1e-7), loss: "categoricalCrossentropy" });
  return subjectOf(model, data, { batchSize: 20, epochs: 8 });
};
