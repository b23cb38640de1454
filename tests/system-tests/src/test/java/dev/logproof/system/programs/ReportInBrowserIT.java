package dev.logproof.system.programs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.Json;
import dev.logproof.system.programs.Chromium.Visit;
import dev.logproof.system.support.RunningProgram;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real browser shows the report: offline, at every width, in light and dark, and on paper. */
@Tag("full")
class ReportInBrowserIT {
  private static final Pattern RESULT = Pattern.compile("(?s)<pre id=\"result\">(.*?)</pre>");
  private static final Pattern PDF_PAGE = Pattern.compile("/Type\\s*/Page\\b");

  @TempDir Path directory;
  private Chromium chromium;

  @BeforeEach
  void writeReport() throws IOException, InterruptedException {
    chromium = Chromium.orSkip(directory);
    Json.replace(directory.resolve(ExperimentResult.FILE_NAME), SampleExperiment.ofTwoTargets());
    RunningProgram report =
        RunningProgram.start(
            directory, Map.of(), "report", "--results", directory.toString(), "--format", "json");
    assertThat(report.awaitEnd(Duration.ofMinutes(1))).as("tracers were lost").isEqualTo(1);
    try (InputStream page = getClass().getResourceAsStream("/report/inspect.html")) {
      Files.write(directory.resolve("inspect.html"), page.readAllBytes());
    }
  }

  private JsonNode inspect(PageServer server, int width) throws IOException, InterruptedException {
    Visit visit =
        chromium.visit(
            server.address("inspect.html?width=" + width), "--dump-dom", "--window-size=1700,1000");
    assertThat(visit.console()).isEmpty();
    Matcher result = RESULT.matcher(visit.dom());
    assertThat(result.find()).as(visit.dom() + visit.log()).isTrue();
    String json = result.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    return new ObjectMapper().readTree(json);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 700, 1600})
  void isReadableAndEqualsItsJsonAtWidth(int width) throws IOException, InterruptedException {
    try (PageServer server = PageServer.of(directory)) {
      JsonNode seen = inspect(server, width);
      assertThat(seen.path("width").asInt()).isEqualTo(width);
      assertThat(seen.path("scrollWidth").asInt())
          .as("scrolls sideways")
          .isLessThanOrEqualTo(width);
      assertThat(seen.path("charts")).hasSizeGreaterThanOrEqualTo(7);
      for (JsonNode chart : seen.path("charts")) {
        String title = chart.path("title").asText();
        assertThat(chart.path("texts").asInt()).as(title).isGreaterThan(5);
        assertThat(chart.path("named").asBoolean()).as(title).isTrue();
        assertThat(texts(chart.path("problems"))).as(title).isEmpty();
      }
      assertThat(texts(seen.path("tables").path("different"))).isEmpty();
      assertThat(seen.path("tables").path("cells").asInt()).isGreaterThan(1_000);
      assertThat(texts(seen.path("tables").path("tables")))
          .contains("sweep", "samples", "periods", "deployments", "faults", "knees.0.trials")
          .contains("scale.0.after", "scale.1.after", "parameters", "targets");
      assertThat(seen.path("downloads").path("run.json").asBoolean()).isTrue();
      assertThat(texts(seen.path("requests"))).isEmpty();
      assertThat(server.requests()).contains("report.html");
      assertThat(server.requests())
          .filteredOn(name -> !name.equals("favicon.ico"))
          .containsOnly("inspect.html", "report.html");
    }
  }

  @Test
  void asksServerForNothingElse() throws IOException, InterruptedException {
    try (PageServer server = PageServer.of(directory)) {
      Visit visit = chromium.visit(server.address("report.html"), "--dump-dom");
      assertThat(visit.dom()).contains("fluent-bit lost 9 of 1,080 tracers");
      assertThat(visit.console()).isEmpty();
      assertThat(server.requests()).containsOnly("report.html");
    }
  }

  @Test
  void opensFromFileWithoutConsoleError() throws IOException, InterruptedException {
    Visit visit = chromium.visit(directory.resolve("report.html").toUri().toString(), "--dump-dom");
    assertThat(visit.dom()).contains("2 added tasks took 0.0 % of the load").contains("blob:");
    assertThat(visit.console()).isEmpty();
  }

  @Test
  void detectsPlantedDefects() throws IOException, InterruptedException {
    Path page = directory.resolve("report.html");
    String sound = Files.readString(page);
    Files.writeString(
        page,
        sound
            .replaceFirst("data-value=\"20\\.0\"", "data-value=\"21.0\"")
            .replace(
                "</main>",
                "<img src=\"missing.png\"><div style=\"width:3000px\">wide</div></main>"
                    + "<script>console.error('planted')</script>"));
    try (PageServer server = PageServer.of(directory)) {
      Visit visit = chromium.visit(server.address("inspect.html?width=400"), "--dump-dom");
      assertThat(visit.console()).anyMatch(message -> message.contains("planted"));
      Matcher result = RESULT.matcher(visit.dom());
      assertThat(result.find()).isTrue();
      JsonNode seen = new ObjectMapper().readTree(result.group(1).replace("&gt;", ">"));
      assertThat(seen.path("scrollWidth").asInt()).isGreaterThan(3_000);
      assertThat(texts(seen.path("tables").path("different"))).hasSize(1);
      assertThat(texts(seen.path("requests"))).anyMatch(name -> name.endsWith("missing.png"));
      assertThat(server.requests()).contains("missing.png");
    }
  }

  @ParameterizedTest
  @CsvSource({"400, 1", "1600, 1", "400, 0", "1600, 0"})
  void paintsLightAndDark(int width, int scheme) throws IOException, InterruptedException {
    Path image = directory.resolve("page.png");
    Visit visit =
        chromium.visit(
            directory.resolve("report.html").toUri().toString(),
            "--screenshot=" + image,
            "--window-size=" + width + ",2000",
            "--hide-scrollbars",
            "--blink-settings=preferredColorScheme=" + scheme);
    assertThat(visit.console()).isEmpty();
    BufferedImage page = ImageIO.read(image.toFile());
    int corner = page.getRGB(2, 2) & 0xff;
    if (scheme == 1) {
      assertThat(corner).isGreaterThan(240);
    } else {
      assertThat(corner).isLessThan(40);
    }
  }

  @Test
  void printsOnPages() throws IOException, InterruptedException {
    Path paper = directory.resolve("page.pdf");
    Visit visit =
        chromium.visit(
            directory.resolve("report.html").toUri().toString(),
            "--print-to-pdf=" + paper,
            "--no-pdf-header-footer",
            "--blink-settings=preferredColorScheme=0");
    assertThat(visit.console()).isEmpty();
    String pdf = Files.readString(paper, StandardCharsets.ISO_8859_1);
    assertThat(pdf).startsWith("%PDF");
    assertThat(PDF_PAGE.matcher(pdf).results().count()).isGreaterThan(3);
  }
}
