"""
PyTorch's side of the bench: DataLoader over a TensorDataset, and the loop of its tutorials, with pictures and weights
channels last, as its guide for convolutions advises. The l2 penalty of Keras, l2 times the sum of squares, is Adam's
weight_decay of twice that, on the same kernels.
"""

import sys

import torch
from slices import Job, Slices, say, sum_of_cross_entropies
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

BLOCKS = [(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)]


class QuestionNetwork(nn.Module):
    def __init__(self, job):
        super().__init__()
        layers, channels = [], job.imageShape[2]
        self.names = []
        for block, (filters, convolutions) in enumerate(BLOCKS, 1):
            for layer in range(1, convolutions + 1):
                units = max(1, round(filters * job.width))
                layers += [nn.Conv2d(channels, units, 3, padding=1), nn.ReLU()]
                channels = units
                self.names.append(f"block{block}_conv{layer}")
            layers.append(nn.MaxPool2d(2))
        self.trunk = nn.Sequential(*layers)
        self.last = (job.imageShape[0] // 32, job.imageShape[1] // 32, channels)
        self.bottleneck = nn.Linear(self.last[0] * self.last[1] * channels, 100)
        self.towers = nn.ModuleDict({head: nn.Linear(100, 100) for head in job.heads})
        self.outputs = nn.ModuleDict({head: nn.Linear(100, classes) for head, classes in job.heads.items()})

    def forward(self, x):
        x = self.bottleneck(torch.flatten(self.trunk(x), 1))
        return {head: self.outputs[head](torch.relu(tower(x))) for head, tower in self.towers.items()}

    def dense(self):
        """By Keras's name, the layers that penalties are on."""
        towers = {f"{head}_tower": layer for head, layer in self.towers.items()}
        return {**towers, **dict(self.outputs.items())}

    @torch.no_grad()
    def start_from(self, job):
        convolutions = [layer for layer in self.trunk if isinstance(layer, nn.Conv2d)]
        for name, layer in zip(self.names, convolutions):
            kernel, bias = (torch.from_numpy(part) for part in job.first_weights(name))
            layer.weight.copy_(kernel.permute(3, 2, 0, 1))
            layer.bias.copy_(bias)
        for name, layer in {"bottleneck": self.bottleneck, **self.dense()}.items():
            kernel, bias = (torch.from_numpy(part) for part in job.first_weights(name))
            if name == "bottleneck":  # Keras flattens channels last
                kernel = kernel.reshape(*self.last, -1).permute(2, 0, 1, 3).flatten(0, 2)
            layer.weight.copy_(kernel.T)
            layer.bias.copy_(bias)


def endless(loader):
    while True:
        yield from loader


job = Job(sys.argv[1])
torch.set_num_threads(job.threads)
torch.manual_seed(job.seed)
labels = job.labels()
pictures = torch.from_numpy(job.pictures()).permute(0, 3, 1, 2)  # channels first by its shape, last in memory
dataset = TensorDataset(pictures, *(torch.from_numpy(labels[head]) for head in job.heads))
batches = endless(DataLoader(dataset, batch_size=job.batch, shuffle=True))

model = QuestionNetwork(job)
model.start_from(job)
model = model.to(memory_format=torch.channels_last)
penalised = [layer.weight for layer in model.dense().values()]
others = [weight for weight in model.parameters() if all(weight is not each for each in penalised)]
optimizer = torch.optim.Adam(
    [{"params": others}, {"params": penalised, "weight_decay": 2 * job.l2}], lr=job.learningRate, eps=job.epsilon
)
loss_of = nn.CrossEntropyLoss()


def train_slice():
    """@returns the sum of the heads' losses, the mean over the rows"""
    model.train()
    rows, running = 0, 0.0
    correct = dict.fromkeys(job.heads, 0)
    for _ in range(job.slice):
        x, *targets = next(batches)
        x = x.to(torch.float32, memory_format=torch.channels_last)
        answers = model(x)
        loss = sum(loss_of(answers[head], target) for head, target in zip(job.heads, targets))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        rows += len(x)
        running += loss.item() * len(x)
        for head, target in zip(job.heads, targets):
            correct[head] += (answers[head].argmax(1) == target).sum().item()
    return running / rows


with torch.no_grad():
    probe = pictures[: job.probeRows].to(torch.float32, memory_format=torch.channels_last)
    probabilities = {head: torch.softmax(answer, 1).numpy() for head, answer in model(probe).items()}
say(
    engine=f"PyTorch {torch.__version__}",
    parameters=sum(weight.numel() for weight in model.parameters()),
    firstLoss=sum_of_cross_entropies(probabilities, labels),
)
slices = Slices()
while True:
    slices.begin()
    slices.end(train_slice())
