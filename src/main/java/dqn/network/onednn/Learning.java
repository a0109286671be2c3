package dqn.network.onednn;

import dqn.network.Optimizer;
import dqn.network.OptimizerState;
import java.util.Arrays;

/** Steps the parameters in pieces that stay in a core's first cache, each member its own. */
final class Learning {
    private final Optimizer optimizer;
    private final Parameters parameters;
    private final Team team;
    /** A piece of the parameters, by member. */
    private final float[][] pieces;
    /** The whole gradient, in the parameters' order; null until it is asked for. */
    private float[] kept;

    Learning(Optimizer optimizer, Parameters parameters, Team team) {
        this.optimizer = optimizer;
        this.parameters = parameters;
        this.team = team;
        pieces = new float[team.size()][ParameterBlock.LARGEST_PIECE];
    }

    /** Whether a step can only begin when all of the gradient is known. */
    boolean needsWholeGradient() {
        return optimizer.needsNorm();
    }

    /** Begins a step that takes the gradient as it comes. */
    GradientSink step() {
        optimizer.begin(0);
        return this::step;
    }

    private void step(int member, ParameterBlock.Piece piece, float[] gradient) {
        float[] numbers = pieces[member];
        Noise noise = piece.block().noise();
        if (noise == null) {
            piece.read(numbers);
            optimizer.step(piece.number(), numbers, gradient);
        } else {
            noise.spreadGradient(piece, gradient, numbers);
            optimizer.step(piece.number(), noise.means(piece), gradient);
            optimizer.step(noise.spreadNumber(piece), noise.spreads(piece), numbers);
            noise.mix(piece, numbers);
        }
        piece.write(numbers);
    }

    /** What each member does behind its last piece: renews its part of what the kernels read. */
    void finishStep(int member) {
        parameters.refresh(member, team);
    }

    /** Takes the gradient to keep it. */
    GradientSink keep() {
        if (kept == null) {
            kept = new float[parameters.size()];
        }
        return (member, piece, gradient) -> System.arraycopy(gradient, 0, kept, piece.offset(), piece.length());
    }

    /** The gradient that was kept. */
    float[] kept() {
        if (kept == null) {
            throw new IllegalStateException("there is no gradient before the first backward pass");
        }
        return kept;
    }

    /** Steps with the gradient that was kept. */
    void applyKept() {
        kept();
        optimizer.begin(optimizer.needsNorm() ? squaredNorm() : 0);
        team.run(member -> {
            forPieces(member, this::step);
            finishStep(member);
        });
    }

    /** Always summed in the same order. */
    private double squaredNorm() {
        double[] sums = new double[team.size()];
        team.run(member -> forPieces(member, (unused, piece, gradient) -> {
            float[] numbers = pieces[member];
            Noise noise = piece.block().noise();
            if (noise == null) {
                piece.read(numbers);
                sums[member] += optimizer.squaredNorm(numbers, gradient, piece.length());
            } else {
                noise.spreadGradient(piece, gradient, numbers);
                sums[member] += optimizer.squaredNorm(noise.means(piece), gradient, piece.length())
                        + optimizer.squaredNorm(noise.spreads(piece), numbers, piece.length());
            }
        }));
        return Arrays.stream(sums).sum();
    }

    private void forPieces(int member, GradientSink sink) {
        float[] gradient = new float[ParameterBlock.LARGEST_PIECE];
        for (int i = member; i < parameters.pieces().size(); i += team.size()) {
            ParameterBlock.Piece piece = parameters.pieces().get(i);
            System.arraycopy(kept, piece.offset(), gradient, 0, piece.length());
            sink.accept(member, piece, gradient);
        }
    }

    /** A copy of the optimiser's state, in the parameters' own order. */
    OptimizerState state() {
        return optimizer.state();
    }

    void restore(OptimizerState state) {
        optimizer.restore(state, parameters::toNative);
    }
}
