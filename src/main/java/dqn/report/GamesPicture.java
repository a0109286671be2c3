package dqn.report;

import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The score of each game, one after the other. */
final class GamesPicture {
    /** As on the page: more would take the place of the dots. */
    private static final int MOST_LEGENDS = 6;

    private GamesPicture() {}

    /**
     * A dot for each game; of several runs in one sample each begins at game 1.
     *
     * @param samples by names of which no two are the same
     * @param references scores from elsewhere, by name, which become lines
     */
    static XYChart of(Map<String, ScoreSample> samples, Map<String, Double> references) {
        XYChart chart = PictureStyle.chart(new XYChartBuilder(), "game", "score");
        chart.getStyler().setXAxisDecimalPattern("0");
        chart.getStyler().setLegendFont(PictureStyle.SMALL);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
        chart.getStyler().setLegendVisible(samples.size() <= MOST_LEGENDS);
        samples.forEach((name, sample) -> {
            XYSeries dots = chart.addSeries(name, numbers(sample), sample.scores());
            dots.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
            dots.setMarker(SeriesMarkers.CIRCLE);
            dots.setMarkerColor(PictureStyle.faded(PictureStyle.colour(sample), 190));
        });
        double last = samples.values().stream()
                .flatMapToDouble(sample -> DoubleStream.of(numbers(sample)))
                .max()
                .orElseThrow();
        references.forEach((name, score) -> line(chart, name + " " + score, last, score));
        return chart;
    }

    /** From 1 on, within each run. */
    private static double[] numbers(ScoreSample sample) {
        return sample.games().stream()
                .flatMapToDouble(games -> IntStream.rangeClosed(1, games.length).asDoubleStream())
                .toArray();
    }

    private static void line(XYChart chart, String name, double last, double score) {
        XYSeries line = chart.addSeries(name, new double[] {1, last}, new double[] {score, score});
        line.setLineColor(PictureStyle.GREY);
        line.setLineStyle(PictureStyle.dashed());
        line.setMarker(SeriesMarkers.NONE);
    }
}
