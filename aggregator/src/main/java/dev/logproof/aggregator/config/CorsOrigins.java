package dev.logproof.aggregator.config;

import java.util.List;

/**
 * The pages from whose scripts browsers may send events (CORS).
 *
 * @param allowed origins, with one {@code *} each at most; empty without CORS
 */
public record CorsOrigins(List<String> allowed, boolean allowsCredentials) {
  /** Without {@code cors_allow_origins}. */
  public static final CorsOrigins NONE = new CorsOrigins(List.of(), false);

  /** Allows every origin. */
  public static final String ANY = "*";

  /** Copies the list. */
  public CorsOrigins {
    allowed = List.copyOf(allowed);
  }

  static CorsOrigins read(SectionReader source) {
    List<String> allowed =
        source.optional("cors_allow_origins", "none", JsonText::list).orElse(List.of());
    boolean credentials = source.flag("cors_allow_credentials", false);
    if (credentials && (allowed.isEmpty() || allowed.contains(ANY))) {
      source.report(
          source.placeOf("cors_allow_credentials"),
          Remedy.CORRECT,
          "cors_allow_credentials needs cors_allow_origins with single origins");
    }
    return new CorsOrigins(allowed, credentials);
  }
}
