package dqn.replay;

import static dqn.replay.Contents.frame;

import dqn.core.RandomStream;

/** A game of chance: random calls in an order that is allowed. */
final class RandomCalls {
    private boolean mustBegin = true;

    /** The same random call on all buffers. */
    void next(RandomStream random, int number, ReplayBuffer... buffers) {
        double kind = random.nextDouble();
        boolean clear = kind > 0.998;
        boolean begin = mustBegin || kind > 0.95;
        int action = random.nextInt(18);
        float reward = random.nextInt(3) - 1;
        boolean last = random.nextDouble() < 0.15;
        float discount = random.nextDouble() < (last ? 0.5 : 0.1) ? 0 : number % 16 == 0 ? 0.25f : 0.5f;
        for (ReplayBuffer buffer : buffers) {
            if (clear) {
                buffer.clear();
            } else if (begin) {
                buffer.beginEpisode(0, frame(number));
            } else {
                buffer.append(0, action, reward, discount, last, frame(number));
            }
        }
        mustBegin = clear || (!begin && last);
    }
}
