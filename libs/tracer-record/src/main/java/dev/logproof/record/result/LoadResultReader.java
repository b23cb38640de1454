package dev.logproof.record.result;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ResolvableDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Reads load results of every version. Fields that version 1 lacks become unknown; otherwise it is
 * as strict as for other records. Stateless.
 */
final class LoadResultReader extends StdDeserializer<LoadResult> {
  private static final long serialVersionUID = 1L;

  LoadResultReader() {
    super(LoadResult.class);
  }

  @Override
  public LoadResult deserialize(JsonParser in, DeserializationContext context) throws IOException {
    ObjectNode fields = context.readValue(in, ObjectNode.class);
    if (fields.path("version").asInt() == 1) {
      fields.putArray("latencies");
      fields.putNull("generator");
    }
    try (JsonParser upgraded = fields.traverse(in.getCodec())) {
      upgraded.nextToken();
      return (LoadResult) plain(context).deserialize(upgraded, context);
    }
  }

  /** Returns the deserializer that Jackson would use without this class. */
  private static JsonDeserializer<?> plain(DeserializationContext context) throws IOException {
    JavaType type = context.constructType(LoadResult.class);
    JsonDeserializer<?> plain =
        context
            .getFactory()
            .createBeanDeserializer(context, type, context.getConfig().introspect(type));
    if (plain instanceof ResolvableDeserializer unresolved) {
      unresolved.resolve(context);
    }
    return plain;
  }
}
