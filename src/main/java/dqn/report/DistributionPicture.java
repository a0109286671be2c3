package dqn.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.knowm.xchart.AnnotationLine;
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

    /**
     * A histogram of few sets; boxes of more, which would hide each other, and beside references.
     *
     * @param samples by names of which no two are the same
     * @param references scores from elsewhere, by name
     */
    static Chart<?, ?> of(Map<String, ScoreSample> samples, Map<String, Double> references) {
        return samples.size() > MOST_HISTOGRAMS || !references.isEmpty()
                ? boxes(samples, references)
                : histogram(samples);
    }

    /** A reference is a box of one score, and a line across the others. */
    private static BoxChart boxes(Map<String, ScoreSample> samples, Map<String, Double> references) {
        BoxChart chart = PictureStyle.chart(new BoxChartBuilder(), "", "score");
        chart.getStyler().setXAxisLabelRotation(30);
        chart.getStyler().setAxisTickLabelsFont(PictureStyle.SMALL);
        chart.getStyler().setXAxisTickMarkSpacingHint(1); // else labels that stand close are left out
        chart.getStyler().setAnnotationLineColor(PictureStyle.colour(2));
        Map<String, double[]> boxes = new LinkedHashMap<>();
        samples.forEach((name, sample) -> boxes.put(name, sample.scores()));
        references.forEach((name, score) -> {
            boxes.put(name + " " + score, new double[] {score});
            chart.addAnnotation(new AnnotationLine(score, false, false));
        });
        boxes.forEach(chart::addSeries);
        return chart;
    }

    private static CategoryChart histogram(Map<String, ScoreSample> samples) {
        CategoryChart chart = PictureStyle.chart(new CategoryChartBuilder(), "score", "% of games");
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNE);
        chart.getStyler().setOverlapped(true);
        chart.getStyler().setXAxisMaxLabelCount(10);
        chart.getStyler().setXAxisDecimalPattern("0");
        chart.getStyler().setAvailableSpaceFill(1);
        double least = all(samples).min().orElseThrow();
        double most = all(samples).max().orElseThrow();
        samples.forEach((name, sample) -> {
            List<Double> scores = DoubleStream.of(sample.scores()).boxed().toList();
            Histogram histogram = new Histogram(scores, HISTOGRAM_BARS, least, Math.max(most, least + 1));
            double games = scores.size();
            List<Double> shares = histogram.getyAxisData().stream()
                    .map(count -> 100 * count / games)
                    .toList();
            chart.addSeries(name, histogram.getxAxisData(), shares)
                    .setFillColor(PictureStyle.faded(PictureStyle.colour(sample), 140));
        });
        return chart;
    }

    private static DoubleStream all(Map<String, ScoreSample> samples) {
        return samples.values().stream().map(ScoreSample::scores).flatMapToDouble(DoubleStream::of);
    }
}
