package dev.logproof.verify;

import dev.logproof.record.result.VerdictResult;
import dev.logproof.record.result.VerdictResult.Threshold;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Tells a build server: one test case for the verdict, where unknown is an error and fail a
 * failure, and one for each threshold. Stateless.
 */
final class JunitReport {
  private static final String SUITE = "logproof verify tracers";

  private JunitReport() {}

  static void write(Path file, VerdictResult result) throws IOException {
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
    xml.writeAttribute("errors", result.verdict().equals("unknown") ? "1" : "0");
    verdict(xml, result);
    for (Threshold threshold : thresholds) {
      threshold(xml, threshold);
    }
    xml.writeEndElement();
  }

  private static void verdict(XMLStreamWriter xml, VerdictResult result) throws XMLStreamException {
    String reasons = String.join("\n", result.reasons());
    begin(xml, "verdict on " + String.join(", ", result.runIds()));
    switch (result.verdict()) {
      case "fail" -> problem(xml, "failure", reasons);
      case "unknown" -> problem(xml, "error", reasons);
      default -> {}
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
    xml.writeAttribute("name", name);
  }

  private static void problem(XMLStreamWriter xml, String element, String text)
      throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeAttribute("message", text.lines().findFirst().orElse(""));
    xml.writeCharacters(text);
    xml.writeEndElement();
  }
}
