package dev.logproof.aggregator.access;

import io.netty.handler.ssl.OpenSsl;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Selects cipher suites of BoringSSL by an OpenSSL cipher list (ciphers(1)), such as Fluentd's
 * default {@code ALL:!aNULL:!eNULL:!SSLv2}. Always includes suites of TLS 1.3, as OpenSSL does.
 * Logs names and keywords that select nothing. Stateless.
 */
final class CipherList {
  private static final Logger LOG = LoggerFactory.getLogger(CipherList.class);

  /** Also the prefix of TLS 1.3 suites. */
  private static final String JAVA_NAME = "TLS_";

  private CipherList() {}

  /**
   * Returns the suites, or {@code parts} itself when all are Java names.
   *
   * @throws IllegalArgumentException when no suite of TLS 1.2 is selected
   */
  static List<String> select(List<String> parts) {
    if (parts.stream().allMatch(part -> part.startsWith(JAVA_NAME))) {
      return parts;
    }
    return select(parts, OpenSsl.availableOpenSslCipherSuites());
  }

  static List<String> select(List<String> parts, Set<String> available) {
    List<String> older = available.stream().filter(name -> !name.startsWith(JAVA_NAME)).toList();
    Set<String> active = new LinkedHashSet<>();
    Set<String> killed = new LinkedHashSet<>();
    List<String> nothing = new ArrayList<>();
    for (String part : parts) {
      if (!part.startsWith("@") && !apply(part, older, active, killed)) {
        nothing.add(part);
      }
    }
    if (active.isEmpty()) {
      throw new IllegalArgumentException(
          "ciphers " + String.join(":", parts) + " select none of " + String.join(" ", older));
    }
    if (!nothing.isEmpty()) {
      LOG.info("ciphers: not available on this platform, ignored: {}", String.join(" ", nothing));
    }
    List<String> selected = new ArrayList<>();
    available.stream().filter(name -> name.startsWith(JAVA_NAME)).forEach(selected::add);
    selected.addAll(active);
    return selected;
  }

  /** Returns false when {@code part} should add suites and matches none. */
  private static boolean apply(
      String part, List<String> older, Set<String> active, Set<String> killed) {
    char operation = part.charAt(0);
    boolean isOperation = operation == '!' || operation == '-' || operation == '+';
    String term = isOperation ? part.substring(1) : part;
    List<String> meant = older.stream().filter(suite -> matches(term, suite)).toList();
    if (isOperation) {
      List<String> moved = meant.stream().filter(active::contains).toList();
      moved.forEach(active::remove);
      if (operation == '+') {
        active.addAll(moved);
      } else if (operation == '!') {
        killed.addAll(meant);
      }
      return true;
    }
    meant.stream().filter(suite -> !killed.contains(suite)).forEach(active::add);
    return !meant.isEmpty();
  }

  private static boolean matches(String term, String suite) {
    if (term.equals(suite)) {
      return true;
    }
    for (String word : term.split(Pattern.quote("+"), -1)) {
      if (!has(word, suite)) {
        return false;
      }
    }
    return true;
  }

  private static boolean has(String word, String suite) {
    boolean ephemeralCurves = suite.startsWith("ECDHE-");
    boolean preShared = suite.contains("PSK");
    boolean plainRsa = !ephemeralCurves && !suite.startsWith("DHE-") && !preShared;
    boolean signedByEcdsa = suite.contains("ECDSA");
    return switch (word) {
      case "ALL", "DEFAULT", "SSLv3", "TLSv1" -> !suite.contains("NULL");
      case "HIGH" -> suite.contains("AES") || suite.contains("CHACHA20");
      case "MEDIUM" -> suite.contains("3DES") || suite.contains("DES-CBC3");
      case "TLSv1.2" -> suite.endsWith("SHA256") || suite.endsWith("SHA384") || isAead(suite);
      case "kECDHE", "ECDHE", "kEECDH", "EECDH" -> ephemeralCurves;
      case "kDHE", "DHE", "kEDH", "EDH" -> suite.startsWith("DHE-");
      case "kRSA", "RSA" -> plainRsa;
      case "aRSA" -> !signedByEcdsa && !preShared;
      case "aECDSA", "ECDSA" -> signedByEcdsa;
      case "PSK", "kPSK", "aPSK" -> preShared;
      case "AES" -> suite.contains("AES");
      case "AES128" -> suite.contains("AES128");
      case "AES256" -> suite.contains("AES256");
      case "AESGCM" -> suite.contains("GCM");
      case "CHACHA20" -> suite.contains("CHACHA20");
      case "3DES" -> suite.contains("DES-CBC3");
      case "SHA", "SHA1" -> suite.endsWith("-SHA");
      case "SHA256" -> suite.endsWith("-SHA256") && !isAead(suite);
      case "SHA384" -> suite.endsWith("-SHA384") && !isAead(suite);
      case "eNULL", "NULL" -> suite.contains("NULL");
      default -> false;
    };
  }

  private static boolean isAead(String suite) {
    return suite.contains("GCM") || suite.contains("POLY1305");
  }
}
