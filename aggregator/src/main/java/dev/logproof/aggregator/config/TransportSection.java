package dev.logproof.aggregator.config;

import dev.logproof.aggregator.access.ClientCertificates;
import dev.logproof.aggregator.access.Secret;
import dev.logproof.aggregator.access.TlsSettings;
import dev.logproof.aggregator.access.TransportSettings;
import dev.logproof.aggregator.config.syntax.Section;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code <transport>} of an input. Not thread-safe. */
final class TransportSection {
  private static final List<String> VERSIONS = List.of("TLSv1_2", "TLSv1_3");
  private static final String NO_OLDER =
      "expected TLSv1_2 or TLSv1_3 (TLS1_2, TLS1_3); older versions are insecure";

  private final SectionReader outer;

  private TransportSection(SectionReader outer) {
    this.outer = outer;
  }

  static TransportSettings read(SectionReader source) {
    return source
        .section("transport")
        .flatMap(
            section -> source.log().attempt(() -> new TransportSection(source).transport(section)))
        .orElse(TransportSettings.TCP);
  }

  private TransportSettings transport(Section section) {
    SectionReader reader =
        new SectionReader(
            section,
            "<transport> of " + outer.shown(),
            outer.title() + " <transport>",
            outer.log());
    TransportSettings transport =
        switch (section.argument()) {
          case "", "tcp" -> TransportSettings.TCP;
          case "tls" -> tls(reader);
          default ->
              throw reader.error(
                  "<transport " + section.argument() + "> is not supported: expected tcp or tls");
        };
    reader.finish(Map.of(), "none");
    return transport;
  }

  private static TlsSettings tls(SectionReader reader) {
    reader.refuse(UnsupportedParameters.TLS);
    reader.only("insecure", "false", "a connection that is not encrypted needs no TLS");
    reader.explain("ca_cert_path", "certificates are not generated: cert_path is used");
    Path certificate = reader.required("cert_path", Path.of(""), Path::of);
    Path key = reader.required("private_key_path", Path.of(""), Path::of);
    Secret passphrase = reader.secret("private_key_passphrase").orElse(Secret.NONE);
    boolean clientAuth = reader.flag("client_cert_auth", false);
    Optional<Path> authority = reader.optional("ca_path", "none", Path::of);
    if (clientAuth && authority.isEmpty()) {
      reader.report(
          Remedy.CORRECT,
          "client_cert_auth is true but ca_path is missing: set it to the CA of the client"
              + " certificates");
    }
    if (!clientAuth && authority.isPresent()) {
      reader.warn(reader.placeOf("ca_path"), "ca_path has no effect without client_cert_auth true");
    }
    return new TlsSettings(
        certificate,
        key,
        passphrase,
        clientAuth
            ? authority
                .<ClientCertificates>map(ClientCertificates.SignedBy::new)
                .orElse(ClientCertificates.NOT_ASKED)
            : ClientCertificates.NOT_ASKED,
        versions(reader),
        reader.optional("ciphers", "the platform's", TransportSection::ciphers).orElse(List.of()));
  }

  /** Reads {@code version}, or the range {@code min_version} to {@code max_version}. */
  private static List<String> versions(SectionReader reader) {
    Map<String, String> choices = new LinkedHashMap<>();
    VERSIONS.forEach(version -> choices.put(version, version));
    VERSIONS.forEach(version -> choices.put(version.replace("TLSv", "TLS"), version));
    Optional<String> only = reader.optional("version", "min to max", TransportSection::version);
    String min = reader.choice("min_version", VERSIONS.get(0), choices);
    String max = reader.choice("max_version", VERSIONS.get(1), choices);
    if (min.compareTo(max) > 0) {
      reader.report(Remedy.CORRECT, "min_version " + min + " is above max_version " + max);
    }
    return VERSIONS.stream()
        .filter(
            version ->
                only.map(version::equals)
                    .orElse(version.compareTo(min) >= 0 && version.compareTo(max) <= 0))
        .map(version -> version.replace('_', '.'))
        .toList();
  }

  static String version(String text) {
    String version = text.replaceFirst("^TLS1", "TLSv1");
    if (!VERSIONS.contains(version)) {
      throw new IllegalArgumentException(NO_OLDER);
    }
    return version;
  }

  static List<String> ciphers(String text) {
    List<String> parts = Stream.of(text.split("[:,\\s]+", -1)).filter(p -> !p.isEmpty()).toList();
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(
          "expected a cipher list of OpenSSL, such as ALL:!aNULL:!eNULL:!SSLv2");
    }
    return parts;
  }
}
