#!/usr/bin/env python3
"""How fast PyTorch on the CPU is at what `dqn bench update` and `dqn bench act` measure.

Usage: torch_update.py [THREADS [valid|same [plain|tuned [update|act]]]]     default: 2 valid plain, both measurements
Needs: scripts/peers/setup

An update of the Nature network (32 transitions of 4x84x84 bytes, 6 actions): target forward, online forward, mean
squared error of the chosen actions' values, backward, Adam; from 64 stacks of bytes to new weights. An action: from one
stack of bytes to its index. `same` pads as TensorFlow's SAME does. `plain` is how PyTorch is usually written; `tuned`
adds its two switches that help here: channels_last tensors and the fused Adam.

Prints a JSON line with the fastest, the median and the slowest of seven rounds, in milliseconds, after a warm-up.
"""
import json
import statistics
import sys
import time

try:
    import torch
    from torch import nn
except ImportError:
    sys.exit(f"torch_update.py: There is no PyTorch in {sys.executable}: run scripts/peers/setup.")

BATCH, ACTIONS, STACK = 32, 6, (4, 84, 84)
ROUNDS, WARM_UP_SECONDS, ROUND_SECONDS = 7, 2, 0.7


def network(padding):
    if padding == "same":
        # The second convolution's padding is odd: TensorFlow puts the larger half behind.
        convolutions = [nn.Conv2d(4, 32, 8, 4, padding=2), nn.ReLU(), nn.ZeroPad2d((1, 2, 1, 2)),
                        nn.Conv2d(32, 64, 4, 2), nn.ReLU(), nn.Conv2d(64, 64, 3, padding=1), nn.ReLU()]
        features = 64 * 11 * 11
    else:
        convolutions = [nn.Conv2d(4, 32, 8, 4), nn.ReLU(), nn.Conv2d(32, 64, 4, 2), nn.ReLU(),
                        nn.Conv2d(64, 64, 3), nn.ReLU()]
        features = 64 * 7 * 7
    return nn.Sequential(*convolutions, nn.Flatten(), nn.Linear(features, 512), nn.ReLU(), nn.Linear(512, ACTIONS))


class Agent:
    def __init__(self, padding, tuned):
        self.memory_format = torch.channels_last if tuned else torch.contiguous_format
        self.online, self.target = (network(padding).to(memory_format=self.memory_format) for _ in range(2))
        self.optimizer = torch.optim.Adam(self.online.parameters(), lr=6.25e-5, eps=1.5e-4, fused=tuned or None)
        self.states, self.next_states = (torch.randint(256, (BATCH, *STACK), dtype=torch.uint8) for _ in range(2))
        self.actions = torch.randint(ACTIONS, (BATCH, 1))
        self.discounts = torch.full((BATCH,), 0.99)
        self.stack = torch.randint(256, (1, *STACK), dtype=torch.uint8)

    def scaled(self, observations):
        return observations.to(torch.float32, memory_format=self.memory_format).mul_(1 / 255)

    def update(self):
        # Ever new ones: were the errors to fade, so would the gradients, to numbers that processors are slow at.
        rewards = torch.rand(BATCH)
        with torch.no_grad():
            targets = rewards + self.discounts * self.target(self.scaled(self.next_states)).amax(1)
        values = self.online(self.scaled(self.states)).gather(1, self.actions).squeeze(1)
        self.optimizer.zero_grad()
        nn.functional.mse_loss(values, targets).backward()
        self.optimizer.step()

    def act(self):
        with torch.inference_mode():
            return int(self.online(self.scaled(self.stack)).argmax())


def timing(work):
    """As Timing of this program does it."""
    calls, start = 0, time.perf_counter()
    while time.perf_counter() - start < WARM_UP_SECONDS:
        work()
        calls += 1
    per_round = max(1, int(calls * ROUND_SECONDS / (time.perf_counter() - start)))
    rounds = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        for _ in range(per_round):
            work()
        rounds.append((time.perf_counter() - begin) * 1e3 / per_round)
    return {"min": min(rounds), "median": statistics.median(rounds), "max": max(rounds)}


def argument(number, default, *allowed):
    word = sys.argv[number] if len(sys.argv) > number else default
    if word not in allowed:
        sys.exit(f"torch_update.py: Argument {number} is {word}: say {' or '.join(allowed)}.")
    return word


def main():
    threads = sys.argv[1] if len(sys.argv) > 1 else "2"
    if not threads.isdecimal() or int(threads) < 1:
        sys.exit(f"torch_update.py: Argument 1 is {threads}: say a number of threads.")
    padding = argument(2, "valid", "valid", "same")
    style = argument(3, "plain", "plain", "tuned")
    what = argument(4, "both", "both", "update", "act")
    torch.set_num_threads(int(threads))
    torch.manual_seed(1)
    agent = Agent(padding, style == "tuned")
    document = {"peer": f"PyTorch {torch.__version__}", "style": style, "threads": torch.get_num_threads(),
                "padding": padding}
    if what != "act":
        document["update_ms"] = timing(agent.update)
    if what != "update":
        document["act_ms"] = timing(agent.act)
    print(json.dumps(document))


main()
