package dqn.agent;

/** -sum of target * ln p, where p is the softmax of the outputs (Bellemare et al. 2017); its derivative is p - target. */
record CrossEntropy(int atoms) implements ReturnError {
    @Override
    public double compute(
            double[] targets, int targetStart, float[] outputs, int start, double scale, float[] gradient) {
        double normalizer = logNormalizer(outputs, start, atoms);
        double loss = 0;
        for (int i = 0; i < atoms; i++) {
            double log = outputs[start + i] - normalizer;
            double target = targets[targetStart + i];
            gradient[start + i] = (float) ((Math.exp(log) - target) * scale);
            loss -= target * log;
        }
        return loss;
    }

    /** ln of the sum of e^output, from the largest on, so that nothing overflows. */
    static double logNormalizer(float[] outputs, int start, int count) {
        double largest = outputs[start];
        for (int i = 1; i < count; i++) {
            largest = Math.max(largest, outputs[start + i]);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.exp(outputs[start + i] - largest);
        }
        return largest + Math.log(sum);
    }
}
