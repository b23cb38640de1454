package dev.logproof.throughput;

import dev.logproof.throughput.process.TlsFiles;
import java.util.List;

/** How aggregators reach the endpoint. */
sealed interface EndpointTransport {
  String scheme();

  /** Arguments of the endpoint. */
  List<String> endpointArguments();

  /** PEM file of the endpoint's certificate, or empty text. */
  String authority();

  /** Flags by which a JVM trusts the endpoint, or empty text. */
  String javaFlags();

  /** Unencrypted. */
  record Plain() implements EndpointTransport {
    @Override
    public String scheme() {
      return "http";
    }

    @Override
    public List<String> endpointArguments() {
      return List.of();
    }

    @Override
    public String authority() {
      return "";
    }

    @Override
    public String javaFlags() {
      return "";
    }
  }

  /** With a certificate made for the run. */
  record Tls(TlsFiles files) implements EndpointTransport {
    @Override
    public String scheme() {
      return "https";
    }

    @Override
    public List<String> endpointArguments() {
      return List.of(
          "--key-store=" + files.keyStore(), "--key-store-password=" + TlsFiles.PASSWORD);
    }

    @Override
    public String authority() {
      return files.certificate().toString();
    }

    @Override
    public String javaFlags() {
      return "-Djavax.net.ssl.trustStore="
          + files.trustStore()
          + " -Djavax.net.ssl.trustStorePassword="
          + TlsFiles.PASSWORD;
    }
  }
}
