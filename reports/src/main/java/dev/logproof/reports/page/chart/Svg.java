package dev.logproof.reports.page.chart;

import java.util.Locale;

/**
 * One SVG image, built element by element. Text stays text, and all of it is escaped. Confined to
 * one thread.
 */
final class Svg {
  private final StringBuilder out = new StringBuilder();

  /**
   * Starts an image with a title and a description for screen readers.
   *
   * @param id unique in the page
   */
  Svg(String id, String css, int width, int height, String title, String description) {
    open(
        "svg",
        "class",
        "chart-image " + css,
        "role",
        "img",
        "aria-labelledby",
        id + "-title " + id + "-desc",
        "viewBox",
        "0 0 " + width + " " + height,
        "preserveAspectRatio",
        "xMidYMid meet");
    open("title", "id", id + "-title").characters(title).close("title");
    open("desc", "id", id + "-desc").characters(description).close("desc");
  }

  /**
   * Opens an element.
   *
   * @param attributes names and values by turns; numbers are rounded to a tenth
   */
  Svg open(String element, Object... attributes) {
    start(element, attributes);
    out.append('>');
    return this;
  }

  /** Writes an element without content. */
  Svg leaf(String element, Object... attributes) {
    start(element, attributes);
    out.append("/>");
    return this;
  }

  private void start(String element, Object... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      Object value = attributes[i + 1];
      String text = value instanceof Double number ? number(number) : String.valueOf(value);
      out.append(' ').append(attributes[i]).append("=\"").append(escape(text)).append('"');
    }
  }

  Svg close(String element) {
    out.append("</").append(element).append('>');
    return this;
  }

  Svg characters(String text) {
    out.append(escape(text));
    return this;
  }

  /** Writes one line of text. */
  Svg text(double x, double y, String css, String text) {
    return open("text", "x", x, "y", y, "class", css).characters(text).close("text");
  }

  Svg line(double x1, double y1, double x2, double y2, String css) {
    return leaf("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "class", css);
  }

  /** Writes a rectangle that shows {@code tip} to a pointer. */
  Svg rect(double x, double y, double width, double height, String css, String tip) {
    open("rect", "x", x, "y", y, "width", width, "height", height, "class", css);
    return tip(tip).close("rect");
  }

  /** Writes the tooltip of the open element. */
  Svg tip(String text) {
    return text.isEmpty() ? this : open("title").characters(text).close("title");
  }

  /** Returns the finished image. */
  String finish() {
    return out + "</svg>";
  }

  /** Formats a coordinate with at most one decimal. */
  static String number(double value) {
    String text = Double.toString(Math.round(value * 10) / 10.0);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** Escapes text for content and attributes. Drops characters that XML does not allow. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c < ' ' && c != '\t' && c != '\n' ? '\uFFFD' : c);
      }
    }
    return escaped.toString();
  }

  /** Shortens {@code text} to {@code most} characters. */
  static String shorten(String text, int most) {
    return text.length() <= most ? text : text.substring(0, Math.max(0, most - 1)) + "…";
  }

  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
