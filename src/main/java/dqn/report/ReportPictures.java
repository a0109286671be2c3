package dqn.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The charts as PNGs for a paper, 1600 by 1000 pixels, or higher where names need it: scores over frames with the published DQN, loss, average max Q,
 * epsilon and speed, and the scores of single games: how they are spread, and one after the other.
 *
 * @param groups of runs that compare
 * @param published curves to show beneath them
 * @param references scores from elsewhere, by name
 */
record ReportPictures(List<RunGroup> groups, Published published, Map<String, Double> references) {
    private static final int DOTS_PER_INCH = 144; // two pixels for one of XChart's
    /** Of a file's name: of a game whose name is not one of ours. */
    private static final int LONGEST_FILE_NAME = 100;
    /** Each point is a mean over a twentieth of the longest run. */
    private static final int SMOOTHING = 20;
    /** Of a sample, in characters. */
    private static final int LONGEST_NAME = 120;
    /** More would cover the curves. */
    private static final int MOST_LEGENDS_INSIDE = 6;
    /** So many stand beside a picture of the usual height. */
    private static final int MOST_LEGENDS_BESIDE = 20;

    private static final int LEGEND_HEIGHT = 21;
    /** A picture has no more. */
    private static final int MOST_LEGENDS = 100;

    /** What is drawn over frames, from which column of which table, in a file of which name. */
    private record Quantity(String file, String title, Function<ReportedRun, Table> table, String column) {}

    private static final Quantity SCORE = new Quantity(
            "score", "mean score of the games that ended lately", ReportedRun::episodes, ReportedRun.SCORE);
    private static final Quantity EPSILON = new Quantity("epsilon", "epsilon", ReportedRun::metrics, "epsilon");

    private static final List<Quantity> QUANTITIES = List.of(
            SCORE,
            new Quantity("loss", "loss", ReportedRun::metrics, "loss"),
            new Quantity("max-q", "average max Q", ReportedRun::metrics, "mean_max_q"),
            EPSILON,
            new Quantity("speed", "agent steps per second", ReportedRun::timing, "agent_steps_per_second"));

    /** Writes them; returns their paths. */
    List<Path> write(Path folder) throws IOException {
        Map<Path, String> names = RunNames.across(groups);
        Map<Path, Chart<?, ?>> pictures = new LinkedHashMap<>();
        Map<String, Integer> groupsOfGame = new LinkedHashMap<>();
        for (RunGroup group : groups) {
            int number = groupsOfGame.merge(group.game(), 1, Integer::sum);
            List<String> labels = new SeriesLabels(group).labels(names);
            String name = fileName(group.game()) + (number == 1 ? "" : "-" + number);
            for (Quantity quantity : group.bins() > 0 ? QUANTITIES : List.<Quantity>of()) {
                XYChart chart = lines(group, labels, quantity);
                if (!chart.getSeriesCollection().isEmpty()) {
                    pictures.put(folder.resolve(name + "-" + quantity.file() + ".png"), chart);
                }
            }
            Map<String, ScoreSample> samples = samples(group, labels);
            if (!samples.isEmpty()) {
                pictures.put(folder.resolve(name + "-distribution.png"), DistributionPicture.of(samples, references));
                pictures.put(folder.resolve(name + "-games.png"), GamesPicture.of(samples, references));
            }
        }
        for (Map.Entry<Path, Chart<?, ?>> picture : pictures.entrySet()) {
            PictureStyle.save(picture.getValue(), picture.getKey(), DOTS_PER_INCH);
        }
        return new ArrayList<>(pictures.keySet());
    }

    /** The name of a game may come from a file that anybody wrote. */
    private static String fileName(String game) {
        String name = game.replaceAll("[^A-Za-z0-9_]", "_");
        return name.substring(0, Math.min(name.length(), LONGEST_FILE_NAME));
    }

    private XYChart lines(RunGroup group, List<String> labels, Quantity quantity) {
        int legendCount = Math.min(MOST_LEGENDS, group.series().size() + 1);
        int higher = LEGEND_HEIGHT * Math.max(0, legendCount - MOST_LEGENDS_BESIDE);
        XYChart chart = PictureStyle.chart(new XYChartBuilder(), "million frames", quantity.title(), higher);
        boolean isShort = group.agentSteps() < MillionFrames.AGENT_STEPS;
        chart.getStyler().setXAxisDecimalPattern(isShort ? "0.######" : "0.##"); // ticks are where points are
        if (quantity.equals(SCORE)) {
            addPublished(chart, group);
        }
        int index = 0;
        for (List<ReportedRun> runs : group.series()) {
            SeedBand band = band(group, runs, quantity);
            add(chart, labels.get(index), band, PictureStyle.colour(index), PictureStyle.stroke(index));
            index++;
        }
        chart.getSeriesCollection().stream()
                .filter(XYSeries::isShowInLegend)
                .skip(MOST_LEGENDS)
                .forEach(series -> series.setShowInLegend(false));
        long legends = chart.getSeriesCollection().stream()
                .filter(XYSeries::isShowInLegend)
                .count();
        chart.getStyler()
                .setLegendPosition(
                        legends > MOST_LEGENDS_INSIDE
                                ? Styler.LegendPosition.OutsideE
                                : Styler.LegendPosition.InsideNW);
        return chart;
    }

    private void addPublished(XYChart chart, RunGroup group) {
        if (group.comparesTo(published)) {
            double millions = (double) group.agentSteps() / MillionFrames.AGENT_STEPS;
            List<Band> bands = published.upTo(group.game(), Published.DQN, millions);
            add(chart, "published DQN (Adam)", SeedBand.of(bands), PictureStyle.GREY, PictureStyle.stroke(0));
            chart.getStyler().setXAxisMax(1.03 * millions); // the curve's next point lies beyond
        }
    }

    private static SeedBand band(RunGroup group, List<ReportedRun> runs, Quantity quantity) {
        int window = quantity.equals(EPSILON) ? 1 : Math.max(1, group.bins() / SMOOTHING);
        List<double[]> curves = runs.stream()
                .map(run -> Curve.of(quantity.table().apply(run), quantity.column(), group.bins(run), group.binWidth())
                        .trailing(window, !quantity.equals(SCORE)))
                .toList();
        return SeedBand.over(curves, group.binWidth() * group.framesPerStep() / 1e6);
    }

    private static void add(XYChart chart, String name, SeedBand line, Color colour, BasicStroke stroke) {
        if (line.x().length == 0) {
            return;
        }
        String unique = unique(name, other -> chart.getSeries(other) != null);
        if (line.isWide()) {
            XYSeries band = chart.addSeries(unique + " band", line.outlineX(), line.outlineY());
            band.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
            band.setFillColor(PictureStyle.faded(colour, 50));
            band.setLineColor(new Color(0, 0, 0, 0));
            band.setMarker(SeriesMarkers.NONE);
            band.setShowInLegend(false);
        }
        XYSeries series = chart.addSeries(unique, line.x(), line.mean());
        series.setLineColor(colour);
        series.setLineStyle(stroke);
        series.setMarkerColor(colour);
        series.setMarker(line.x().length > 1 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
    }

    /** XChart tells series by their names, which two runs may share. */
    private static String unique(String name, Predicate<String> taken) {
        return taken.test(name) ? unique(name + "'", taken) : name;
    }

    private static Map<String, ScoreSample> samples(RunGroup group, List<String> labels) {
        Map<String, ScoreSample> samples = new LinkedHashMap<>();
        ScoreSample.of(group, labels)
                .forEach(sample -> samples.put(unique(cut(sample.label()), samples::containsKey), sample));
        return samples;
    }

    /** A name from a file may have any length, and pictures are as high as their names are long. */
    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
    }
}
