#!/usr/bin/env python3
"""What an agent under gymnasium's Atari preprocessing sees, as checksums: the fixtures of GoldenObservationsTest.

Usage: golden_observations.py [GAME...] > src/test/resources/dqn/golden_observations.jsonl
Needs: pip install ale-py opencv-python-headless numpy
Without a game: all that one player can play. One JSON line per game, in alphabetical order.

Protocol: seed 7; sticky actions 0.25; ALE's minimal action set; 4 frames per action, with the action number drawn by
a linear congruential generator: s <- (1103515245 * s + 12345) mod 2^31 from s = 12345, action (s >> 16) mod actions.
An observation is the maximum of the grey screens after the third and the fourth frame, made 84x84 by OpenCV's
INTER_AREA. No no-op start; an episode ends with the game; the agent step that ends one adds no observation, and
neither does the reset after it.

Every 100 agent steps a row: the agent step, the CRC-32 of all observations so far, the summed unclipped reward, the
lives, and the episodes that have ended.
"""
import json
import sys
import zlib

import ale_py
import ale_py.roms
import cv2
import numpy as np

SEED, STICKY, AGENT_STEPS, FRAMES = 7, 0.25, 400, 4
# Their cartridges want a second player: the emulator ends the process.
TWO_PLAYERS = {"combat", "joust", "maze_craze", "warlords"}


def console(game):
    ale = ale_py.ALEInterface()
    ale.setInt("random_seed", SEED)
    ale.setFloat("repeat_action_probability", STICKY)
    ale.loadROM(ale_py.roms.get_rom_path(game))
    return ale


def act(ale, action):
    """Plays one action: the reward, and the grey screens after the last two frames or None when the game is over."""
    reward, screens = 0, []
    for _ in range(FRAMES):
        reward += ale.act(action)
        if ale.game_over():
            return reward, None
        screens.append(ale.getScreenGrayscale())
    return reward, screens[-2:]


def play(game):
    ale = console(game)
    actions = ale.getMinimalActionSet()
    state, crc, total, episodes, rows = 12345, 0, 0, 0, []
    for agent_step in range(1, AGENT_STEPS + 1):
        state = (1103515245 * state + 12345) % 2**31
        reward, screens = act(ale, actions[(state >> 16) % len(actions)])
        total += reward
        if screens is None:
            ale.reset_game()
            episodes += 1
        else:
            observation = cv2.resize(np.maximum(*screens), (84, 84), interpolation=cv2.INTER_AREA)
            crc = zlib.crc32(observation.tobytes(), crc)
        if agent_step % 100 == 0:
            rows.append([agent_step, f"{crc:08x}", int(total), int(ale.lives()), episodes])
    return {"game": game, "seed": SEED, "sticky": STICKY, "actions": len(actions),
            "columns": ["agent_step", "crc32", "reward", "lives", "episodes"], "rows": rows}


ale_py.ALEInterface.setLoggerMode(ale_py.LoggerMode.Error)
for name in sys.argv[1:] or sorted(set(ale_py.roms.get_all_rom_ids()) - TWO_PLAYERS):
    print(json.dumps(play(name)), flush=True)
