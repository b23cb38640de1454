package dev.logproof.aggregator.config;

import dev.logproof.aggregator.access.ClientTls;
import dev.logproof.aggregator.access.ClientTransport;
import dev.logproof.aggregator.access.KeyFiles;
import dev.logproof.aggregator.access.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads {@code transport} and {@code tls_...} of a forward output. Stateless. */
final class ClientTlsParameters {
  private static final String PASSPHRASE = "tls_client_private_key_passphrase";
  private static final List<String> VERSIONS = List.of("TLSv1.2", "TLSv1.3");

  private ClientTlsParameters() {}

  static ClientTransport read(SectionReader reader) {
    boolean tls =
        reader.choice("transport", false, BufferSection.choices("tcp", false, "tls", true));
    boolean insecure = reader.flag("tls_insecure_mode", false);
    reader.explain(
        "tls_allow_self_signed_cert",
        "a self-signed certificate is accepted if tls_cert_path names it");
    boolean verifiesName = reader.flag("tls_verify_hostname", true);
    List<Path> own = paths(reader, "tls_cert_path");
    List<Path> authorities = paths(reader, "tls_ca_cert_path");
    ClientTls settings =
        new ClientTls(
            insecure
                ? new ClientTls.Anyone()
                : new ClientTls.Authorities(own.isEmpty() ? authorities : own),
            verifiesName && !insecure,
            ownCertificate(reader),
            reader
                .optional("tls_version", "TLSv1_2 and TLSv1_3", TransportSection::version)
                .map(version -> List.of(version.replace('_', '.')))
                .orElse(VERSIONS),
            reader
                .optional("tls_ciphers", "the platform's", TransportSection::ciphers)
                .orElse(List.of()));
    return tls ? settings : ClientTransport.PLAIN;
  }

  private static List<Path> paths(SectionReader reader, String name) {
    return reader
        .optional(name, "none", text -> JsonText.list(text).stream().map(Path::of).toList())
        .orElse(List.of());
  }

  private static ClientTls.OwnCertificate ownCertificate(SectionReader reader) {
    Optional<Path> certificate = reader.optional("tls_client_cert_path", "none", Path::of);
    Optional<Path> key = reader.optional("tls_client_private_key_path", "none", Path::of);
    Secret passphrase = reader.secret(PASSPHRASE).orElse(Secret.NONE);
    if (certificate.isPresent() && key.isPresent()) {
      return new ClientTls.InFiles(
          new KeyFiles(certificate.get(), key.get(), passphrase, PASSPHRASE));
    }
    if (certificate.isPresent() || key.isPresent()) {
      reader.report(
          Remedy.CORRECT, "expected both tls_client_cert_path and tls_client_private_key_path");
    }
    return new ClientTls.NoCertificate();
  }
}
