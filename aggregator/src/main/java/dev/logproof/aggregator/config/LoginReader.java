package dev.logproof.aggregator.config;

import dev.logproof.aggregator.access.Secret;
import dev.logproof.aggregator.config.ForwardOutput.Login;
import dev.logproof.forward.handshake.ClientIdentity;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code <security>} of a forward output, and what each {@code <server>} says beside it.
 * Immutable.
 *
 * @param selfHostname "" without a {@code <security>}
 */
record LoginReader(String selfHostname, Secret sharedKey) {
  private static final LoginReader NO_SECURITY = new LoginReader("", Secret.NONE);

  static LoginReader of(SectionReader match) {
    return match
        .section("security")
        .flatMap(section -> match.log().attempt(() -> read(match.inner(section))))
        .orElse(NO_SECURITY);
  }

  private static LoginReader read(SectionReader reader) {
    String self = reader.required("self_hostname", "missing", LoginReader::hostname);
    Secret key = reader.required("shared_key", Secret.NONE, Secret::of);
    reader.finish(Map.of(), "none");
    return new LoginReader(self, key);
  }

  private static String hostname(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("expected a name for this aggregator");
    }
    return text;
  }

  /** Reads the parameters of a {@code <server>}. */
  Login of(SectionReader server, String shown) {
    Optional<Secret> ownKey = server.optional("shared_key", "of <security>", Secret::of);
    String user = server.value("username", "", text -> text, text -> text);
    Secret password = server.secretOrEmpty("password").orElse(Secret.of(""));
    if (selfHostname.isEmpty()) {
      if (ownKey.isPresent() || !user.isEmpty()) {
        server.warn(
            server.place(), "the handshake with " + shown + " is off: write <security> for it");
      }
      return Login.NONE;
    }
    Secret key = ownKey.orElse(sharedKey);
    return new ForwardOutput.SharedKey(
        new ClientIdentity(selfHostname, key.reveal(), user, password.reveal()));
  }
}
