package dqn.report;

import java.awt.Color;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.knowm.xchart.BoxChart;
import org.knowm.xchart.BoxChartBuilder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.Histogram;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler;

/** How the scores of sets of games are spread. */
final class DistributionPicture {
    private static final int HISTOGRAM_BARS = 25;
    private static final int MOST_HISTOGRAMS = 3;

    private DistributionPicture() {}

    /** A histogram of few sets; of more, which would hide each other, boxes. */
    static Chart<?, ?> of(Map<String, double[]> samples) {
        return samples.size() > MOST_HISTOGRAMS ? boxes(samples) : histogram(samples);
    }

    private static BoxChart boxes(Map<String, double[]> samples) {
        BoxChart chart = new BoxChartBuilder()
                .width(PictureStyle.WIDTH)
                .height(PictureStyle.HEIGHT)
                .yAxisTitle("score")
                .build();
        PictureStyle.apply(chart.getStyler());
        chart.getStyler().setXAxisLabelRotation(30);
        samples.forEach(chart::addSeries);
        return chart;
    }

    private static CategoryChart histogram(Map<String, double[]> samples) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(PictureStyle.WIDTH)
                .height(PictureStyle.HEIGHT)
                .xAxisTitle("score")
                .yAxisTitle("games")
                .build();
        PictureStyle.apply(chart.getStyler());
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNE);
        chart.getStyler().setOverlapped(true);
        chart.getStyler().setXAxisMaxLabelCount(10);
        chart.getStyler().setXAxisDecimalPattern("0");
        chart.getStyler().setAvailableSpaceFill(1);
        double least = all(samples).min().orElseThrow();
        double most = all(samples).max().orElseThrow();
        int index = 0;
        for (Map.Entry<String, double[]> sample : samples.entrySet()) {
            List<Double> scores = DoubleStream.of(sample.getValue()).boxed().toList();
            Histogram histogram = new Histogram(scores, HISTOGRAM_BARS, least, Math.max(most, least + 1));
            Color colour = PictureStyle.colour(index++);
            chart.addSeries(sample.getKey(), histogram.getxAxisData(), histogram.getyAxisData())
                    .setFillColor(PictureStyle.faded(colour, 140));
        }
        return chart;
    }

    private static DoubleStream all(Map<String, double[]> samples) {
        return samples.values().stream().flatMapToDouble(DoubleStream::of);
    }
}
