package dqn.report;

import java.io.IOException;
import java.nio.file.Path;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** One quantity over another as a PNG. */
public final class LinePicture {
    private static final int SCREEN_DOTS_PER_INCH = 72;

    private LinePicture() {}

    /** Writes it; points are in the order of the line. */
    public static void write(Path file, String xTitle, double[] x, String yTitle, double[] y) throws IOException {
        XYChart chart = PictureStyle.chart(new XYChartBuilder(), xTitle, yTitle);
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setXAxisDecimalPattern("#,##0");
        chart.getStyler().setYAxisMin(0.0);
        XYSeries line = chart.addSeries(yTitle, x, y);
        line.setMarker(SeriesMarkers.NONE);
        line.setLineColor(PictureStyle.colour(0));
        PictureStyle.save(chart, file, SCREEN_DOTS_PER_INCH);
    }
}
