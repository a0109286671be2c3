#!/usr/bin/env python3
"""How fast gymnasium is at what `dqn bench env` measures: random play, frames preprocessed and stacked.

Usage: env_steps.py [GAME]     default: SpaceInvaders; pin it to one core with taskset -c 0
Needs: scripts/peers/setup

Sticky actions, 4 frames to an action, the maximum of the last two in grey, 84x84, stacks of 4, no no-op start. Prints a
JSON line with the slowest, the median and the fastest of five rounds of 3,000 agent steps, after
3,000 to warm up.
"""
import sys

from rounds import rates, tell

try:
    import ale_py
    import gymnasium
    import numpy
    from gymnasium.wrappers import AtariPreprocessing, FrameStackObservation
except ImportError:
    sys.exit(f"env_steps.py: There is no gymnasium with ale-py in {sys.executable}: run scripts/peers/setup.")


def main():
    game = sys.argv[1] if len(sys.argv) > 1 else "SpaceInvaders"
    gymnasium.register_envs(ale_py)
    frames = gymnasium.make(f"ALE/{game}-v5", frameskip=1)
    environment = FrameStackObservation(AtariPreprocessing(frames, noop_max=0, frame_skip=4), 4)
    environment.reset(seed=0)
    random = numpy.random.RandomState(0)

    def step():
        _, _, terminated, truncated, _ = environment.step(random.randint(environment.action_space.n))
        if terminated or truncated:
            environment.reset()
        return 1

    rates(step, 1, 3_000)
    tell(f"gymnasium {gymnasium.__version__}", game, rates(step, 5, 3_000))


main()
