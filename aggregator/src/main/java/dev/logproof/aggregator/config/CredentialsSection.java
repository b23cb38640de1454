package dev.logproof.aggregator.config;

import dev.logproof.aggregator.access.Secret;
import dev.logproof.aggregator.config.syntax.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the credentials of an output. Of several, the first in the plugin's order applies. Not
 * thread-safe.
 */
final class CredentialsSection {
  /** Limits of AWS STS. */
  private static final int MIN_SECONDS = 900;

  private static final int MAX_SECONDS = 43_200;
  private static final String ASSUME_ROLE = "assume_role_credentials";
  private static final String METADATA_ADDRESS = "169.254.169.254";

  private final SectionReader outer;
  private final Map<String, CredentialsConfig> found = new LinkedHashMap<>();

  private CredentialsSection(SectionReader outer) {
    this.outer = outer;
  }

  /** Reads those of fluent-plugin-kinesis, whose keys go before everything else. */
  static CredentialsConfig read(SectionReader output) {
    CredentialsSection section = new CredentialsSection(output);
    section.keys();
    section.inner(ASSUME_ROLE, CredentialsSection::assumeRole);
    section.sections();
    return section.first();
  }

  /** Reads those of fluent-plugin-s3, whose role is assumed with the keys. */
  static CredentialsConfig readS3(SectionReader output) {
    CredentialsSection section = new CredentialsSection(output);
    section.inner(ASSUME_ROLE, CredentialsSection::assumeRole);
    section.keys();
    section.parameter("aws_profile", name -> new CredentialsConfig.SharedFile("", name));
    section.parameter("aws_credential_process", CredentialsConfig.ProcessOutput::new);
    section.sections();
    return section.roleOfKeys();
  }

  private CredentialsConfig roleOfKeys() {
    boolean hasRole = found.containsKey("<" + ASSUME_ROLE + ">");
    Optional<CredentialsConfig> keys =
        hasRole ? Optional.ofNullable(found.remove("aws_key_id")) : Optional.empty();
    CredentialsConfig first = first();
    return keys.isPresent() && first instanceof CredentialsConfig.AssumeRole role
        ? role.calledWith(keys.get())
        : first;
  }

  private void parameter(String name, Function<String, CredentialsConfig> read) {
    String value = text(outer, name, "none");
    if (!value.isEmpty()) {
      found.put(name, read.apply(value));
    }
  }

  private void sections() {
    inner("web_identity_credentials", CredentialsSection::webIdentity);
    inner("instance_profile_credentials", CredentialsSection::instanceProfile);
    inner("shared_credentials", CredentialsSection::sharedFile);
    inner("process_credentials", CredentialsSection::processOutput);
  }

  private CredentialsConfig first() {
    List<String> names = new ArrayList<>(found.keySet());
    if (names.size() > 1) {
      outer.warn(
          outer.place(),
          String.join(", ", names.subList(1, names.size()))
              + " has no effect: "
              + names.get(0)
              + " is used");
    }
    return names.isEmpty() ? new CredentialsConfig.StandardChain() : found.get(names.get(0));
  }

  private void keys() {
    String chain = "none: the AWS SDK's standard chain";
    String id = text(outer, "aws_key_id", chain);
    Secret key = secret("aws_sec_key", chain);
    Secret token = secret("aws_ses_token", "none");
    boolean hasId = !id.isEmpty();
    boolean hasKey = !key.reveal().isEmpty();
    if (hasId && hasKey) {
      found.put("aws_key_id", new CredentialsConfig.Keys(id, key, token));
    } else if (hasId || hasKey) {
      reportMissing(hasId ? "aws_sec_key" : "aws_key_id", hasId ? "aws_key_id" : "aws_sec_key");
    }
  }

  private void reportMissing(String missing, String given) {
    boolean isEmpty = !outer.placeOf(missing).equals(outer.place());
    outer.report(
        outer.placeOf(isEmpty ? missing : given),
        Remedy.CORRECT,
        missing + " is missing or empty: give both, or none for the AWS SDK's standard chain");
  }

  private Secret secret(String name, String ifAbsent) {
    return outer.optional(name, ifAbsent, Secret::of).orElse(Secret.of(""));
  }

  private void inner(String name, Function<SectionReader, CredentialsConfig> read) {
    Optional<Section> section = outer.section(name);
    section.ifPresent(
        written -> {
          SectionReader reader =
              new SectionReader(
                  written,
                  "<" + name + "> of " + outer.shown(),
                  outer.title() + " <" + name + ">",
                  outer.log());
          found.put("<" + name + ">", read.apply(reader));
          reader.finish(Map.of(), "none");
        });
  }

  private static CredentialsConfig assumeRole(SectionReader reader) {
    return new CredentialsConfig.AssumeRole(
        required(reader, "role_arn"),
        required(reader, "role_session_name"),
        text(reader, "policy", "none"),
        durationSeconds(reader),
        text(reader, "external_id", "none"),
        sts(reader),
        new CredentialsConfig.StandardChain());
  }

  private static CredentialsConfig.StsAccess sts(SectionReader reader) {
    return new CredentialsConfig.StsAccess(
        text(reader, "sts_region", "that of the output"),
        reader.optional("sts_endpoint_url", "the region's", AwsAddresses::endpoint).orElse(""),
        reader.optional("sts_http_proxy", "none", AwsAddresses::proxy).orElse(""));
  }

  private static CredentialsConfig webIdentity(SectionReader reader) {
    return new CredentialsConfig.WebIdentity(
        required(reader, "role_arn"),
        required(reader, "role_session_name"),
        required(reader, "web_identity_token_file"),
        text(reader, "policy", "none"),
        durationSeconds(reader),
        sts(reader));
  }

  private static CredentialsConfig instanceProfile(SectionReader reader) {
    String attempts = "credentials are asked for again until they are there";
    reader.explain("retries", attempts);
    reader.explain("http_open_timeout", attempts);
    reader.explain("http_read_timeout", attempts);
    return new CredentialsConfig.InstanceProfile(
        reader.value("ip_address", METADATA_ADDRESS, CredentialsSection::notEmpty, text -> text),
        reader.integer("port", 80, 1, 65_535));
  }

  private static CredentialsConfig sharedFile(SectionReader reader) {
    return new CredentialsConfig.SharedFile(
        text(reader, "path", "~/.aws/credentials"), text(reader, "profile_name", "default"));
  }

  private static CredentialsConfig processOutput(SectionReader reader) {
    return new CredentialsConfig.ProcessOutput(required(reader, "process"));
  }

  private static int durationSeconds(SectionReader reader) {
    return reader.value(
        "duration_seconds",
        3600,
        text -> Math.toIntExact(seconds(text)),
        seconds -> seconds + " s");
  }

  private static long seconds(String text) {
    long millis = Values.millis(text);
    if (millis % 1000 != 0 || millis < MIN_SECONDS * 1000L || millis > MAX_SECONDS * 1000L) {
      throw new IllegalArgumentException(
          "expected from " + MIN_SECONDS + " to " + MAX_SECONDS + " seconds");
    }
    return millis / 1000;
  }

  private static String required(SectionReader reader, String name) {
    return reader.required(name, "missing", CredentialsSection::notEmpty);
  }

  private static String text(SectionReader reader, String name, String ifAbsent) {
    return reader.optional(name, ifAbsent, given -> given).orElse("");
  }

  private static String notEmpty(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("expected a value, found none");
    }
    return text;
  }
}
