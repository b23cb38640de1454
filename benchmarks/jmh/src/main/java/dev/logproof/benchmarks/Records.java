package dev.logproof.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;

/** Realistic event contents that differ in their cost as JSON. */
public enum Records {
  ASCII("GET /images/logos/hubble_%05d.gif HTTP/1.0\" 200 1042"),
  UTF_8("GET /bücher/größe/日本語/ログ_%05d HTTP/1.0 – straße, naïve façade"),
  ESCAPES("{\"level\":\"info\",\"path\":\"C:\\\\logs\\\\%05d\",\"text\":\"a\\tb\"}"),
  NESTED("GET /k8s/%05d HTTP/1.1");

  private static final String CONTAINER =
      "5d1f7b0c8a9e4f3d2c1b0a99887766554433221100ffeeddccbbaa9988776655";

  private final String line;

  Records(String line) {
    this.line = line;
  }

  byte[] record(int number) {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      pack(packer, number);
      return packer.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void pack(MessagePacker packer, int number) throws IOException {
    boolean nested = this == NESTED;
    packer.packMapHeader(nested ? 5 : 4);
    text(packer, "container_id", CONTAINER);
    text(packer, "container_name", "/ecs-frontend-12-apache");
    text(packer, "source", "stdout");
    text(packer, "log", "10.0.3.17 - - [01/Jan/2026:00:00:00 +0000] " + line.formatted(number));
    if (nested) {
      packer.packString("kubernetes");
      kubernetes(packer, number);
    }
  }

  private static void kubernetes(MessagePacker packer, int number) throws IOException {
    packer.packMapHeader(4);
    text(packer, "pod", "frontend-" + number);
    packer.packString("labels").packMapHeader(3);
    text(packer, "app", "frontend");
    text(packer, "tier", "web");
    packer.packString("ready").packBoolean(true);
    packer.packString("ports").packArrayHeader(2).packInt(80).packInt(8443);
    packer.packString("restarts").packLong(number * 1_000_003L);
  }

  private static void text(MessagePacker packer, String key, String value) throws IOException {
    packer.packString(key).packString(value);
  }
}
