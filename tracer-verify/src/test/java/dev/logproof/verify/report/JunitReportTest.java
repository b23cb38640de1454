package dev.logproof.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.result.VerdictResult;
import dev.logproof.record.result.VerdictResult.Threshold;
import dev.logproof.samples.VerdictSample;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/** Every verdict becomes valid XML that a build server counts correctly. */
class JunitReportTest {
  @TempDir Path directory;

  private Element write(String verdict, List<String> reasons, String runId, boolean holds)
      throws Exception {
    VerdictResult result =
        VerdictSample.of(verdict)
            .runId(runId)
            .reasons(reasons)
            .thresholds(new Threshold("lost<=0", 3, holds))
            .build();
    Path file = directory.resolve("junit.xml");
    JunitReport.write(file, result);
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(file.toFile())
        .getDocumentElement();
  }

  @ParameterizedTest
  @CsvSource({
    "pass, true, 0, 0",
    "fail, true, 1, 0",
    "fail, false, 2, 0",
    "unknown, true, 0, 1",
    "unknown, false, 1, 1",
    "something-new, true, 0, 1"
  })
  void countsAFailAsAFailureAndWhatIsNotKnownAsAnError(
      String verdict, boolean holds, String failures, String errors) throws Exception {
    Element suite = write(verdict, List.of("because"), "r", holds);
    assertThat(suite.getAttribute("tests")).isEqualTo("2");
    assertThat(suite.getAttribute("failures")).isEqualTo(failures);
    assertThat(suite.getAttribute("errors")).isEqualTo(errors);
    assertThat(suite.getElementsByTagName("failure").getLength())
        .isEqualTo(Integer.parseInt(failures));
    assertThat(suite.getElementsByTagName("error").getLength()).isEqualTo(Integer.parseInt(errors));
  }

  @Test
  void isValidForEveryCharacterThatAReasonCanHold() throws Exception {
    StringBuilder every = new StringBuilder();
    for (int point = 0; point <= 0xffff; point++) {
      every.append((char) point);
    }
    every.append("\ud83d\ude00 ]]> <!-- &amp; </failure>");
    Element suite = write("fail", List.of(every.toString()), every.toString(), false);
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertThat(failure.getTextContent())
        .startsWith("\\u0000\\u0001")
        .contains("\\u000b", "\\u001f !\"#", "\\ud800", "\\ufffe\\uffff")
        .endsWith("\ud83d\ude00 ]]> <!-- &amp; </failure>");
    assertThat(suite.getElementsByTagName("testcase").item(0).getAttributes().getNamedItem("name"))
        .isNotNull();
  }

  @Test
  void keepsEveryReasonAndPutsTheFirstIntoTheMessage() throws Exception {
    Element suite = write("unknown", List.of("first \u0007", "second"), "r", true);
    Element error = (Element) suite.getElementsByTagName("error").item(0);
    assertThat(error.getAttribute("message")).isEqualTo("first \\u0007");
    assertThat(error.getTextContent()).isEqualTo("first \\u0007\nsecond");
  }
}
