#!/usr/bin/env python3
"""What the program behind the published DQN makes of 16 batches, as numbers: the fixture of DopamineUpdatesTest.

Usage: dopamine_updates.py > src/test/resources/dqn/dopamine_updates.csv
Needs: pip install jax flax optax

Network, loss, target and optimiser as google/dopamine has them (jax/networks.py, jax/agents/dqn/dqn_agent.py and its
dqn.gin: NatureDQNNetwork, squared error, Adam 6.25e-5 with epsilon 1.5e-4, discount 0.99), by the same libraries, in double
precision. Weights and batches come of a hash, so that another language can make the same; the target network takes
over the weights before the updates 6 and 12.

Rows: loss,UPDATE,VALUE of each update; change,INDEX,VALUE of every 10,007th parameter after all of them, where parameters
lie in a row as dqn has them: layer by layer, a convolution's biases before its weights [filter][channel][row][column], a
dense layer's weights [unit][channel, row, column] before its biases.
"""
import flax.linen as nn
import jax
import numpy as np
import optax

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp  # noqa: E402

ACTIONS, BATCH, UPDATES, SYNC = 6, 32, 16, 6
CONVOLUTIONS = [(32, 4, 8), (64, 32, 4), (64, 64, 3)]
DENSE = [(512, 64, 11), (ACTIONS, 512, 1)]
PIXELS = 4 * 84 * 84


def hashed(numbers):
    x = np.asarray(numbers, np.uint64) * np.uint64(2654435761) & np.uint64(0xFFFFFFFF)
    x ^= x >> np.uint64(15)
    x = x * np.uint64(2246822519) & np.uint64(0xFFFFFFFF)
    return x ^ x >> np.uint64(13)


def parameters(seed):
    """Glorot's bound times a number from -1 to 1; the same for biases, which are not 0 here."""
    flat, start = {}, 0
    for name, (out, channels, kernel), fan_in, fan_out in layers():
        count = out * channels * kernel * kernel + out
        bound = (6.0 / (fan_in + fan_out)) ** 0.5
        unit = hashed(np.arange(start, start + count) + seed * 10_000_000) / 2.0**31 - 1
        flat[name] = (unit * bound).astype(np.float32).astype(np.float64)
        start += count
    return flat


def layers():
    for i, (out, channels, kernel) in enumerate(CONVOLUTIONS):
        yield f"Conv_{i}", (out, channels, kernel), channels * kernel**2, out * kernel**2
    for i, (out, channels, side) in enumerate(DENSE):
        yield f"Dense_{i}", (out, channels, side), channels * side**2, out


def to_flax(flat):
    tree = {}
    for name, (out, channels, side), _, _ in layers():
        values = flat[name]
        if name.startswith("Conv"):
            bias, kernel = values[:out], values[out:].reshape(out, channels, side, side).transpose(2, 3, 1, 0)
        else:
            kernel = values[:-out].reshape(out, channels, side, side).transpose(2, 3, 1, 0).reshape(-1, out)
            bias = values[-out:]
        tree[name] = {"kernel": jnp.array(kernel), "bias": jnp.array(bias)}
    return {"params": tree}


def to_flat(tree):
    parts = []
    for name, (out, channels, side), _, _ in layers():
        kernel, bias = (np.asarray(tree["params"][name][part]) for part in ("kernel", "bias"))
        kernel = kernel.reshape(side, side, channels, out).transpose(3, 2, 0, 1).reshape(-1)
        parts += [bias, kernel] if name.startswith("Conv") else [kernel, bias]
    return np.concatenate(parts)


def batch(update):
    def stack(seed):
        pixels = hashed(np.arange(BATCH * PIXELS) + seed * 1_000_000 + update * 31) >> np.uint64(24)
        return jnp.array(pixels.reshape(BATCH, 4, 84, 84).transpose(0, 2, 3, 1).astype(np.uint8))

    rows = hashed(np.arange(BATCH) + update * BATCH)
    actions = (rows % np.uint64(ACTIONS)).astype(np.int32)
    rewards = ((rows >> np.uint64(8)) % np.uint64(3)).astype(np.float64) - 1
    terminals = ((rows >> np.uint64(16)) % np.uint64(8) == 0).astype(np.float64)
    return stack(1), jnp.array(actions), stack(2), jnp.array(rewards), jnp.array(terminals)


class NatureDQNNetwork(nn.Module):
    @nn.compact
    def __call__(self, x):
        x = x.astype(jnp.float64) / 255.0
        for filters, _, kernel in CONVOLUTIONS:
            stride = {8: 4, 4: 2, 3: 1}[kernel]
            x = nn.relu(nn.Conv(filters, (kernel, kernel), (stride, stride), param_dtype=jnp.float64)(x))
        x = nn.relu(nn.Dense(512, param_dtype=jnp.float64)(x.reshape(-1)))
        return nn.Dense(ACTIONS, param_dtype=jnp.float64)(x)


def main():
    network = NatureDQNNetwork()
    optimizer = optax.adam(6.25e-5, b1=0.9, b2=0.999, eps=1.5e-4)

    @jax.jit
    def train(online, target, state, states, actions, next_states, rewards, terminals):
        def values(weights, observations):
            return jax.vmap(lambda x: network.apply(weights, x))(observations)

        wanted = rewards + 0.99 * jnp.max(values(target, next_states), 1) * (1.0 - terminals)

        def loss(weights):
            chosen = jax.vmap(lambda x, y: x[y])(values(weights, states), actions)
            return jnp.mean(jnp.power(jax.lax.stop_gradient(wanted) - chosen, 2))

        value, gradient = jax.value_and_grad(loss)(online)
        updates, state = optimizer.update(gradient, state, params=online)
        return optax.apply_updates(online, updates), state, value

    online, target = to_flax(parameters(1)), to_flax(parameters(2))
    before, state = to_flat(online), optimizer.init(online)
    print("kind,index,value")
    for update in range(UPDATES):
        if update > 0 and update % SYNC == 0:
            target = online
        states, actions, next_states, rewards, terminals = batch(update)
        online, state, loss = train(online, target, state, states, actions, next_states, rewards, terminals)
        print(f"loss,{update},{float(loss):.9g}")
    change = to_flat(online) - before
    for index in range(0, change.size, 10_007):
        print(f"change,{index},{change[index]:.9g}")


main()
