package dev.logproof.objects;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bucket and a key prefix.
 *
 * @param prefix empty for the whole bucket
 */
public record S3Location(String bucket, String prefix) {
  private static final Pattern FORM = Pattern.compile("s3://([A-Za-z0-9._-]+)(?:/(.*))?");

  /**
   * Parses {@code s3://bucket/prefix}; the prefix is used unchanged.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static S3Location parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not an S3 location: expected s3://bucket/prefix");
    }
    return new S3Location(matcher.group(1), Optional.ofNullable(matcher.group(2)).orElse(""));
  }

  @Override
  public String toString() {
    return "s3://" + bucket + "/" + prefix;
  }
}
