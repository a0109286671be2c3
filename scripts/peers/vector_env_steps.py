#!/usr/bin/env python3
"""How fast ale-py's vector environment, which is C++ throughout, is at what `dqn bench env --envs N` measures.

Usage: vector_env_steps.py [GAME [ENVS [THREADS]]]     default: space_invaders 8, and as many threads as it chooses
Needs: scripts/peers/setup

Random actions, no learning. Prints a JSON line with the slowest, the median and the fastest of five rounds of 1,000
steps of all environments, after as many to warm up.
"""
import sys

from rounds import rates, tell

try:
    import ale_py
    import numpy
    from ale_py.vector_env import AtariVectorEnv
except ImportError:
    sys.exit(f"vector_env_steps.py: There is no ale-py in {sys.executable}: run scripts/peers/setup.")


def main():
    game = sys.argv[1] if len(sys.argv) > 1 else "space_invaders"
    envs = int(sys.argv[2]) if len(sys.argv) > 2 else 8
    threads = {"num_threads": int(sys.argv[3])} if len(sys.argv) > 3 else {}
    environment = AtariVectorEnv(game, num_envs=envs, **threads)
    environment.reset()
    random = numpy.random.RandomState(0)

    def step():
        environment.step(random.randint(0, environment.single_action_space.n, size=envs))
        return envs

    rates(step, 1, 1_000 * envs)
    tell(f"ale-py {ale_py.__version__}", game, rates(step, 5, 1_000 * envs), envs=envs)


main()
