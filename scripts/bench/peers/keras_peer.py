"""Keras's side of the bench: model.compile and one model.fit over a tf.data pipeline, as its guides have it."""

import sys

import keras
import tensorflow as tf
from slices import Job, Slices, say, sum_of_cross_entropies

BLOCKS = [(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)]


def question_network(job):
    inputs = x = keras.Input((*job.imageShape,))
    for block, (filters, convolutions) in enumerate(BLOCKS, 1):
        for layer in range(1, convolutions + 1):
            name = f"block{block}_conv{layer}"
            units = max(1, round(filters * job.width))
            x = keras.layers.Conv2D(units, 3, padding="same", activation="relu", name=name)(x)
        x = keras.layers.MaxPooling2D(2, name=f"block{block}_pool")(x)
    x = keras.layers.Dense(100, name="bottleneck")(keras.layers.Flatten()(x))
    outputs = {}
    for head, classes in job.heads.items():
        l2 = keras.regularizers.L2(job.l2)
        tower = keras.layers.Dense(100, activation="relu", kernel_regularizer=l2, name=f"{head}_tower")(x)
        outputs[head] = keras.layers.Dense(classes, activation="softmax", kernel_regularizer=l2, name=head)(tower)
    return keras.Model(inputs, outputs)


class SliceAnEpoch(keras.callbacks.Callback):
    """Every epoch of the one fit is a slice, and waits for its word. Nothing is done between its batches."""

    def __init__(self, heads):
        super().__init__()
        self.heads, self.slices = heads, Slices()

    def on_epoch_begin(self, epoch, logs=None):
        self.slices.begin()

    def on_epoch_end(self, epoch, logs=None):
        self.slices.end(sum(logs[f"{head}_loss"] for head in self.heads) if len(self.heads) > 1 else logs["loss"])


job = Job(sys.argv[1])
keras.utils.set_random_seed(job.seed)
pictures, labels = job.pictures(), job.labels()
model = question_network(job)
for layer in model.layers:
    if layer.weights:
        layer.set_weights(job.first_weights(layer.name))
model.compile(
    optimizer=keras.optimizers.Adam(learning_rate=job.learningRate, epsilon=job.epsilon),
    loss={head: "categorical_crossentropy" for head in job.heads},
    metrics={head: ["accuracy"] for head in job.heads},
    jit_compile=job.xla,
)
one_hot = {head: keras.utils.to_categorical(labels[head], classes) for head, classes in job.heads.items()}
dataset = (
    tf.data.Dataset.from_tensor_slices((pictures, one_hot))
    .shuffle(len(pictures), seed=job.seed)
    .batch(job.batch)
    .map(lambda x, y: (tf.cast(x, tf.float32), y), num_parallel_calls=tf.data.AUTOTUNE)
    .repeat()
    .prefetch(tf.data.AUTOTUNE)
)
probe = model(pictures[: job.probeRows].astype("float32"), training=False)
say(
    engine=f"Keras {keras.__version__} (TensorFlow {tf.__version__})",
    parameters=model.count_params(),
    firstLoss=sum_of_cross_entropies({head: answer.numpy() for head, answer in probe.items()}, labels),
)
model.fit(dataset, epochs=10**9, steps_per_epoch=job.slice, callbacks=[SliceAnEpoch(job.heads)], verbose=0)
