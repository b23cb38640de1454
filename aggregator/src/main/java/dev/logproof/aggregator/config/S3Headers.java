package dev.logproof.aggregator.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.access.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the parameters of an s3 output that become headers of its requests. Stateless. */
final class S3Headers {
  private static final Pattern METADATA_NAME = Pattern.compile("[A-Za-z0-9._-]{1,200}");
  private static final Pattern METADATA_VALUE = Pattern.compile("[ -~]*");
  private static final String METADATA = "x-amz-meta-";
  private static final String ALGORITHM = "sse_customer_algorithm";
  private static final String KEY = "sse_customer_key";

  /** Maps parameters to the headers of requests that write objects. */
  private static final Map<String, String> HEADERS = headers();

  private S3Headers() {}

  private static Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("acl", "x-amz-acl");
    headers.put("use_server_side_encryption", "x-amz-server-side-encryption");
    headers.put("ssekms_key_id", "x-amz-server-side-encryption-aws-kms-key-id");
    headers.put("tagging", "x-amz-tagging");
    headers.put("grant_full_control", "x-amz-grant-full-control");
    headers.put("grant_read", "x-amz-grant-read");
    headers.put("grant_read_acp", "x-amz-grant-read-acp");
    headers.put("grant_write_acp", "x-amz-grant-write-acp");
    return headers;
  }

  static Map<String, String> read(SectionReader reader) {
    Map<String, String> headers = new LinkedHashMap<>();
    String storageClass = reader.value("storage_class", "STANDARD", text -> text, text -> text);
    boolean reduced = reader.flag("reduced_redundancy", false);
    if (reduced || !storageClass.equals("STANDARD")) {
      headers.put("x-amz-storage-class", reduced ? "REDUCED_REDUNDANCY" : storageClass);
    }
    HEADERS.forEach(
        (name, header) ->
            reader
                .optional(name, "the bucket's", text -> text)
                .ifPresent(value -> headers.put(header, value)));
    reader
        .optional("s3_metadata", "none", S3Headers::metadata)
        .ifPresent(members -> members.forEach((name, text) -> headers.put(METADATA + name, text)));
    customerKey(reader, headers);
    return headers;
  }

  private static Map<String, String> metadata(String text) {
    Map<String, String> members = JsonText.map(text);
    members.forEach(
        (name, value) -> {
          if (!METADATA_NAME.matcher(name).matches() || !METADATA_VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("expected names and texts of ASCII, such as a:b");
          }
          if (value.contains("${") || value.contains("%{")) {
            throw new IllegalArgumentException(
                "the metadata of all objects is the same, without placeholders");
          }
        });
    return members;
  }

  /** The plugin's SDK takes the key as it is written, and computes its digest. */
  private static void customerKey(SectionReader reader, Map<String, String> headers) {
    Optional<String> algorithm = reader.optional(ALGORITHM, "none", text -> text);
    Optional<Secret> key = reader.secret(KEY);
    if (algorithm.isPresent() != key.isPresent()) {
      String given = key.isPresent() ? KEY : ALGORITHM;
      reader.report(
          reader.placeOf(given), Remedy.CORRECT, "give both " + ALGORITHM + " and " + KEY);
    }
    key.ifPresent(
        secret -> {
          byte[] bytes = secret.reveal().getBytes(UTF_8);
          String prefix = S3Output.Storage.OWN_KEY;
          headers.put(prefix + "algorithm", algorithm.orElse("AES256"));
          headers.put(prefix + "key", Base64.getEncoder().encodeToString(bytes));
          headers.put(prefix + "key-MD5", Base64.getEncoder().encodeToString(md5(bytes)));
        });
  }

  private static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has MD5", e);
    }
  }
}
