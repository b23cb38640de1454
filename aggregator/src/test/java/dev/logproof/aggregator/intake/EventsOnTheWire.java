package dev.logproof.aggregator.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import dev.logproof.aggregator.metrics.RejectCause;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** Generates valid and invalid events in every frame form. */
final class EventsOnTheWire {
  private static final String TAG = "backend-app";

  private static final List<Part> BAD_TIMES =
      parts(
          """
          aa323032302d30312d3031 "2020-01-01" INVALID_TIME
          c0                     null         INVALID_TIME
          c3                     true         INVALID_TIME
          80                     {}           INVALID_TIME
          cb7ff8000000000000     -            INVALID_TIME
          cbfff0000000000000     -            INVALID_TIME
          cbd4b249ad2594c37d     -1e100       INVALID_TIME
          d70500000000000000ff   -            INVALID_TIME
          d700ffffffff00000000   -            NOT_A_LOG
          d700fffffffe00000000   -            NOT_A_LOG
          """);

  private static final List<Part> BAD_RECORDS =
      parts(
          """
          a6737472696e67 "string" INVALID_RECORD
          07             7        INVALID_RECORD
          9101           [1]      INVALID_RECORD
          c0             null     INVALID_RECORD
          c2             false    INVALID_RECORD
          d40000         -        INVALID_RECORD
          """
              + "81a16e".repeat(70)
              + "01 "
              + "{\"n\":".repeat(70)
              + "1"
              + "}".repeat(70)
              + " NESTED_TOO_DEEP");

  private static final List<Part> BAD_ENTRIES =
      parts(
          """
          a56576656e74 "event"      INVALID_ENTRY
          80           {}           INVALID_ENTRY
          90           []           INVALID_ENTRY
          9101         [1]          INVALID_ENTRY
          93018080     [1,{},{}]    INVALID_ENTRY
          9292ff8080   [[-1,{}],{}] NOT_A_LOG
          """);

  private static final List<String> GOOD_TIMES =
      List.of("01", "ce65920080", "d7006592008000000001", "d6ff65920080", "cb3ff8000000000000");

  private EventsOnTheWire() {}

  /** A value in both encodings; the JSON is empty when it cannot express the value. */
  private record Part(String hex, String json, RejectCause cause) {}

  /** Reads a table of MessagePack in hex, JSON and cause; a dash for no JSON. */
  private static List<Part> parts(String table) {
    return table.lines().map(line -> part(line.split(" +", -1))).toList();
  }

  private static Part part(String[] cells) {
    return new Part(cells[0], cells[1].equals("-") ? "" : cells[1], RejectCause.valueOf(cells[2]));
  }

  /**
   * A time and a record, or an entry that is no such pair.
   *
   * @param causes of its rejection; none for a valid event
   */
  record Event(String timeHex, String recordHex, String json, Set<RejectCause> causes) {
    boolean isPair() {
      return !timeHex.isEmpty();
    }

    private String entryHex() {
      return isPair() ? "92" + timeHex + recordHex : recordHex;
    }
  }

  /** Frame forms. */
  enum Form {
    MESSAGE,
    FORWARD,
    PACKED,
    GZIP,
    ZSTD,
    JSON_MESSAGE,
    JSON_FORWARD;

    boolean isJson() {
      return this == JSON_MESSAGE || this == JSON_FORWARD;
    }

    boolean isMessage() {
      return this == MESSAGE || this == JSON_MESSAGE;
    }
  }

  static Event valid(SplittableRandom random, int number) {
    String time = GOOD_TIMES.get(random.nextInt(GOOD_TIMES.size()));
    String record = "81a16ece" + String.format("%08x", number);
    return new Event(time, record, "[1,{\"n\":" + number + "}]", Set.of());
  }

  static Event invalid(SplittableRandom random, Form form) {
    while (true) {
      int kind = random.nextInt(form.isMessage() ? 2 : 3);
      List<Part> parts = List.of(BAD_TIMES, BAD_RECORDS, BAD_ENTRIES).get(kind);
      Part part = parts.get(random.nextInt(parts.size()));
      if (!form.isJson() || !part.json.isEmpty()) {
        return event(kind, part);
      }
    }
  }

  private static Event event(int kind, Part part) {
    Set<RejectCause> cause = Set.of(part.cause);
    return switch (kind) {
      case 0 -> new Event(part.hex, "80", "[" + part.json + ",{}]", cause);
      case 1 -> new Event("01", part.hex, "[1," + part.json + "]", cause);
      default -> new Event("", part.hex, part.json, cause);
    };
  }

  /** Requests an acknowledgement; a Message frame has one event. */
  static byte[] frame(Form form, List<Event> events, String chunk) throws IOException {
    String list = events.stream().map(Event::json).collect(Collectors.joining(","));
    String option = ",{\"chunk\":\"" + chunk + "\"}]";
    return switch (form) {
      case JSON_MESSAGE ->
          ("[\"" + TAG + "\"," + list.substring(1, list.length() - 1) + option).getBytes(UTF_8);
      case JSON_FORWARD -> ("[\"" + TAG + "\",[" + list + "]" + option).getBytes(UTF_8);
      default -> packed(form, events, chunk);
    };
  }

  private static byte[] packed(Form form, List<Event> events, String chunk) throws IOException {
    byte[] entries =
        ByteBufUtil.decodeHexDump(
            events.stream().map(Event::entryHex).collect(Collectors.joining()));
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packArrayHeader(form == Form.MESSAGE ? 4 : 3).packString(TAG);
      switch (form) {
        case MESSAGE -> packer.addPayload(entries, 1, entries.length - 1);
        case FORWARD -> packer.packArrayHeader(events.size()).addPayload(entries);
        case GZIP -> bin(packer, gzip(entries));
        case ZSTD -> bin(packer, Zstd.compress(entries));
        default -> bin(packer, entries);
      }
      boolean compressed = form == Form.GZIP || form == Form.ZSTD;
      packer.packMapHeader(compressed ? 2 : 1).packString("chunk").packString(chunk);
      if (compressed) {
        packer.packString("compressed").packString(form == Form.GZIP ? "gzip" : "zstd");
      }
      return packer.toByteArray();
    }
  }

  private static void bin(MessageBufferPacker packer, byte[] bytes) throws IOException {
    packer.packBinaryHeader(bytes.length).addPayload(bytes);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  static byte[] ack(Form form, String chunk) throws IOException {
    if (form.isJson()) {
      return ("{\"ack\":\"" + chunk + "\"}").getBytes(UTF_8);
    }
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packMapHeader(1).packString("ack").packString(chunk);
      return packer.toByteArray();
    }
  }
}
