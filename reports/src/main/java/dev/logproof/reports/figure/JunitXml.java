package dev.logproof.reports.figure;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A verdict as JUnit XML: one test case per condition of the verdict and per figure. Unknown is an
 * error, fail a failure, and a figure that is not shown is skipped.
 */
public final class JunitXml {
  private final String suite;
  private final List<Case> cases = new ArrayList<>();

  private JunitXml(String suite) {
    this.suite = suite;
  }

  private enum Outcome {
    PASSED,
    FAILURE,
    ERROR,
    SKIPPED;

    static Outcome of(String word) {
      return switch (word) {
        case RunVerdict.PASS -> PASSED;
        case RunVerdict.FAIL -> FAILURE;
        default -> ERROR;
      };
    }

    static Outcome of(Figure.State state) {
      return switch (state) {
        case KNOWN -> PASSED;
        case NOT_SHOWN -> SKIPPED;
        case UNKNOWN -> ERROR;
      };
    }

    /** Name of the element in a test case that did not pass. */
    String element() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One test case. */
  private record Case(String group, String name, Outcome outcome, String text) {}

  /** Formats the verdict on an experiment. */
  public static String of(Map<RunCondition, String> reasons, List<Figure> figures) {
    JunitXml xml = new JunitXml("logproof report");
    for (RunCondition condition : RunCondition.values()) {
      boolean holds = reasons.containsKey(condition);
      xml.cases.add(
          new Case(
              "verdict",
              "not " + condition.name().toLowerCase(Locale.ROOT).replace('_', ' '),
              holds ? Outcome.of(condition.word()) : Outcome.PASSED,
              reasons.getOrDefault(condition, "")));
    }
    for (Figure figure : figures) {
      xml.cases.add(
          new Case(
              "figure",
              figure.name() + ", " + figure.target(),
              Outcome.of(figure.state()),
              figure.shown() + ": " + figure.note()));
    }
    return xml.write();
  }

  /** Formats the verdict on a load run. */
  public static String of(String runId, String word, String sentence) {
    JunitXml xml = new JunitXml("logproof report");
    xml.cases.add(new Case("verdict", "verdict on " + runId, Outcome.of(word), sentence));
    return xml.write();
  }

  private String write() {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", suite);
      xml.writeAttribute("tests", Integer.toString(cases.size()));
      xml.writeAttribute("failures", count(Outcome.FAILURE));
      xml.writeAttribute("errors", count(Outcome.ERROR));
      xml.writeAttribute("skipped", count(Outcome.SKIPPED));
      for (Case each : cases) {
        write(xml, each);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text + "\n";
  }

  private String count(Outcome outcome) {
    return Long.toString(cases.stream().filter(each -> each.outcome() == outcome).count());
  }

  private void write(XMLStreamWriter xml, Case each) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", suite + " " + each.group());
    xml.writeAttribute("name", valid(each.name()));
    if (each.outcome() != Outcome.PASSED) {
      xml.writeStartElement(each.outcome().element());
      xml.writeAttribute("message", valid(each.text()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  /** Replaces characters that XML does not allow, and line breaks, which attributes lose. */
  private static String valid(String text) {
    StringBuilder valid = new StringBuilder(text.length());
    text.codePoints().map(point -> isValid(point) ? point : ' ').forEach(valid::appendCodePoint);
    return valid.toString();
  }

  private static boolean isValid(int point) {
    return (point >= ' ' && point <= 0xd7ff)
        || (point >= 0xe000 && point <= 0xfffd)
        || point >= 0x10000;
  }
}
