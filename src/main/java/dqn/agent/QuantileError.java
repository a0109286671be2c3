package dqn.agent;

/**
 * Quantile regression (QR-DQN, Dabney et al. 2018, section 3; divided by kappa as in the same authors' IQN): for the output
 * of quantile tau and the targets T, with u = T - output, the mean over the targets of
 * {@code |tau - [u < 0]| huber(u) / kappa}, summed over the outputs; huber(u) is u^2 / 2 up to kappa,
 * kappa (|u| - kappa / 2) beyond.
 *
 * @param fractions tau, the quantile fraction of each output, read anew for every row
 */
record QuantileError(float[] fractions, double kappa) implements ReturnError {
    /** With the middles of so many equal parts. */
    static QuantileError ofMiddles(int atoms, double kappa) {
        float[] middles = new float[atoms];
        for (int i = 0; i < atoms; i++) {
            middles[i] = (i + 0.5f) / atoms;
        }
        return new QuantileError(middles, kappa);
    }

    @Override
    public double compute(
            double[] targets, int targetStart, float[] outputs, int start, double scale, float[] gradient) {
        int atoms = fractions.length;
        double loss = 0;
        for (int i = 0; i < atoms; i++) {
            double tau = fractions[i];
            double slope = 0;
            double sum = 0;
            for (int j = targetStart; j < targetStart + atoms; j++) {
                double error = targets[j] - outputs[start + i];
                double weight = error < 0 ? 1 - tau : tau;
                double clipped = Math.max(-kappa, Math.min(kappa, error));
                slope += weight * clipped;
                sum += weight * clipped * (error - 0.5 * clipped); // either branch of huber(u)
            }
            gradient[start + i] = (float) (-slope / (kappa * atoms) * scale);
            loss += sum / (kappa * atoms);
        }
        return loss;
    }
}
