package dev.logproof.aggregator.seams;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/** Replaces logging until closed: runs a hook instead, on the thread that logs. */
public final class LogHook extends TurboFilter implements AutoCloseable {
  private final LoggerContext logs = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Level least;
  private final Predicate<String> applies;
  private final LogListener hook;

  /** Receives one log statement, or a question whether its level is enabled. */
  public interface LogListener {
    /** May throw, as a failing appender does; {@code format} is null for a question. */
    void logged(Level level, String format, Throwable cause);
  }

  /** Runs {@code hook} for statements of {@code least} and above of loggers that apply. */
  public LogHook(Level least, Predicate<String> applies, LogListener hook) {
    this.least = least;
    this.applies = applies;
    this.hook = hook;
    logs.addTurboFilter(this);
  }

  @Override
  public FilterReply decide(
      Marker marker, Logger logger, Level level, String format, Object[] values, Throwable cause) {
    if (level.isGreaterOrEqual(least) && applies.test(logger.getName())) {
      hook.logged(level, format, cause);
    }
    return format == null ? FilterReply.NEUTRAL : FilterReply.DENY;
  }

  @Override
  public void close() {
    logs.resetTurboFilterList();
  }
}
