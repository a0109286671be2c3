package dqn.report;

import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

/** What the pictures of a report look alike in. */
final class PictureStyle {
    static final int WIDTH = 800;
    static final int HEIGHT = 500;

    /** Okabe and Ito's, as on the page. */
    private static final List<Color> COLOURS = List.of(
            new Color(0x0072b2),
            new Color(0xd55e00),
            new Color(0x009e73),
            new Color(0xcc79a7),
            new Color(0x56b4e9),
            new Color(0xe69f00),
            new Color(0x8f6fd1),
            new Color(0xb0413e));

    private PictureStyle() {}

    /** Of the series of this number; after the last colour comes the first again. */
    static Color colour(int index) {
        return COLOURS.get(index % COLOURS.size());
    }

    /** With alpha from 0 to 255. */
    static Color faded(Color colour, int alpha) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
    }

    /** Lines of one quantity over another, without any yet. */
    static XYChart lines(String xTitle, String yTitle) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .build();
        apply(chart.getStyler());
        return chart;
    }

    static void apply(Styler styler) {
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setChartTitleVisible(false);
    }
}
