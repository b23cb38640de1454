package dev.logproof.localaws.faults;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Faults for requests from now on. Immutable.
 *
 * @param seed the same seed selects the same call numbers
 * @param forMillis 0 lasts until ended
 * @param stream only affected stream; empty text affects all
 */
public record RequestFaultPlan(
    RequestFault fault, long seed, double share, long forMillis, String stream) {
  /** Plan without a fault. */
  public static final RequestFaultPlan NONE =
      new RequestFaultPlan(new RequestFault.NoFault(), 0, 1, 0, "");

  private static final Set<String> NAMES =
      Set.of(
          "fault",
          "seed",
          "share",
          "forMillis",
          "code",
          "records",
          "delayMillis",
          "moment",
          "how",
          "stream");

  /** Rejects invalid values. */
  public RequestFaultPlan {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "share '" + share + "': expected a share above 0, at most 1");
    }
    if (forMillis < 0) {
      throw new IllegalArgumentException("forMillis '" + forMillis + "': expected 0 or more");
    }
    if (!stream.isEmpty() && !fault.knowsStream()) {
      throw new IllegalArgumentException(
          "stream '" + stream + "': only with fault throttle, error or partial");
    }
  }

  /**
   * Returns this plan for S3, where throttling is SlowDown.
   *
   * @throws IllegalArgumentException when S3 has no such fault
   */
  public RequestFaultPlan ofS3() {
    if (fault instanceof RequestFault.RecordsRefused) {
      throw new IllegalArgumentException("fault 'partial': S3 has no records");
    }
    if (!(fault instanceof RequestFault.CallRefused refused)) {
      return this;
    }
    CallErrorCode code =
        refused.code() == CallErrorCode.SERVICE_UNAVAILABLE
            ? CallErrorCode.SLOW_DOWN
            : refused.code();
    if (!code.isOfS3() || !stream.isEmpty()) {
      throw new IllegalArgumentException(
          "code '" + code.type() + "': expected SlowDown or another error of S3, and no stream");
    }
    return new RequestFaultPlan(new RequestFault.CallRefused(code), seed, share, forMillis, stream);
  }

  /**
   * Returns this plan for services with streams.
   *
   * @throws IllegalArgumentException when it is for S3 alone
   */
  public RequestFaultPlan ofStreams() {
    if (fault instanceof RequestFault.CallRefused refused && refused.code().isOfS3()) {
      throw new IllegalArgumentException(
          "code '" + refused.code().type() + "': it is an error of S3");
    }
    return this;
  }

  /**
   * Parses {@code fault=partial,records=0.3,seed=7}.
   *
   * @throws IllegalArgumentException when the plan is invalid
   */
  public static RequestFaultPlan parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "'" + pair + "': expected name=value, such as fault=throttle");
      }
      values.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
    }
    return of(values);
  }

  /**
   * Parses names and values.
   *
   * @throws IllegalArgumentException when the plan is invalid
   */
  public static RequestFaultPlan of(Map<String, String> values) {
    for (String name : values.keySet()) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "'" + name + "': expected one of " + NAMES.stream().sorted().toList());
      }
    }
    return new RequestFaultPlan(
        fault(values),
        wholeNumber(values, "seed", 0),
        number(values, "share", 1),
        wholeNumber(values, "forMillis", 0),
        values.getOrDefault("stream", ""));
  }

  private static RequestFault fault(Map<String, String> values) {
    String fault = values.getOrDefault("fault", "");
    return switch (fault) {
      case "throttle" -> new RequestFault.CallRefused(CallErrorCode.SERVICE_UNAVAILABLE);
      case "error" ->
          new RequestFault.CallRefused(CallErrorCode.of(values.getOrDefault("code", "")));
      case "partial" -> new RequestFault.RecordsRefused(number(values, "records", 0.01));
      case "slow" -> new RequestFault.SlowAnswer(wholeNumber(values, "delayMillis", 5_000));
      case "disconnect" ->
          new RequestFault.Disconnect(
              choice(values, "moment", RequestFault.Moment.WITHOUT_RESPONSE));
      case "outage" -> new RequestFault.Outage(choice(values, "how", Reach.REFUSE) == Reach.REFUSE);
      default ->
          throw new IllegalArgumentException(
              "fault '"
                  + fault
                  + "': expected throttle, error, partial, slow, disconnect or outage");
    };
  }

  /** Effect of an outage on new connections. */
  private enum Reach {
    REFUSE,
    RESET
  }

  private static long wholeNumber(Map<String, String> values, String name, long byDefault) {
    return parsed(values, name, "a whole number", Long::parseLong, byDefault);
  }

  private static double number(Map<String, String> values, String name, double byDefault) {
    return parsed(values, name, "a number", Double::parseDouble, byDefault);
  }

  private static <N extends Number> N parsed(
      Map<String, String> values,
      String name,
      String expected,
      Function<String, N> parser,
      N byDefault) {
    try {
      return values.containsKey(name) ? parser.apply(values.get(name)) : byDefault;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          name + " '" + values.get(name) + "': expected " + expected, e);
    }
  }

  private static <E extends Enum<E>> E choice(
      Map<String, String> values, String name, E byDefault) {
    String text = values.getOrDefault(name, label(byDefault));
    E[] all = byDefault.getDeclaringClass().getEnumConstants();
    for (E one : all) {
      if (label(one).equals(text)) {
        return one;
      }
    }
    throw new IllegalArgumentException(
        name
            + " '"
            + text
            + "': expected one of "
            + Arrays.stream(all).map(RequestFaultPlan::label).toList());
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
