package dev.logproof.aggregator.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logproof.aggregator.ruby.Expression;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads values that Fluentd also takes as JSON. Stateless. */
final class JsonText {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonText() {}

  /** Reads {@code a,b} or {@code ["a","b"]}. */
  static List<String> list(String text) {
    if (!text.startsWith("[")) {
      return Stream.of(text.strip().split("\\s*,\\s*", 0)).filter(part -> !part.isEmpty()).toList();
    }
    List<String> items = new ArrayList<>();
    try (JsonParser in = JSON.createParser(text)) {
      in.nextToken();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        items.add(scalarText(in));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("expected a,b or [\"a\",\"b\"]", e);
    }
    return items;
  }

  /** Reads {@code a:b,c:d} or {@code {"a":"b","c":"d"}}. */
  static Map<String, String> map(String text) {
    Map<String, String> members = new LinkedHashMap<>();
    if (!text.startsWith("{")) {
      for (String pair : list(text)) {
        int colon = pair.indexOf(':');
        if (colon < 1) {
          throw new IllegalArgumentException("expected name:value pairs, such as code:integer");
        }
        members.put(pair.substring(0, colon).strip(), pair.substring(colon + 1).strip());
      }
      return members;
    }
    try (JsonParser in = JSON.createParser(text)) {
      in.nextToken();
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String name = in.currentName();
        in.nextToken();
        members.put(name, scalarText(in));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("expected {\"a\":\"b\"}", e);
    }
    return members;
  }

  private static String scalarText(JsonParser in) throws IOException {
    JsonToken token = in.currentToken();
    if (token == null || !token.isScalarValue()) {
      throw new IllegalArgumentException("expected texts only");
    }
    return in.getText();
  }

  /** How texts inside a value are read. */
  record Texts(Function<String, Expression> names, Function<String, Expression> values) {}

  /**
   * Reads a JSON array or object.
   *
   * @throws IOException when the text is no JSON
   */
  static FilterConfig.RecordValue value(String text, Texts texts) throws IOException {
    try (JsonParser in = JSON.createParser(text)) {
      in.nextToken();
      FilterConfig.RecordValue value = value(in, texts);
      if (in.nextToken() != null) {
        throw new IOException("text behind the value");
      }
      return value;
    }
  }

  private static FilterConfig.RecordValue value(JsonParser in, Texts texts) throws IOException {
    JsonToken token = in.currentToken();
    if (token == null) {
      throw new IOException("unexpected end");
    }
    return switch (token) {
      case START_OBJECT -> members(in, texts);
      case START_ARRAY -> elements(in, texts);
      case VALUE_STRING -> new FilterConfig.Scalar(texts.values().apply(in.getText()));
      case VALUE_NUMBER_INT -> new FilterConfig.Scalar(new Expression.Whole(in.getLongValue()));
      case VALUE_NUMBER_FLOAT ->
          new FilterConfig.Scalar(new Expression.Decimal(in.getDoubleValue()));
      case VALUE_TRUE -> new FilterConfig.Scalar(new Expression.Bool(true));
      case VALUE_FALSE -> new FilterConfig.Scalar(new Expression.Bool(false));
      case VALUE_NULL -> new FilterConfig.Scalar(new Expression.Nil());
      default -> throw new IOException("unexpected " + token);
    };
  }

  private static FilterConfig.RecordValue members(JsonParser in, Texts texts) throws IOException {
    List<FilterConfig.RecordField> members = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      Expression name = texts.names().apply(in.currentName());
      in.nextToken();
      members.add(new FilterConfig.RecordField(name, value(in, texts)));
    }
    return new FilterConfig.Members(members);
  }

  private static FilterConfig.RecordValue elements(JsonParser in, Texts texts) throws IOException {
    List<FilterConfig.RecordValue> elements = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(in, texts));
    }
    return new FilterConfig.Elements(elements);
  }
}
