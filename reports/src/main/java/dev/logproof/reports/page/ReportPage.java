package dev.logproof.reports.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import dev.logproof.reports.run.StoredRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Renders a run as one self-contained HTML page. All text from a run is escaped. */
public final class ReportPage {
  private static final String CHART_LIBRARY =
      "/META-INF/resources/webjars/chart.js/" + chartVersion() + "/dist/chart.umd.js";

  private ReportPage() {}

  /** Renders {@code run} as HTML. */
  public static String of(StoredRun run) {
    return render("report.mustache", "report.js", Sections.of(run));
  }

  static String render(String template, String script, Map<String, Object> content) {
    Map<String, Object> page = new HashMap<>(content);
    page.put("style", resource("report.css"));
    page.put("script", resource(script));
    page.put("chartLibrary", safeInScript(resource(CHART_LIBRARY)));
    return Mustache.compiler()
        .escapeHTML(true)
        .emptyStringIsFalse(true)
        .compile(resource(template))
        .execute(page);
  }

  /** A closing script tag would end the script element. */
  private static String safeInScript(String script) {
    return script.replace("</script", "<\\/script").replaceAll("(?m)^//# sourceMappingURL=.*$", "");
  }

  private static String chartVersion() {
    String properties = "/META-INF/maven/org.webjars.npm/chart.js/pom.properties";
    return resource(properties)
        .lines()
        .filter(line -> line.startsWith("version="))
        .map(line -> line.substring("version=".length()).strip())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no version in " + properties));
  }

  private static String resource(String name) {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing from the class path: " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
