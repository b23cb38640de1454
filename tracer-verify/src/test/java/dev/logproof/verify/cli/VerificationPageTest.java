package dev.logproof.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every test that the page on verification names exists. */
class VerificationPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Path PAGE = ROOT.resolve("docs/verification.md");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)\\.(\\w+)`");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (?!Case \\|).*$");

  @Test
  void namesATestThatExistsInEveryRow() throws IOException {
    Map<String, String> sources = testSources();
    String page = Files.readString(PAGE);
    assertThat(ROW.matcher(page).results()).hasSizeGreaterThan(50);
    assertThat(ROW.matcher(page).results())
        .allSatisfy(row -> assertThat(TEST.matcher(row.group()).find()).as(row.group()).isTrue());
    assertThat(TEST.matcher(page).results())
        .allSatisfy(
            test ->
                assertThat(sources.getOrDefault(test.group(1), ""))
                    .as(test.group())
                    .contains("void " + test.group(2) + "("));
  }

  private static Map<String, String> testSources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    for (String module : new String[] {"libs/object-storage", "tracer-verify"}) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          sources.put(name, Files.readString(file));
        }
      }
    }
    return sources;
  }
}
