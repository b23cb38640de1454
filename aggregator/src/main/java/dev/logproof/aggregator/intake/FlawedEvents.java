package dev.logproof.aggregator.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.OncePerMinute;
import dev.logproof.aggregator.metrics.RejectCause;
import dev.logproof.forward.decode.EventFlaw;
import dev.logproof.forward.decode.ForwardFrame;
import io.netty.channel.Channel;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts one client's invalid events; warns once per minute per flaw across all clients. Drops only
 * the invalid event: without an acknowledgement, the client would resend its chunk forever.
 * Confined to its event loop.
 */
record FlawedEvents(Channel channel, ReadCounts counts, Ledger ledger) {
  private static final Logger LOG = LoggerFactory.getLogger(FlawedEvents.class);
  private static final Map<EventFlaw, OncePerMinute> WARNINGS = warnings();

  private static Map<EventFlaw, OncePerMinute> warnings() {
    Map<EventFlaw, OncePerMinute> warnings = new EnumMap<>(EventFlaw.class);
    for (EventFlaw flaw : EventFlaw.values()) {
      warnings.put(flaw, new OncePerMinute(System::nanoTime));
    }
    return Collections.unmodifiableMap(warnings);
  }

  void drop(ForwardFrame frame, EventFlaw flaw, int events) {
    RejectCause cause = cause(flaw);
    counts.rejected(cause, events);
    OncePerMinute warning = WARNINGS.get(flaw);
    if (warning != null) {
      warning.run(() -> warn(frame, flaw, cause));
    }
  }

  private void warn(ForwardFrame frame, EventFlaw flaw, RejectCause cause) {
    int tagLength = Math.min(frame.tagLength(), TagRouter.MAX_TAG_BYTES);
    LOG.warn(
        "dropping an event of {} with tag \"{}\": {}; {} events dropped for cause {} so far",
        channel.remoteAddress(),
        frame.buffer().toString(frame.tagOffset(), tagLength, UTF_8),
        frame.reason(flaw),
        ledger.rejected(cause),
        cause.label());
  }

  /** Counts {@code events} lost because the connection closes. */
  void closing(long offset, String reason, int events) {
    counts.rejected(RejectCause.MALFORMED, events);
    LOG.warn(
        "closing {}: bad frame at byte {} of the connection, {} events given up: {}",
        channel.remoteAddress(),
        offset,
        events,
        reason);
  }

  private static RejectCause cause(EventFlaw flaw) {
    return switch (flaw) {
      case TAG -> RejectCause.INVALID_TAG;
      case ENTRY -> RejectCause.INVALID_ENTRY;
      case TIME -> RejectCause.INVALID_TIME;
      case RECORD -> RejectCause.INVALID_RECORD;
      case DEPTH -> RejectCause.NESTED_TOO_DEEP;
      case GROUP_MARKER, SIGNAL -> RejectCause.NOT_A_LOG;
      case NONE, UNREADABLE -> RejectCause.MALFORMED;
    };
  }
}
