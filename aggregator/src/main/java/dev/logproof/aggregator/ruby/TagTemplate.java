package dev.logproof.aggregator.ruby;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A new tag as rewrite_tag_filter writes it: {@code $1} is a group of the pattern, and then {@code
 * ${tag}}, {@code ${tag_parts[0]}} and {@code ${hostname}} are replaced, also where a group brought
 * them in. Immutable.
 */
public final class TagTemplate {
  private static final Pattern GROUP = Pattern.compile("\\$(\\d+)");
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\$\\{[a-z_]+(?:\\[[0-9]+\\])?\\}|__[A-Z_]+__");
  private static final Pattern RANGE =
      Pattern.compile(
          "\\$\\{tag_parts\\[\\d\\.\\.\\.?\\d\\]\\}|__TAG_PARTS\\[\\d\\.\\.\\.?\\d\\]__");
  private static final Pattern LIKE_PLACEHOLDER =
      Pattern.compile("\\$\\{[^}]*\\}|__[A-Z_]+\\[[^\\]]*\\]__");
  private static final Pattern KNOWN =
      Pattern.compile("\\$\\{(?:tag|hostname|tag_parts\\[\\d+\\])\\}|__(?:TAG|HOSTNAME)__");
  private static final Pattern HOST = Pattern.compile("\\$\\{hostname\\}|__HOSTNAME__");

  private final String template;
  private final Map<String, String> values;

  /**
   * Prepares a template for the events of one tag.
   *
   * @param tag what {@code ${tag}} stands for
   */
  public TagTemplate(String template, String tag, String hostName) {
    this.template = template;
    this.values = values(tag, hostName);
  }

  private static Map<String, String> values(String tag, String hostName) {
    Map<String, String> values = new HashMap<>();
    values.put("${tag}", tag);
    values.put("__TAG__", tag);
    values.put("${hostname}", hostName);
    values.put("__HOSTNAME__", hostName);
    String[] parts = tag.isEmpty() ? new String[0] : tag.split("\\.", 0);
    for (int part = 0; part < parts.length; part++) {
      values.put("${tag_parts[" + part + "]}", parts[part]);
    }
    return Map.copyOf(values);
  }

  /** Returns whether the tag depends on the groups of the pattern. */
  public static boolean hasGroups(String template) {
    return GROUP.matcher(template).find();
  }

  /** Returns whether the tag has the name of the host. */
  public static boolean namesHost(String template) {
    return HOST.matcher(template).find();
  }

  /** Returns what looks like a placeholder and is none. */
  public static List<String> unused(String template) {
    return LIKE_PLACEHOLDER
        .matcher(template)
        .results()
        .map(MatchResult::group)
        .filter(text -> !PLACEHOLDER.matcher(text).matches())
        .toList();
  }

  /** Returns the placeholders that never have a value. */
  public static List<String> unknown(String template) {
    return PLACEHOLDER
        .matcher(template)
        .results()
        .map(MatchResult::group)
        .filter(text -> !KNOWN.matcher(text).matches())
        .toList();
  }

  /**
   * Checks for ranges of parts, which the plugin rejects.
   *
   * @throws IllegalArgumentException when there is one
   */
  public static void checkRanges(String template) {
    if (RANGE.matcher(template).find()) {
      throw new IllegalArgumentException("expected single parts, such as ${tag_parts[0]}");
    }
  }

  /** Returns the tag without groups, in which {@code $1} stays as it is. */
  public String withoutGroups() {
    return placeholders(template);
  }

  /** Returns the tag with the groups of a match. */
  public String withGroups(MatchResult match, boolean capitalizes) {
    return placeholders(
        GROUP
            .matcher(template)
            .replaceAll(
                found -> Matcher.quoteReplacement(group(found.group(1), match, capitalizes))));
  }

  private static String group(String digits, MatchResult match, boolean capitalizes) {
    boolean isKnown = !digits.startsWith("0") && digits.length() < 4;
    int number = isKnown ? Integer.parseInt(digits) : Integer.MAX_VALUE;
    if (number > match.groupCount()) {
      return "";
    }
    String text = match.group(number);
    if (text == null) {
      return "";
    }
    return capitalizes ? capitalize(text) : text;
  }

  private String placeholders(String text) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(), "")));
  }

  /** As Ruby does: the first letter in title case, the others in lower case. */
  private static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.codePointAt(0);
    String upper = Character.toString(first).toUpperCase(Locale.ROOT);
    int title = Character.toTitleCase(first);
    StringBuilder capitalized = new StringBuilder();
    if (title == first) {
      int start = upper.codePointAt(0);
      capitalized.appendCodePoint(start);
      capitalized.append(lower(upper.substring(Character.charCount(start))));
    } else {
      capitalized.appendCodePoint(title);
    }
    return capitalized.append(lower(text.substring(Character.charCount(first)))).toString();
  }

  /** Letter by letter, since Ruby does not know the form of a letter at the end of a word. */
  private static String lower(String text) {
    StringBuilder lower = new StringBuilder();
    text.codePoints()
        .forEach(each -> lower.append(Character.toString(each).toLowerCase(Locale.ROOT)));
    return lower.toString();
  }
}
