#!/usr/bin/env python3
"""How fast Stable-Baselines3's DQN is at what `dqn bench train` measures: acting and learning in turn.

Usage: sb3_steps.py [GAME [THREADS]]     default: SpaceInvaders 2
Needs: scripts/peers/setup

Its settings for Atari: an update of batch 32 every 4 agent steps. Prints a JSON line with the slowest, the median and
the fastest of four rounds of 1,000 agent steps, after 2,000 to warm up.
"""
import sys
import time

from rounds import tell

try:
    import ale_py
    import gymnasium
    import stable_baselines3
    import torch
    from stable_baselines3 import DQN
    from stable_baselines3.common.callbacks import BaseCallback
    from stable_baselines3.common.env_util import make_atari_env
    from stable_baselines3.common.vec_env import VecFrameStack
except ImportError:
    sys.exit(f"sb3_steps.py: There is no Stable-Baselines3 in {sys.executable}: run scripts/peers/setup.")

WARM_UP, ROUNDS, ROUND = 2_000, 4, 1_000


class Clock(BaseCallback):
    """Notes when each round begins, and stops behind the last."""

    def __init__(self):
        super().__init__()
        self.marks = []

    def _on_step(self):
        if self.num_timesteps >= WARM_UP and (self.num_timesteps - WARM_UP) % ROUND == 0:
            self.marks.append(time.perf_counter())
        return len(self.marks) <= ROUNDS


def main():
    game = sys.argv[1] if len(sys.argv) > 1 else "SpaceInvaders"
    torch.set_num_threads(int(sys.argv[2]) if len(sys.argv) > 2 else 2)
    gymnasium.register_envs(ale_py)
    environment = VecFrameStack(make_atari_env(f"{game}NoFrameskip-v4", n_envs=1, seed=0), 4)
    clock = Clock()
    DQN("CnnPolicy", environment, learning_rate=1e-4, buffer_size=10_000, learning_starts=500, batch_size=32,
        train_freq=4, gradient_steps=1, target_update_interval=1_000, exploration_fraction=0.001,
        exploration_final_eps=0.05, device="cpu").learn(WARM_UP + (ROUNDS + 1) * ROUND, callback=clock)
    measured = [ROUND / (end - begin) for begin, end in zip(clock.marks, clock.marks[1:])]
    tell(f"Stable-Baselines3 {stable_baselines3.__version__}", game, measured, threads=torch.get_num_threads())


main()
