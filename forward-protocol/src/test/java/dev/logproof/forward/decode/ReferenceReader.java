package dev.logproof.forward.decode;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.msgpack.core.MessageInsufficientBufferException;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;

/**
 * Judges a single frame by the protocol's text, on values that msgpack-core read; slow, and with
 * nothing in common with the decoder under test. Leaves gzip and handshakes unjudged.
 */
final class ReferenceReader {
  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

  private ReferenceReader() {}

  /** What is to be expected of the decoder. */
  enum Judgement {
    LEGAL,
    MALFORMED,
    /** Not whole: no frame may come of it. */
    CUT,
    UNJUDGED
  }

  /** Judges the first frame in {@code bytes}. */
  static Judgement judge(byte[] bytes) {
    boolean announcesMuch = false;
    for (byte each : bytes) {
      announcesMuch |= List.of(0xc6, 0xc9, 0xdb, 0xdd, 0xdf, 0xc1).contains(each & 0xff);
    }
    if (announcesMuch || bytes.length == 0 || (bytes[0] & 0xff) == 0xc0) {
      return Judgement.UNJUDGED;
    }
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
      Value value = unpacker.unpackValue();
      return value.isArrayValue() ? frame(value.asArrayValue().list()) : Judgement.MALFORMED;
    } catch (MessageInsufficientBufferException e) {
      return Judgement.CUT;
    } catch (IOException | RuntimeException e) {
      return Judgement.UNJUDGED;
    }
  }

  private static Judgement frame(List<Value> frame) {
    boolean shape = frame.size() >= 2 && frame.size() <= 4 && frame.get(0).isRawValue();
    if (!shape) {
      return frame.size() > 4 && frame.size() < 7 ? Judgement.UNJUDGED : Judgement.MALFORMED;
    }
    Value second = frame.get(1);
    if (second.isMapValue() && frame.size() == 2) {
      return Judgement.UNJUDGED;
    }
    boolean entryList = second.isArrayValue() && all(second.asArrayValue().list());
    if (entryList || second.isRawValue()) {
      return listed(frame, entryList);
    }
    boolean legal = isTime(second) && frame.size() > 2 && frame.get(2).isMapValue();
    return verdict(legal && (frame.size() == 3 || isOption(frame.get(3))));
  }

  private static Judgement listed(List<Value> frame, boolean entryList) {
    if (frame.size() > 3 || (frame.size() == 3 && !isOption(frame.get(2)))) {
      return Judgement.MALFORMED;
    }
    if (entryList) {
      return Judgement.LEGAL;
    }
    Value compressed = ValueFactory.newNil();
    if (frame.size() == 3 && frame.get(2).isMapValue()) {
      for (Map.Entry<Value, Value> each : frame.get(2).asMapValue().entrySet()) {
        boolean named =
            each.getKey().isRawValue()
                && Arrays.equals(
                    each.getKey().asRawValue().asByteArray(), Frames.text("compressed"));
        compressed = named ? each.getValue() : compressed;
      }
    }
    boolean plain =
        compressed.isNilValue()
            || compressed.equals(ValueFactory.newBoolean(false))
            || (compressed.isRawValue()
                && Arrays.equals(compressed.asRawValue().asByteArray(), Frames.text("text")));
    return plain ? packed(frame.get(1).asRawValue().asByteArray()) : Judgement.UNJUDGED;
  }

  private static Judgement packed(byte[] bytes) {
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
      while (unpacker.hasNext()) {
        if (!isEntry(unpacker.unpackValue())) {
          return Judgement.MALFORMED;
        }
      }
      return Judgement.LEGAL;
    } catch (IOException | RuntimeException e) {
      return Judgement.MALFORMED;
    }
  }

  private static Judgement verdict(boolean legal) {
    return legal ? Judgement.LEGAL : Judgement.MALFORMED;
  }

  private static boolean all(List<Value> entries) {
    return entries.stream().allMatch(ReferenceReader::isEntry);
  }

  private static boolean isEntry(Value value) {
    return value.isArrayValue()
        && value.asArrayValue().size() == 2
        && isTime(value.asArrayValue().get(0))
        && value.asArrayValue().get(1).isMapValue();
  }

  private static boolean isOption(Value value) {
    return value.isNilValue() || value.isMapValue();
  }

  private static boolean isTime(Value value) {
    if (value.isArrayValue()) {
      List<Value> pair = value.asArrayValue().list();
      return pair.size() == 2 && isPlainTime(pair.get(0)) && isOption(pair.get(1));
    }
    return isPlainTime(value);
  }

  private static boolean isPlainTime(Value value) {
    if (value.isIntegerValue()) {
      return value.asIntegerValue().toBigInteger().compareTo(MAX_LONG) <= 0;
    } else if (value.isFloatValue()) {
      return Math.abs(value.asFloatValue().toDouble()) <= 1e15;
    } else if (value.isExtensionValue()) {
      return value.asExtensionValue().getType() == 0
          && value.asExtensionValue().getData().length == 8;
    }
    return value.isNilValue();
  }
}
