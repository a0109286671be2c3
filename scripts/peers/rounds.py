"""What the peers' scripts share: rates over several rounds, and the line that tells them."""
import json
import statistics
import time


def rates(step, rounds, steps_per_round):
    """Agent steps a second of each round; step() tells how many it took."""
    result = []
    for _ in range(rounds):
        begin, steps = time.perf_counter(), 0
        while steps < steps_per_round:
            steps += step()
        result.append(steps / (time.perf_counter() - begin))
    return result


def tell(peer, game, measured, **more):
    rate = {"min": min(measured), "median": statistics.median(measured), "max": max(measured)}
    print(json.dumps({"peer": peer, "game": game, **more, "agent_steps_per_s": rate}))
