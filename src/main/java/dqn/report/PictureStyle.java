package dqn.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.internal.ChartBuilder;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler;

/** What the pictures of a report look alike in. */
final class PictureStyle {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 500;
    /** Samples have long names. */
    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 10);

    /** Of what is from elsewhere, as on the page. */
    static final Color GREY = new Color(0x888888);

    /** Okabe and Ito's, two of them darker, as on the page. */
    private static final List<Color> COLOURS = List.of(
            new Color(0x0072b2),
            new Color(0xd55e00),
            new Color(0x009e73),
            new Color(0xcc79a7),
            new Color(0x3498db),
            new Color(0xc28500),
            new Color(0x8f6fd1),
            new Color(0xb0413e));

    /** Solid, dashed, dotted, both by turns; as on the page. */
    private static final List<float[]> DASHES =
            List.of(new float[] {1, 0}, new float[] {7, 4}, new float[] {1.5f, 3}, new float[] {7, 3, 1.5f, 3});

    private PictureStyle() {}

    /** Writes a picture, anew: what was there would show behind a shorter one. */
    static void save(Chart<?, ?> chart, Path file, int dotsPerInch) throws IOException {
        Files.deleteIfExists(file);
        BitmapEncoder.saveBitmapWithDPI(chart, file.toString(), BitmapFormat.PNG, dotsPerInch);
    }

    /** Of the series of this number; after the last colour comes the first again. */
    static Color colour(int index) {
        return COLOURS.get(index % COLOURS.size());
    }

    /** Of a sample. */
    static Color colour(ScoreSample sample) {
        return sample.colour().isPresent() ? colour(sample.colour().getAsInt()) : GREY;
    }

    /** Of the series of this number; another for each round of the colours. */
    static BasicStroke stroke(int index) {
        return stroke(DASHES.get(index / COLOURS.size() % DASHES.size()));
    }

    /** Of scores from elsewhere. */
    static BasicStroke dashed() {
        return stroke(DASHES.get(1));
    }

    private static BasicStroke stroke(float[] dashes) {
        return new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0);
    }

    /** With alpha from 0 to 255. */
    static Color faded(Color colour, int alpha) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
    }

    /** A chart of one quantity over another, with nothing in it yet. */
    static <C extends AxesChart<?, ?>> C chart(ChartBuilder<?, C> builder, String xTitle, String yTitle) {
        return chart(builder, xTitle, yTitle, 0);
    }

    /** Likewise, higher than others by what names take. */
    static <C extends AxesChart<?, ?>> C chart(
            ChartBuilder<?, C> builder, String xTitle, String yTitle, int nameHeight) {
        builder.width(WIDTH);
        builder.height(HEIGHT + nameHeight);
        C chart = builder.build();
        chart.setXAxisTitle(xTitle);
        chart.setYAxisTitle(yTitle);
        Styler styler = chart.getStyler();
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setChartTitleVisible(false);
        return chart;
    }
}
