package dev.logproof.verify.report;

import dev.logproof.record.result.VerdictResult;
import dev.logproof.record.result.VerdictResult.Threshold;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a JUnit report: a test case for the verdict (unknown is an error, fail a failure) and one
 * per threshold. Stateless.
 */
public final class JunitReport {
  private static final String SUITE = "logproof verify tracers";

  private JunitReport() {}

  public static void write(Path file, VerdictResult result) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
      suite(xml, result);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static void suite(XMLStreamWriter xml, VerdictResult result) throws XMLStreamException {
    List<Threshold> thresholds = result.details().thresholds();
    long missed = thresholds.stream().filter(threshold -> !threshold.holds()).count();
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", SUITE);
    xml.writeAttribute("tests", Integer.toString(1 + thresholds.size()));
    xml.writeAttribute(
        "failures", Long.toString(missed + (result.verdict().equals("fail") ? 1 : 0)));
    xml.writeAttribute("errors", isError(result) ? "1" : "0");
    verdict(xml, result);
    for (Threshold threshold : thresholds) {
      threshold(xml, threshold);
    }
    xml.writeEndElement();
  }

  private static boolean isError(VerdictResult result) {
    return !result.verdict().equals("pass") && !result.verdict().equals("fail");
  }

  private static void verdict(XMLStreamWriter xml, VerdictResult result) throws XMLStreamException {
    String reasons = String.join("\n", result.reasons());
    begin(xml, "verdict on " + String.join(", ", result.runIds()));
    switch (result.verdict()) {
      case "pass" -> {}
      case "fail" -> problem(xml, "failure", reasons);
      default -> problem(xml, "error", reasons);
    }
    xml.writeEndElement();
  }

  private static void threshold(XMLStreamWriter xml, Threshold threshold)
      throws XMLStreamException {
    begin(xml, "threshold " + threshold.text());
    if (!threshold.holds()) {
      problem(xml, "failure", threshold.text() + " is not kept: it is " + threshold.value());
    }
    xml.writeEndElement();
  }

  private static void begin(XMLStreamWriter xml, String name) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", SUITE);
    xml.writeAttribute("name", valid(name));
  }

  private static void problem(XMLStreamWriter xml, String element, String text)
      throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeAttribute("message", valid(text.lines().findFirst().orElse("")));
    xml.writeCharacters(valid(text));
    xml.writeEndElement();
  }

  /** Excludes carriage return, which parsers turn into line feed. */
  private static boolean isValid(int point) {
    return point == '\t'
        || point == '\n'
        || (point >= ' ' && point <= 0xd7ff)
        || (point >= 0xe000 && point <= 0xfffd)
        || point >= 0x10000;
  }

  private static String valid(String text) {
    StringBuilder valid = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (isValid(point)) {
                valid.appendCodePoint(point);
              } else {
                valid.append(String.format(Locale.ROOT, "\\u%04x", point));
              }
            });
    return valid.toString();
  }
}
