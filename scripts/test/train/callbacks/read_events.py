"""Prints as JSON what PyPI's tensorboard reads in a folder of runs: by run, by tag, [step, value] of every event."""

import json
import sys

from tensorboard.backend.event_processing import plugin_event_accumulator as event_accumulator
from tensorboard.backend.event_processing import plugin_event_multiplexer
from tensorboard.util import tensor_util

runs = plugin_event_multiplexer.EventMultiplexer(
    tensor_size_guidance={"scalars": 0, "histograms": 0}, purge_orphaned_data=False
)
runs.AddRunsFromDirectory(sys.argv[1]).Reload()
json.dump(
    {
        run: {
            tag: [
                [event.step, tensor_util.make_ndarray(event.tensor_proto).tolist()]
                for event in runs.Tensors(run, tag)
            ]
            for tag in runs.GetAccumulator(run).Tags()[event_accumulator.TENSORS]
        }
        for run in runs.Runs()
    },
    sys.stdout,
)
