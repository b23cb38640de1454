package dev.logproof.forward.decode;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.msgpack.core.MessageInsufficientBufferException;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;

/**
 * Classifies a frame by the protocol's text, independent of the decoder. Does not classify gzip and
 * handshakes.
 */
final class ReferenceReader {
  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

  private ReferenceReader() {}

  /** The expected result. */
  enum Validity {
    LEGAL,
    /** The frame is accepted, but an event is invalid. */
    FLAWED,
    MALFORMED,
    CUT,
    UNDECIDED
  }

  static Validity classify(byte[] bytes) {
    boolean announcesMuch = false;
    for (byte each : bytes) {
      announcesMuch |= List.of(0xc6, 0xc9, 0xdb, 0xdd, 0xdf, 0xc1).contains(each & 0xff);
    }
    if (announcesMuch || bytes.length == 0 || (bytes[0] & 0xff) == 0xc0) {
      return Validity.UNDECIDED;
    }
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
      Value value = unpacker.unpackValue();
      return value.isArrayValue() ? frame(value.asArrayValue().list()) : Validity.MALFORMED;
    } catch (MessageInsufficientBufferException e) {
      return Validity.CUT;
    } catch (IOException | RuntimeException e) {
      return Validity.UNDECIDED;
    }
  }

  private static Validity frame(List<Value> frame) {
    if (frame.size() < 2 || !frame.get(0).isRawValue()) {
      return Validity.FLAWED;
    }
    if (frame.size() > 4 || (frame.size() == 2 && frame.get(1).isMapValue())) {
      return Validity.UNDECIDED;
    }
    if (hasKey(frame.get(frame.size() - 1), "fluent_signal")) {
      return Validity.UNDECIDED;
    }
    Value second = frame.get(1);
    if (second.isRawValue() && frame.size() < 4) {
      return packedFrame(frame);
    }
    boolean withMetadata = second.isArrayValue() && isTime(second) && frame.size() > 2;
    if (second.isArrayValue() && !withMetadata) {
      return verdict(all(second.asArrayValue().list()));
    }
    if (withMetadata && frame.size() == 3 && hasKey(frame.get(2), "chunk")) {
      return Validity.FLAWED;
    }
    return verdict(isTime(second) && frame.size() > 2 && frame.get(2).isMapValue());
  }

  private static Validity packedFrame(List<Value> frame) {
    Value option = frame.size() == 3 ? frame.get(2) : ValueFactory.newNil();
    boolean mayBeTimeInText =
        option.isMapValue() && option.asMapValue().size() > 0 && !hasKey(option, "size");
    if (mayBeTimeInText || hasKey(option, "fluent_signal") || hasKey(option, "compressed")) {
      return Validity.UNDECIDED;
    }
    return packed(frame.get(1).asRawValue().asByteArray());
  }

  private static boolean hasKey(Value map, String key) {
    return map.isMapValue()
        && map.asMapValue().keySet().stream()
            .anyMatch(
                each ->
                    each.isRawValue()
                        && Arrays.equals(each.asRawValue().asByteArray(), Frames.text(key)));
  }

  private static Validity packed(byte[] bytes) {
    boolean flawed = false;
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
      while (unpacker.hasNext()) {
        flawed |= !isEntry(unpacker.unpackValue());
      }
      return verdict(!flawed);
    } catch (IOException | RuntimeException e) {
      return Validity.FLAWED;
    }
  }

  private static Validity verdict(boolean legal) {
    return legal ? Validity.LEGAL : Validity.FLAWED;
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
    if (!value.isArrayValue()) {
      return isPlainTime(value);
    }
    List<Value> pair = value.asArrayValue().list();
    return pair.size() == 2
        && isPlainTime(pair.get(0))
        && !isMarker(pair.get(0))
        && isOption(pair.get(1));
  }

  private static boolean isMarker(Value time) {
    if (!time.isIntegerValue()) {
      return false;
    }
    BigInteger seconds = time.asIntegerValue().toBigInteger();
    return seconds.signum() < 0 && seconds.compareTo(BigInteger.valueOf(-2)) >= 0;
  }

  private static boolean isPlainTime(Value value) {
    if (value.isIntegerValue()) {
      return value.asIntegerValue().toBigInteger().compareTo(MAX_LONG) <= 0;
    } else if (value.isFloatValue()) {
      return Math.abs(value.asFloatValue().toDouble()) <= 1e15;
    } else if (value.isTimestampValue()) {
      return true;
    } else if (value.isExtensionValue()) {
      byte[] data = value.asExtensionValue().getData();
      boolean marker =
          data.length == 8
              && new BigInteger(Arrays.copyOf(data, 4)).intValue() < 0
              && new BigInteger(Arrays.copyOf(data, 4)).intValue() >= -2;
      return value.asExtensionValue().getType() == 0 && data.length == 8 && !marker;
    }
    return false;
  }
}
