package dqn.network.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import dqn.core.ObservationSpec;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;

/** Takes some rows of a batch of observations in. */
final class InputStage {
    private final InputPlan plan;
    private final int rows;
    private final ByteBuffer staged;

    /** Appends the kernels that fill {@code target}. */
    InputStage(
            NativeScope scope, Program program, InputPlan plan, int rows, double scale, data_type type, Rows target) {
        this.plan = plan;
        this.rows = rows;
        NativeBuffer buffer = scope.allocate(Tensors.bytes((long) rows * plan.stagedSize()));
        staged = buffer.bytes();
        if (plan.cell() == 1) {
            ObservationSpec shape = plan.observation();
            long[] dims = {rows, shape.channels(), shape.height(), shape.width()};
            memory.desc from = Tensors.dense(data_type.u8, dims);
            memory.desc to =
                    Activations.describe(type, rows, shape.channels(), shape.height(), shape.width(), plan.block());
            addScaling(program, scale, from, buffer.view(from, 0), to, target.as(to));
        } else if (plan.cell() == Integer.BYTES && plan.width() % Integer.BYTES == 0) {
            NativeBuffer turned = scope.allocate(Tensors.bytes((long) rows * plan.size()));
            addTurn(program, turn(), buffer, turned);
            memory.desc bytes = Tensors.bytes((long) rows * plan.size());
            memory.desc numbers = Tensors.desc(type, format_tag.a, (long) rows * plan.size());
            addScaling(program, scale, bytes, turned.view(bytes, 0), numbers, target.as(numbers));
        } else {
            Turn turn = turn();
            memory.desc from = Tensors.strided(data_type.u8, turn.dims, turn.stagedStrides);
            memory.desc to = Tensors.strided(type, turn.dims, turn.depthStrides);
            addScaling(
                    program,
                    scale,
                    from,
                    buffer.unchecked(from, 0),
                    to,
                    target.buffer().unchecked(to, target.offset()));
        }
    }

    private static void addScaling(
            Program program, double scale, memory.desc from, memory source, memory.desc to, memory target) {
        primitive_attr attributes = Tensors.attributes(false);
        attributes.set_output_scales(0, new float[] {(float) scale});
        reorder.primitive_desc scaling =
                new reorder.primitive_desc(OneDnn.engine(), from, OneDnn.engine(), to, attributes, false);
        program.add(
                "input",
                scaling,
                new reorder(scaling),
                new Arguments().with(DNNL_ARG_FROM, source).with(DNNL_ARG_TO, target));
    }

    /** Four bytes of a row go together, as one word: faster than turning and scaling at once. */
    private static void addTurn(Program program, Turn turn, NativeBuffer from, NativeBuffer to) {
        int last = turn.dims.length - 1;
        long[] dims = Arrays.copyOf(turn.dims, last);
        long[] stagedStrides = new long[last];
        long[] depthStrides = new long[last];
        for (int i = 0; i < last; i++) {
            stagedStrides[i] = turn.stagedStrides[i] / Integer.BYTES;
            depthStrides[i] = turn.depthStrides[i] / Integer.BYTES;
        }
        memory.desc staged = Tensors.strided(data_type.s32, dims, stagedStrides);
        memory source = from.unchecked(staged, 0);
        memory.desc depth = Tensors.strided(data_type.s32, dims, depthStrides);
        Elementwise.addReorder(program, "input turn", staged, source, depth, to.unchecked(depth, 0));
    }

    /** One tensor, seen with these strides in the staged bytes and with those behind the reorder. */
    private record Turn(long[] dims, long[] stagedStrides, long[] depthStrides) {}

    /** With [row][channel][dy / f][dy % f][y][x][dx], or where several channels fill a block, [channel / n][channel % n]. */
    private Turn turn() {
        int cell = plan.cell();
        int block = plan.block();
        long plane = (long) plan.height() * plan.width();
        long area = (long) plan.depthHeight() * plan.depthWidth();
        int together = Math.max(1, block / (cell * cell));
        int rowsTogether = Math.min(cell, block / cell);
        long[] dims = {
            rows,
            plan.observation().channels() / together,
            together,
            cell / rowsTogether,
            rowsTogether,
            plan.depthHeight(),
            plan.depthWidth(),
            cell
        };
        long[] staged = {
            plan.stagedSize(),
            plane * together,
            plane,
            (long) rowsTogether * plan.width(),
            plan.width(),
            (long) cell * plan.width(),
            cell,
            1
        };
        int blocksPerGroup = Math.max(1, cell * cell / block);
        long[] depth = {
            plan.size(),
            blocksPerGroup * area * block,
            (long) cell * cell,
            area * block,
            cell,
            (long) plan.depthWidth() * block,
            block,
            1
        };
        return new Turn(dims, staged, depth);
    }

    /** Stages the observations {@code [from, from + rows)}; the kernel then turns them into floats. */
    void stage(byte[] observations, int from) {
        ObservationSpec shape = plan.observation();
        if (plan.stagedSize() == shape.size()) {
            staged.put(0, observations, from * shape.size(), rows * shape.size());
            return;
        }
        int source = from * shape.size();
        for (int plane = 0; plane < rows * shape.channels(); plane++) {
            int target = (plane * plan.height() + plan.top()) * plan.width() + plan.left();
            for (int row = 0; row < shape.height(); row++) {
                staged.put(target, observations, source, shape.width());
                source += shape.width();
                target += plan.width();
            }
        }
    }
}
