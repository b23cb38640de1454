package dev.logproof.aggregator.config;

import java.util.List;

/** The {@code <parse>} of an HTTP source. */
public sealed interface HttpParse {
  /** Without {@code <parse>}. */
  HttpParse DEFAULT = new ByType("time", false, List.of());

  /**
   * in_http's own: JSON or MessagePack, by the type of the body.
   *
   * @param timeKey field with the time of the event; "" for none
   * @param time at most one; without it, the field is a number of seconds
   */
  record ByType(String timeKey, boolean keepTimeKey, List<ParserConfig.TimeRule> time)
      implements HttpParse {
    /** Copies the list. */
    public ByType {
      time = List.copyOf(time);
    }
  }

  /**
   * Another parser, for bodies of any type.
   *
   * @param filter reads the field {@link #BODY}
   */
  record WholeBody(FilterConfig.Parse filter) implements HttpParse {
    /** Field that holds the body for the parser. */
    public static final String BODY = "body";
  }
}
