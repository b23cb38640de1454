package dev.logproof.reports.page.chart;

/**
 * Identity of a chart.
 *
 * @param id unique in the page; letters, digits and hyphens
 * @param description what the chart shows, in one or two sentences, for screen readers
 */
public record ChartText(String id, String title, String description) {
  Svg start(Frame frame, double height) {
    return new Svg(
        id + "-" + frame.css(),
        frame.css(),
        frame.width(),
        (int) Math.ceil(height),
        title,
        description);
  }
}
