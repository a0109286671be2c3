package dqn.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The main charts as PNGs for a paper, 1600 by 1000 pixels: scores over frames with the published DQN, average max Q, and
 * the distribution of the scores of the last games.
 *
 * @param groups of runs that compare
 * @param published curves to show beneath them
 */
record ReportPictures(List<RunGroup> groups, Published published) {
    private static final int DOTS_PER_INCH = 144; // two pixels for one of XChart's
    /** Each point is a mean over a twentieth of the longest run. */
    private static final int SMOOTHING = 20;

    /** Writes them; returns their paths. */
    List<Path> write(Path folder) throws IOException {
        Map<Path, Chart<?, ?>> pictures = new LinkedHashMap<>();
        Map<String, Integer> groupsOfGame = new LinkedHashMap<>();
        for (RunGroup group : groups) {
            int number = groupsOfGame.merge(group.game(), 1, Integer::sum);
            String name = fileName(group.game()) + (number == 1 ? "" : "-" + number);
            if (group.bins() > 0) {
                pictures.put(folder.resolve(name + "-score.png"), scores(group));
                pictures.put(folder.resolve(name + "-max-q.png"), maxQ(group));
            }
            Map<String, double[]> samples = samples(group);
            if (!samples.isEmpty()) {
                pictures.put(folder.resolve(name + "-distribution.png"), DistributionPicture.of(samples));
            }
        }
        for (Map.Entry<Path, Chart<?, ?>> picture : pictures.entrySet()) {
            BitmapEncoder.saveBitmapWithDPI(
                    picture.getValue(), picture.getKey().toString(), BitmapFormat.PNG, DOTS_PER_INCH);
        }
        return new ArrayList<>(pictures.keySet());
    }

    /** The name of a game may come from a file that anybody wrote. */
    private static String fileName(String game) {
        return game.replaceAll("[^A-Za-z0-9_]", "_");
    }

    private XYChart scores(RunGroup group) {
        XYChart chart = lines("mean score of the games that ended lately");
        if (PublishedProtocol.of(published, group.runs().get(0).settings()).applies()) {
            double millions = (double) group.agentSteps() / MillionFrames.AGENT_STEPS;
            List<Band> bands = published.upTo(group.game(), Published.DQN, millions);
            add(chart, "published DQN (Adam)", SeedBand.of(bands), Color.GRAY);
            chart.getStyler().setXAxisMax(1.03 * millions); // the curve's next point lies beyond
        }
        addSeries(chart, group, run -> run.episodes(), ReportedRun.SCORE);
        return chart;
    }

    private XYChart maxQ(RunGroup group) {
        XYChart chart = lines("average max Q");
        addSeries(chart, group, run -> run.metrics(), "mean_max_q");
        return chart;
    }

    private static XYChart lines(String quantity) {
        XYChart chart = PictureStyle.lines("million frames", quantity);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNW);
        chart.getStyler().setXAxisDecimalPattern("0.##");
        return chart;
    }

    private interface Tables {
        Table of(ReportedRun run);
    }

    private void addSeries(XYChart chart, RunGroup group, Tables tables, String column) {
        int index = 0;
        for (List<ReportedRun> runs : group.series()) {
            List<double[]> curves = runs.stream()
                    .map(run -> Curve.of(tables.of(run), column, group.bins(run), group.binWidth())
                            .trailing(Math.max(1, group.bins() / SMOOTHING), !column.equals(ReportedRun.SCORE)))
                    .toList();
            double framesOfBin = group.binWidth() * group.framesPerStep();
            add(chart, RunGroup.label(runs), SeedBand.over(curves, framesOfBin / 1e6), PictureStyle.colour(index++));
        }
    }

    private static void add(XYChart chart, String name, SeedBand line, Color colour) {
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
        series.setLineStyle(new BasicStroke(1.5f));
        series.setMarkerColor(colour);
        series.setMarker(line.x().length > 1 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
    }

    /** XChart tells series by their names, which two runs may share. */
    private static String unique(String name, Predicate<String> taken) {
        return taken.test(name) ? unique(name + "'", taken) : name;
    }

    /** Of evaluations, else of the last games of training of each series. */
    private static Map<String, double[]> samples(RunGroup group) {
        Map<String, double[]> samples = new LinkedHashMap<>();
        group.results().forEach(result -> samples.put(unique(result.player(), samples::containsKey), result.scores()));
        for (List<ReportedRun> runs : samples.isEmpty() ? group.series() : List.<List<ReportedRun>>of()) {
            double[] scores = runs.stream()
                    .flatMapToDouble(run -> DoubleStream.of(run.lastScores()))
                    .toArray();
            if (scores.length > 0) {
                samples.put(unique(RunGroup.label(runs), samples::containsKey), scores);
            }
        }
        return samples;
    }
}
