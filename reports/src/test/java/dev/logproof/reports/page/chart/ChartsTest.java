package dev.logproof.reports.page.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.logproof.statistics.LineFit;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Charts are well-formed, named, and draw what they are given. */
class ChartsTest {
  private static final String HOSTILE = "</svg><script>alert('x')</script>\"&<b>\u0000";
  private static final ChartText TEXT = new ChartText("id", HOSTILE, "what " + HOSTILE);
  private static final long START = 1_767_323_040_000L;

  private static Element parse(String svg) throws Exception {
    return DocumentBuilderFactory.newDefaultNSInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)))
        .getDocumentElement();
  }

  private static List<Element> elements(Element svg, String name, String css) {
    NodeList nodes = svg.getElementsByTagName(name);
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element
          && List.of(element.getAttribute("class").split(" ", -1))
              .containsAll(List.of(css.split(" ", -1)))) {
        found.add(element);
      }
    }
    return found;
  }

  private static Drawing time() {
    TimePanel rate =
        new TimePanel(
            "rate, MB/s",
            List.of(
                new TimePanel.Line(
                    0, "", List.of(new Point(START, 1), new Point(START + 1_000, 2)))),
            List.of(),
            false,
            "");
    TimePanel lost =
        new TimePanel(
            "tracers lost",
            List.of(),
            List.of(new TimePanel.Bar(0, START, START + 10_000, 3, "three")),
            true,
            "");
    TimePanel none =
        new TimePanel("backlog", List.of(), List.of(), true, "not measured: " + HOSTILE);
    Shade trouble =
        new Shade(
            Shade.Row.TROUBLE, "machine-trouble", START + 2_000, START + 9_000, HOSTILE, HOSTILE);
    return TimeChart.draw(TEXT, List.of(HOSTILE), List.of(rate, lost, none), List.of(trouble));
  }

  private static ScatterChart.Dot dot(double x, double y) {
    return new ScatterChart.Dot(x, y, true, HOSTILE);
  }

  private static Drawing scatter(List<LineFit> lines) {
    List<ScatterChart.Dot> dots =
        List.of(dot(1, 1.2), dot(5, 4.8), dot(9, 9.2), new ScatterChart.Dot(10, 4, false, ""));
    return ScatterChart.draw(
        TEXT, "MB/s", "cores", List.of(new ScatterChart.Series(HOSTILE, dots, lines)));
  }

  private static LineFit fit() {
    return LineFit.through(new double[] {1, 5, 9}, new double[] {1.2, 4.8, 9.2}).orElseThrow();
  }

  private static Drawing bars() {
    return BarChart.draw(
        TEXT,
        new BarChart.Panel(
            "lost",
            "deployment",
            2.67,
            "article",
            List.of(
                new BarChart.Series(
                    HOSTILE,
                    List.of(OptionalLong.of(0), OptionalLong.of(4), OptionalLong.empty())))));
  }

  private static Drawing percentiles() {
    return PercentileChart.draw(
        TEXT,
        List.of(
            new PercentileChart.Curve(
                0,
                "",
                HOSTILE,
                List.of(
                    new PercentileChart.Step(0, 0),
                    new PercentileChart.Step(90, 1),
                    new PercentileChart.Step(99.9, 100),
                    new PercentileChart.Step(100, 900)))));
  }

  private static Drawing shares() {
    return ShareChart.draw(
        TEXT,
        0,
        List.of(
            new ShareChart.Row("old", 1, 1, "9 connections", false),
            new ShareChart.Row(HOSTILE, 0, 0, "0 connections", true)));
  }

  @Test
  void namesAndDescribesEveryImageAndEscapesText() throws Exception {
    List<Drawing> all = List.of(time(), scatter(List.of(fit())), bars(), percentiles(), shares());
    for (Drawing drawing : all) {
      for (String image : List.of(drawing.wide(), drawing.narrow())) {
        Element svg = parse(image);
        assertThat(svg.getAttribute("role")).isEqualTo("img");
        assertThat(Stream.of(svg.getAttribute("aria-labelledby").split(" ", -1)))
            .allMatch(id -> image.contains("id=\"" + id + "\""));
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
            .startsWith("</svg><script>");
        assertThat(svg.getElementsByTagName("desc").getLength()).isEqualTo(1);
        assertThat(svg.getElementsByTagName("text").getLength()).isGreaterThan(3);
        assertThat(image).doesNotContain("<script", "<b>", "NaN", "Infinity", "url(");
      }
    }
  }

  @Test
  void drawsPanelsAboveEachOtherOnOneAxis() throws Exception {
    Element svg = parse(time().wide());
    assertThat(elements(svg, "text", "panel-title"))
        .extracting(Element::getTextContent)
        .containsExactly("rate, MB/s", "tracers lost", "backlog");
    assertThat(elements(svg, "polyline", "line s0")).hasSize(1);
    assertThat(elements(svg, "text", "missing").get(0).getTextContent()).startsWith("not measured");
    Element bar = elements(svg, "rect", "bar s0").get(0);
    assertThat(Double.parseDouble(bar.getAttribute("x"))).isEqualTo(Frame.WIDE.left());
    assertThat(Double.parseDouble(bar.getAttribute("width"))).isEqualTo(Frame.WIDE.plotWidth());
    assertThat(elements(svg, "rect", "shade machine-trouble"))
        .as("legend, strip and each panel")
        .hasSize(5);
    assertThat(elements(svg, "path", "stripes")).hasSize(5);
  }

  @Test
  void drawsBandAroundLine() throws Exception {
    LineFit fit = fit();
    Element svg = parse(scatter(List.of(fit)).wide());
    String[] corners =
        elements(svg, "polygon", "band").get(0).getAttribute("points").split(" ", -1);
    double[] upper = corner(corners[0]);
    double[] lower = corner(corners[corners.length - 1]);
    Axis y = Axis.linear(0, 10, 324, 24);
    double top = Double.parseDouble(elements(svg, "line", "axis").get(0).getAttribute("y1")) - 300;
    double scale = (y.from() - y.to()) / 10;
    assertThat(upper[0]).isEqualTo(lower[0]);
    assertThat(lower[1] - upper[1])
        .as("from the upper end of the interval at 0 to the axis, which cuts its lower end")
        .isCloseTo((fit.at(0) + fit.marginAt(0)) * scale, within(0.2));
    double[] end = corner(corners[corners.length / 2 - 1]);
    assertThat(end[1] - top)
        .isCloseTo((10 - Math.min(10, fit.at(9) + fit.marginAt(9))) * scale, within(0.2));
    assertThat(elements(svg, "path", "mark hollow")).hasSize(2);
  }

  private static double[] corner(String text) {
    String[] parts = text.split(",", -1);
    return new double[] {Double.parseDouble(parts[0]), Double.parseDouble(parts[1])};
  }

  @Test
  void leavesOutLineThatIsNotShown() throws Exception {
    Element svg = parse(scatter(List.of()).wide());
    assertThat(elements(svg, "polygon", "band")).isEmpty();
    assertThat(elements(svg, "polyline", "line")).isEmpty();
    assertThat(elements(svg, "path", "mark")).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void tellsZeroFromUnknown() throws Exception {
    Element svg = parse(bars().wide());
    assertThat(elements(svg, "rect", "bar s0")).as("legend and two counts").hasSize(3);
    assertThat(elements(svg, "text", "missing")).extracting(Element::getTextContent).contains("?");
    assertThat(elements(svg, "text", "halo"))
        .extracting(Element::getTextContent)
        .containsExactly("0", "4");
  }

  @Test
  void spacesPercentilesByRarity() throws Exception {
    Element svg = parse(percentiles().wide());
    List<Double> places =
        elements(svg, "text", "tick middle").stream()
            .map(tick -> Double.parseDouble(tick.getAttribute("x")))
            .toList();
    assertThat(elements(svg, "text", "tick middle"))
        .extracting(Element::getTextContent)
        .containsExactly("0", "90", "99", "99.9");
    assertThat(places.get(2) - places.get(1)).isCloseTo(places.get(1) - places.get(0), within(0.2));
  }

  @Test
  void showsThatAddedTaskTookNothing() throws Exception {
    Element svg = parse(shares().narrow());
    assertThat(elements(svg, "text", "halo"))
        .extracting(Element::getTextContent)
        .containsExactly("100.0 %, 9 connections", "0.0 %, 0 connections");
    assertThat(elements(svg, "rect", "bar added"))
        .extracting(bar -> bar.getAttribute("width"))
        .as("legend and the task")
        .containsExactly("22", "0");
  }
}
