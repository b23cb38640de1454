package dev.logproof.commandline;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Formats a log event as one line in Fluentd's format, {@code 2018-10-24 19:26:54 +0000 [warn]: #0
 * message}. Control characters are escaped, so that quoted client input can neither forge log lines
 * nor control a terminal. Thread-safe.
 */
final class LogLine extends LayoutBase<ILoggingEvent> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xx").withZone(ZoneOffset.UTC);

  private static final int DELETE = 0x7f;
  private static final int FIRST_PRINTABLE_LATIN = 0xa0;
  private static final int LINE_SEPARATOR = 0x2028;
  private static final int PARAGRAPH_SEPARATOR = 0x2029;

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder();
    line.append(TIME.format(Instant.ofEpochMilli(event.getTimeStamp())))
        .append(" [")
        .append(event.getLevel().toString().toLowerCase(Locale.ROOT))
        .append("]: #0 ");
    escape(event.getFormattedMessage(), line);
    line.append('\n');
    if (event.getThrowableProxy() != null) {
      line.append(trace(ThrowableProxyUtil.asString(event.getThrowableProxy())));
    }
    return line.toString();
  }

  private static String trace(String text) {
    return text.lines()
        .map(
            part -> {
              StringBuilder escaped = new StringBuilder("\t");
              escape(part.strip(), escaped);
              return escaped.append('\n').toString();
            })
        .collect(Collectors.joining());
  }

  /** Escapes control characters, a line feed as {@code \x0a}. */
  static void escape(String text, StringBuilder to) {
    text.codePoints()
        .forEach(
            letter -> {
              if (isControl(letter)) {
                to.append(String.format(Locale.ROOT, "\\x%02x", letter));
              } else {
                to.appendCodePoint(letter);
              }
            });
  }

  private static boolean isControl(int letter) {
    return letter < ' '
        || (letter >= DELETE && letter < FIRST_PRINTABLE_LATIN)
        || letter == LINE_SEPARATOR
        || letter == PARAGRAPH_SEPARATOR;
  }
}
