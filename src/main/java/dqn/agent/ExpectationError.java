package dqn.agent;

import dqn.agent.AgentConfig.Loss;

/** The TD error {@code target - output}, squared, or by Huber's loss. */
record ExpectationError(Loss loss) implements ReturnError {
    @Override
    public double compute(
            double[] targets, int targetStart, float[] outputs, int start, double scale, float[] gradient) {
        double error = targets[targetStart] - outputs[start];
        gradient[start] = (float) (-slope(error) * scale);
        if (loss == Loss.MSE) {
            return error * error;
        }
        double size = Math.abs(error);
        return size <= 1 ? 0.5 * size * size : size - 0.5;
    }

    private double slope(double error) {
        return loss == Loss.MSE ? 2 * error : Math.max(-1, Math.min(1, error));
    }

    @Override
    public double magnitude(double of) {
        if (loss == Loss.MSE) {
            return Math.sqrt(of);
        }
        return of <= 0.5 ? Math.sqrt(2 * of) : of + 0.5;
    }
}
