package dev.logproof.aggregator.explain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.logproof.aggregator.explain.Explanation.Delivery;
import dev.logproof.aggregator.explain.Explanation.Step;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** Formats explanations. Stateless. */
public final class ExplanationReport {
  private static final JsonFactory JSON = new JsonFactory();

  private ExplanationReport() {}

  /** Returns a paragraph per source. */
  public static String text(String tag, List<Explanation> explanations) {
    StringBuilder text = new StringBuilder("an event with tag " + tag + "\n");
    for (Explanation each : explanations) {
      String label = each.label().isEmpty() ? "" : " in " + each.label();
      text.append("\nfrom source ").append(each.source()).append(label).append('\n');
      for (Step step : each.steps()) {
        text.append(step(step));
      }
      for (Delivery delivery : each.deliveries()) {
        text.append(delivery(delivery));
      }
      if (each.deliveries().isEmpty()) {
        text.append("  rejected: ").append(each.result()).append('\n');
      }
    }
    return text.toString();
  }

  private static String step(Step step) {
    String result =
        switch (step.outcome()) {
          case REWRITES_TAG -> "  output " + step.filter() + " rewrites the tag: " + step.tag();
          case KEEPS_TAG -> "  output " + step.filter() + " has no rule for it";
          case APPLIES, PASSES, DROPS, FAILS ->
              "  filter " + step.filter() + " " + step.outcome().name().toLowerCase(Locale.ROOT);
        };
    return result + (step.record().isEmpty() ? "\n" : ": " + step.record() + "\n");
  }

  private static String delivery(Delivery delivery) {
    String record = delivery.record().stripTrailing();
    return switch (delivery.type()) {
      case Explanation.RELABEL -> "  rejected in " + delivery.output() + ": " + record + "\n";
      case Explanation.NEW_TAG ->
          "  output " + delivery.output() + " rewrites the tag by the record: " + record + "\n";
      default ->
          "  delivered to "
              + delivery.output()
              + (delivery.stream().isEmpty() ? "" : ", stream " + delivery.stream())
              + (record.isEmpty() ? "\n" : ": " + record + "\n");
    };
  }

  /** Returns one JSON object. */
  public static String json(String tag, List<Explanation> explanations) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("tag", tag);
      json.writeArrayFieldStart("paths");
      for (Explanation each : explanations) {
        path(json, each);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  private static void path(JsonGenerator json, Explanation each) throws IOException {
    json.writeStartObject();
    json.writeStringField("source", each.source());
    json.writeStringField("label", each.label());
    json.writeStringField("result", each.result());
    json.writeArrayFieldStart("filters");
    for (Step step : each.steps()) {
      json.writeStartObject();
      json.writeStringField("id", step.filter());
      json.writeStringField("outcome", step.outcome().name().toLowerCase(Locale.ROOT));
      if (!step.record().isEmpty()) {
        json.writeFieldName("record");
        json.writeRawValue(step.record());
      }
      if (!step.tag().isEmpty()) {
        json.writeStringField("tag", step.tag());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("deliveries");
    for (Delivery delivery : each.deliveries()) {
      json.writeStartObject();
      json.writeStringField("output", delivery.output());
      json.writeStringField("type", delivery.type());
      json.writeStringField("stream", delivery.stream());
      json.writeStringField("record", delivery.record());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
