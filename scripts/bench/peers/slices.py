"""
What both Python peers share: the job they are given, its arrays and first weights, and slices of training on command.
A line on stdin asks for one slice; a line of JSON on stdout tells what it took. The end of stdin ends the process.
"""

import json
import os
import resource
import sys
import time

import numpy as np


class Job:
    """What is to be trained: the argument is JSON, see scripts/bench/job.ts."""

    def __init__(self, text):
        self.__dict__.update(json.loads(text))

    def pictures(self):
        """uint8 [rows, height, width, channels]"""
        return np.load(f"{self.folder}/data_train.npy")

    def labels(self):
        """By head, the class of every row, int64 [rows]."""
        return {head: np.load(f"{self.folder}/y_{head}_train.npy").astype("int64") for head in self.heads}

    def first_weights(self, layer):
        """Kernel and bias that Plateau's own model starts from, in Keras's layout."""
        return [np.load(f"{self.firstWeights}/{layer}.{part}.npy") for part in (0, 1)]


def say(**message):
    print(json.dumps(message), flush=True)


def sum_of_cross_entropies(probabilities, labels):
    """Of all heads, the mean over the rows. Both are by head: [rows, classes] and [rows]."""
    return sum(
        float(-np.mean(np.log(rows[np.arange(len(rows)), labels[head][: len(rows)]])))
        for head, rows in probabilities.items()
    )


class Slices:
    """Times one slice after the other, and how much the process computes while it should sleep."""

    def __init__(self):
        self.cpu = None

    def begin(self):
        """Waits for the word."""
        slept_from = time.process_time()
        if not sys.stdin.readline():
            os._exit(0)
        self.idle_cpu = time.process_time() - slept_from
        self.cpu, self.clock = time.process_time(), time.perf_counter()

    def end(self, loss):
        seconds = time.perf_counter() - self.clock
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        say(
            seconds=seconds,
            cpuSeconds=time.process_time() - self.cpu,
            idleCpuSeconds=self.idle_cpu,
            loss=loss,
            peakMemoryMB=peak / (2**20 if sys.platform == "darwin" else 2**10),
        )
