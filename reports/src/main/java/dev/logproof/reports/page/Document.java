package dev.logproof.reports.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import dev.logproof.record.result.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Renders a page. It needs nothing else: style, charts and data are in it. */
final class Document {
  private Document() {}

  /**
   * Content of a page.
   *
   * @param css {@code pass}, {@code fail} or {@code unknown}
   * @param banners none or one
   */
  record Content(
      String kicker,
      String word,
      String css,
      String sentence,
      List<Banner> banners,
      List<FigureSection.Tile> tiles,
      List<Section> sections,
      List<Data> data) {}

  /** Says that a run did not come to its end. */
  record Banner(String state, String meaning, String step, String message, String updatedAt) {}

  /**
   * JSON in the page.
   *
   * @param id of its element
   * @param file name under which a reader keeps it
   */
  record Data(String id, String file, String json) {
    static Data of(String id, String file, Object value) {
      try {
        return new Data(id, file, safe(Json.compact(value)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** A tag in the JSON could end the script element. */
    private static String safe(String json) {
      return json.replace("<", "\\u003c");
    }
  }

  static String render(Content content) {
    Map<String, Object> page = new HashMap<>();
    page.put("style", resource("report.css"));
    page.put("script", resource("report.js"));
    page.put("page", content);
    return Mustache.compiler()
        .escapeHTML(true)
        .emptyStringIsFalse(true)
        .withLoader(name -> new StringReader(resource(name + ".mustache")))
        .compile(resource("report.mustache"))
        .execute(page);
  }

  private static String resource(String name) {
    try (InputStream in = Document.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing from the class path: " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
