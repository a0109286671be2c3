package dqn.report;

import java.awt.font.FontRenderContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.BoxChart;
import org.knowm.xchart.BoxChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How the scores of sets of games are spread. */
final class DistributionPicture {
    private static final int MOST_BARS = 50;
    private static final int MOST_HISTOGRAMS = 3;
    /** Of labels to their axis: XChart moves upright ones up, by about their height, where the plot hides their ends. */
    private static final int UPRIGHT_PADDING = 18;

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

    /**
     * A reference is a box of one score, and a line across the others. Names stand upright, below a picture that is as much
     * higher: XChart leaves out what would reach over its edges.
     */
    private static BoxChart boxes(Map<String, ScoreSample> samples, Map<String, Double> references) {
        Map<String, double[]> boxes = new LinkedHashMap<>();
        samples.forEach((name, sample) -> boxes.put(name, sample.scores()));
        references.forEach((name, score) -> boxes.put(name + " " + score, new double[] {score}));
        double longest = boxes.keySet().stream()
                .mapToDouble(DistributionPicture::width)
                .max()
                .orElseThrow();
        BoxChart chart = PictureStyle.chart(new BoxChartBuilder(), "", "score", (int) longest);
        chart.getStyler().setXAxisLabelRotation(90);
        chart.getStyler().setXAxisLabelAlignmentVertical(TextAlignment.Right); // at the axis
        chart.getStyler().setAxisTickPadding(UPRIGHT_PADDING);
        chart.getStyler().setAxisTickLabelsFont(PictureStyle.SMALL);
        chart.getStyler().setXAxisTickMarkSpacingHint(1); // else labels that stand close are left out
        chart.getStyler().setAnnotationLineColor(PictureStyle.colour(2));
        references.values().forEach(score -> chart.addAnnotation(new AnnotationLine(score, false, false)));
        boxes.forEach(chart::addSeries);
        return chart;
    }

    private static double width(String name) {
        return PictureStyle.SMALL
                .getStringBounds(name, new FontRenderContext(null, true, true))
                .getWidth();
    }

    /** Outlines over an axis of numbers: XChart's own bars stand beside the labels that they belong to. */
    private static XYChart histogram(Map<String, ScoreSample> samples) {
        XYChart chart = PictureStyle.chart(new XYChartBuilder(), "score", "% of games");
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNE);
        chart.getStyler().setYAxisMin(0.0);
        double least = all(samples).min().orElseThrow();
        double most = all(samples).max().orElseThrow();
        Bars bars = Bars.over(least, most, MOST_BARS);
        samples.forEach((name, sample) -> {
            XYSeries series = chart.addSeries(name, bars.outlineX(), bars.outlineY(sample.scores()));
            series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
            series.setMarker(SeriesMarkers.NONE);
            series.setLineColor(PictureStyle.colour(sample));
            series.setFillColor(PictureStyle.faded(PictureStyle.colour(sample), 140));
        });
        return chart;
    }

    private static DoubleStream all(Map<String, ScoreSample> samples) {
        return samples.values().stream().map(ScoreSample::scores).flatMapToDouble(DoubleStream::of);
    }
}
