package dev.logproof.aggregator.firehose;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port of a URI. Unlike {@link URI#getHost}, accepts hosts with underscores, as in Docker
 * networks. Immutable.
 *
 * @param userInfo {@code user:password}, or empty
 * @param port -1 if absent
 */
record Authority(String userInfo, String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(?:([^@]*)@)?(\\[[0-9a-fA-F:.%]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?");

  static Authority of(URI uri) {
    String authority = uri.getAuthority();
    Matcher parts = FORM.matcher(authority == null ? "" : authority);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no host in it");
    }
    return new Authority(
        parts.group(1) == null ? "" : parts.group(1),
        parts.group(2),
        parts.group(3) == null ? -1 : Integer.parseInt(parts.group(3)));
  }
}
