package dev.logproof.localaws.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Typed access to request members; null counts as absent. */
public record JsonStruct(JsonNode node, String where) {
  /** A structure without members. */
  public static final JsonStruct EMPTY = new JsonStruct(JsonNodeFactory.instance.objectNode(), "");

  public static JsonStruct of(JsonNode node, String where) {
    if (!node.isObject()) {
      throw RequestErrors.serialization("Expected a structure for " + where + ".");
    }
    return new JsonStruct(node, where);
  }

  public List<String> names() {
    List<String> names = new ArrayList<>();
    node.properties()
        .forEach(
            member -> {
              if (!member.getValue().isNull()) {
                names.add(member.getKey());
              }
            });
    return names;
  }

  public Optional<String> text(String name) {
    return find(name, JsonNodeType.STRING, "a string").map(JsonNode::textValue);
  }

  public String requiredText(String name) {
    return text(name).orElseThrow(() -> RequestErrors.missing(place(name)));
  }

  public Optional<Boolean> flag(String name) {
    return find(name, JsonNodeType.BOOLEAN, "a boolean").map(JsonNode::booleanValue);
  }

  public Optional<Integer> integer(String name, int least, int most) {
    Optional<JsonNode> found = find(name, JsonNodeType.NUMBER, "an integer");
    found.ifPresent(
        value -> {
          if (!value.canConvertToInt() || value.intValue() < least) {
            throw RequestErrors.constraint(
                place(name), "'" + value + "'", "have value greater than or equal to " + least);
          }
          if (value.intValue() > most) {
            throw RequestErrors.constraint(
                place(name), "'" + value + "'", "have value less than or equal to " + most);
          }
        });
    return found.map(JsonNode::intValue);
  }

  public Optional<JsonStruct> structure(String name) {
    return find(name, JsonNodeType.OBJECT, "a structure")
        .map(value -> new JsonStruct(value, place(name)));
  }

  private Optional<JsonNode> find(String name, JsonNodeType type, String expected) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (value.getNodeType() != type) {
      throw RequestErrors.serialization("Expected " + expected + " for " + place(name) + ".");
    }
    return Optional.of(value);
  }

  /** Returns AWS's path of a member; each part starts in lower case. */
  public String place(String name) {
    String small = Character.toLowerCase(name.charAt(0)) + name.substring(1);
    return where.isEmpty() ? small : where + "." + small;
  }
}
