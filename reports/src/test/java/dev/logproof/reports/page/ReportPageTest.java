package dev.logproof.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.record.result.ExperimentResult;
import dev.logproof.reports.RichRun;
import dev.logproof.reports.SampleRun;
import dev.logproof.reports.load.RunLatencies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page has every chart and every table, and its tables equal its JSON. */
class ReportPageTest {
  private static final Pattern TABLE =
      Pattern.compile("(?s)<table data-source=\"([^\"]+)\">(.*?)</table>");
  private static final Pattern FIELD = Pattern.compile("<th [^>]*data-field=\"([^\"]*)\"");
  private static final Pattern ROW = Pattern.compile("(?s)<tbody>|<tr>((?:<td.*?</td>)+)</tr>");
  private static final Pattern VALUE = Pattern.compile("(?s)<td [^>]*data-value=\"([^\"]*)\"");

  private static String pageOf(ExperimentResult result) {
    return ReportPage.of(result, new RunLatencies(List.of(), List.of()));
  }

  private static JsonNode json(String page) throws IOException {
    Matcher script =
        Pattern.compile("(?s)<script type=\"application/json\" id=\"run-json\">(.*?)</script>")
            .matcher(page);
    assertThat(script.find()).isTrue();
    return new ObjectMapper().readTree(script.group(1));
  }

  private static JsonNode at(JsonNode node, String path) {
    return node.at("/" + path.replace('.', '/'));
  }

  @Test
  void showsEveryValueOfJsonInTables() throws IOException {
    String page = pageOf(RichRun.with("a \"b\" & c"));
    JsonNode json = json(page);
    Set<String> sources = new LinkedHashSet<>();
    int compared = 0;
    for (MatchResult table : TABLE.matcher(page).results().toList()) {
      if (table.group(1).contains(":")) {
        continue;
      }
      sources.add(table.group(1).replaceAll("\\d+", "n"));
      List<String> fields = FIELD.matcher(table.group(2)).results().map(f -> f.group(1)).toList();
      List<String> rows = new ArrayList<>();
      ROW.matcher(table.group(2))
          .results()
          .filter(r -> r.group(1) != null)
          .forEach(r -> rows.add(r.group(1)));
      JsonNode list = at(json, table.group(1));
      assertThat(rows).as(table.group(1)).hasSize(list.size());
      for (int row = 0; row < rows.size(); row++) {
        List<String> values = VALUE.matcher(rows.get(row)).results().map(v -> v.group(1)).toList();
        assertThat(values).hasSameSizeAs(fields);
        for (int column = 0; column < fields.size(); column++) {
          if (!fields.get(column).isEmpty()) {
            compare(values.get(column), at(list.get(row), fields.get(column)), table.group(1));
            compared++;
          }
        }
      }
    }
    assertThat(sources)
        .contains("parameters", "targets", "sweep", "samples", "periods", "deployments", "faults")
        .contains("knees.n.trials", "deployments.n.stops", "deployments.n.verdict.details.slices")
        .contains("scale.n.actions", "scale.n.before", "scale.n.after");
    assertThat(compared).isGreaterThan(3_000);
  }

  private static void compare(String shown, JsonNode value, String where) {
    String text =
        shown
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&#x3D;", "=")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&");
    if (value.isNumber()) {
      assertThat(Double.parseDouble(text)).as(where).isEqualTo(value.doubleValue());
    } else {
      assertThat(text).as(where).isEqualTo(value.isNull() ? "" : value.asText());
    }
  }

  @Test
  void drawsEveryChartInBothVariants() {
    String page = pageOf(RichRun.with("text"));
    for (String id :
        List.of(
            "time",
            "cpu",
            "deployments-lost",
            "deployments-duplicated",
            "scale-0",
            "scale-1",
            "scale-2")) {
      assertThat(page).contains("id=\"" + id + "-wide-title\"", "id=\"" + id + "-narrow-title\"");
    }
    assertThat(page)
        .contains("rate, MB/s", "CPU per task, cores", "memory per task, MiB")
        .contains("connections per task", "backlog, events", "tracers lost", "tracers duplicated")
        .contains("shade deployment", "shade fault", "shade generator-trouble")
        .contains("2 added tasks took 0.0 % of the load", "1 added task took 31.0 % of the load")
        .contains("1 added task took 50.0 % of the load: the aggregator ends connections at an age")
        .contains("pass: 0 of 360 lines lost, 0 duplicated.");
    assertThat(page.split("aria-labelledby", -1)).hasSize(15);
  }

  @Test
  void saysWhatRunWithoutPartsDoesNotHold() {
    ExperimentResult empty = SampleRun.run("partial", 1).build();
    assertThat(pageOf(empty))
        .contains("Run partial", "The run holds no samples", "The run records no parameters.")
        .contains("CPU against rate, one task: No rate was measured.")
        .contains("Rolling deployments under load: No deployment was made.")
        .contains("not measured: nothing was verified")
        .doesNotContain("NaN");
  }

  @Test
  void putsPropertiesOfEveryMediumIntoStyle() {
    assertThat(pageOf(SampleRun.complete()))
        .contains("@media print", "prefers-color-scheme: dark", "max-width: 760px")
        .contains("<meta name=\"viewport\"");
  }
}
