#!/usr/bin/env python3
"""How fast a plain DQN in PyTorch on gymnasium is at what `dqn bench train` measures: acting and learning in turn.

Usage: torch_steps.py [GAME [THREADS]]     default: SpaceInvaders 2
Needs: scripts/peers/setup

The Nature network, epsilon 0.05, an update of batch 32 every 4 agent steps, Adam, a memory of whole stacks, as such
programs are usually written. Prints a JSON line with the slowest, the median and the fastest of four rounds of 1,000
agent steps, after 2,000 to warm up.
"""
import random
import sys

from rounds import rates, tell

try:
    import ale_py
    import gymnasium
    import numpy
    import torch
    from gymnasium.wrappers import AtariPreprocessing, FrameStackObservation
    from torch import nn
except ImportError:
    sys.exit(f"torch_steps.py: There is no PyTorch with gymnasium in {sys.executable}: run scripts/peers/setup.")

CAPACITY, START, BATCH, EVERY, EPSILON, DISCOUNT = 10_000, 500, 32, 4, 0.05, 0.99


def network(actions):
    return nn.Sequential(nn.Conv2d(4, 32, 8, 4), nn.ReLU(), nn.Conv2d(32, 64, 4, 2), nn.ReLU(),
                         nn.Conv2d(64, 64, 3), nn.ReLU(), nn.Flatten(), nn.Linear(64 * 7 * 7, 512), nn.ReLU(),
                         nn.Linear(512, actions))


def scaled(observations):
    return torch.from_numpy(observations) / 255.0


class Memory:
    def __init__(self):
        self.states = numpy.zeros((CAPACITY, 4, 84, 84), numpy.uint8)
        self.next_states = numpy.zeros_like(self.states)
        self.actions = numpy.zeros(CAPACITY, numpy.int64)
        self.rewards, self.discounts = (numpy.zeros(CAPACITY, numpy.float32) for _ in range(2))
        self.count = 0

    def append(self, state, action, reward, terminated, next_state):
        i = self.count % CAPACITY
        self.states[i], self.next_states[i], self.actions[i] = state, next_state, action
        self.rewards[i], self.discounts[i] = numpy.sign(reward), 0 if terminated else DISCOUNT
        self.count += 1

    def sample(self):
        rows = numpy.random.randint(0, min(self.count, CAPACITY), BATCH)
        return (scaled(self.states[rows]), torch.from_numpy(self.actions[rows]), torch.from_numpy(self.rewards[rows]),
                torch.from_numpy(self.discounts[rows]), scaled(self.next_states[rows]))


class Agent:
    def __init__(self, game):
        gymnasium.register_envs(ale_py)
        frames = gymnasium.make(f"ALE/{game}-v5", frameskip=1)
        self.environment = FrameStackObservation(AtariPreprocessing(frames, noop_max=0, frame_skip=4), 4)
        self.actions = int(self.environment.action_space.n)
        self.online, self.target = network(self.actions), network(self.actions)
        self.target.load_state_dict(self.online.state_dict())
        self.optimizer = torch.optim.Adam(self.online.parameters(), lr=6.25e-5, eps=1.5e-4)
        self.memory = Memory()
        self.state, _ = self.environment.reset(seed=0)

    def act(self):
        if random.random() < EPSILON:
            return random.randrange(self.actions)
        with torch.no_grad():
            return int(self.online(scaled(numpy.asarray(self.state)[None])).argmax(1))

    def step(self):
        action = self.act()
        after, reward, terminated, truncated, _ = self.environment.step(action)
        self.memory.append(self.state, action, reward, terminated, after)
        self.state = self.environment.reset()[0] if terminated or truncated else after
        if self.memory.count >= START and self.memory.count % EVERY == 0:
            self.learn()
        return 1

    def learn(self):
        states, actions, rewards, discounts, next_states = self.memory.sample()
        with torch.no_grad():
            targets = rewards + discounts * self.target(next_states).amax(1)
        values = self.online(states).gather(1, actions[:, None]).squeeze(1)
        self.optimizer.zero_grad()
        nn.functional.smooth_l1_loss(values, targets).backward()
        self.optimizer.step()


def main():
    game = sys.argv[1] if len(sys.argv) > 1 else "SpaceInvaders"
    torch.set_num_threads(int(sys.argv[2]) if len(sys.argv) > 2 else 2)
    torch.manual_seed(0)
    agent = Agent(game)
    rates(agent.step, 1, 2_000)
    tell(f"PyTorch {torch.__version__}", game, rates(agent.step, 4, 1_000), threads=torch.get_num_threads())


main()
