#!/usr/bin/env python3
"""Whether the emulator behind published scores (atari-py 0.2.9) and ale-py play the same game.

Usage: old_emulator.py [GAME...]     such as breakout, as the files under roms/ are called; else breakout, space_invaders, pong
Needs: pip install atari-py==0.2.9 six ale-py numpy (atari-py is compiled: cmake and zlib), and scripts/fetch-roms

20,000 frames of random play, an action for four frames, without sticky actions, which draw from the emulators' own random
numbers. Prints for each game the games played, the points in each, and where grey screen, memory, reward, lives or end
first differ, if anywhere.
"""
import pathlib
import sys

import ale_py
import atari_py.ale_python_interface as old_ale
import numpy

FRAMES, FRAMES_OF_AN_ACTION = 20_000, 4
ROMS = pathlib.Path(__file__).resolve().parents[2] / "roms"


def compare(game):
    rom = str(ROMS / f"{game}.bin")
    old, new = old_ale.ALEInterface(), ale_py.ALEInterface()
    old.setInt(b"random_seed", 7)
    old.setFloat(b"repeat_action_probability", 0.0)
    old.loadROM(rom.encode())
    new.setInt("random_seed", 7)
    new.setFloat("repeat_action_probability", 0.0)
    new.loadROM(rom)
    actions = new.getMinimalActionSet()
    assert [action.value for action in actions] == [int(action) for action in old.getMinimalActionSet()]
    random = numpy.random.RandomState(0)
    old_screen, screen = numpy.empty((210, 160, 1), numpy.uint8), numpy.empty((210, 160), numpy.uint8)
    games, points, differences = 0, [0, 0], {}
    old.reset_game()
    new.reset_game()
    for frame in range(FRAMES):
        if frame % FRAMES_OF_AN_ACTION == 0:
            action = actions[random.randint(len(actions))]
        rewards = old.act(action.value), new.act(action)
        points = [sum(pair) for pair in zip(points, rewards)]
        old.getScreenGrayscale(old_screen)
        new.getScreenGrayscale(screen)
        for name, one, other in (
            ("screen", old_screen[:, :, 0], screen),
            ("memory", old.getRAM(), new.getRAM()),
            ("reward", *rewards),
            ("lives", old.lives(), new.lives()),
            ("end", old.game_over(), new.game_over()),
        ):
            if not numpy.array_equal(one, other):
                differences.setdefault(name, frame)
        if old.game_over() or new.game_over():
            games += 1
            old.reset_game()
            new.reset_game()
    print(f"{game}: {games} games, {points[0]} and {points[1]} points, first differences: {differences or 'none'}")


ale_py.ALEInterface.setLoggerMode(ale_py.LoggerMode.Error)
for name in sys.argv[1:] or ["breakout", "space_invaders", "pong"]:
    compare(name)
