package dev.logproof.aggregator.ruby;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Translates a regular expression of Ruby (Onigmo) to Java. Refuses constructs without a
 * counterpart, so that none is read with another meaning. Single-use; not thread-safe.
 */
final class RegexTranslation {
  private static final Pattern NAMED_GROUP = Pattern.compile("\\(\\?(?:<([^=!>][^>]*)>|'([^']+)')");
  private static final Pattern QUANTIFIER = Pattern.compile("\\{(\\d*),?(\\d*)\\}");
  private static final Pattern OPTIONS = Pattern.compile("\\(\\?([a-z]*)(-[a-z]*)?([:)])");
  private static final Pattern BACKREFERENCE = Pattern.compile("\\\\k(?:<([^>]+)>|'([^']+)')");
  private static final Pattern CODE_POINT =
      Pattern.compile("\\\\u\\{\\s*([0-9a-fA-F]{1,6})\\s*\\}");
  private static final String SAME_GROUPS = ":=!>";

  private final String ruby;
  private final StringBuilder java = new StringBuilder();
  private final List<String> names = new ArrayList<>();
  private final boolean named;
  private int at;

  RegexTranslation(String ruby) {
    this.ruby = ruby;
    this.named = NAMED_GROUP.matcher(ruby).find();
    while (at < ruby.length()) {
      one();
    }
  }

  String java() {
    return java.toString();
  }

  List<String> groupNames() {
    return names;
  }

  private void one() {
    switch (ruby.charAt(at)) {
      case '\\' -> escape();
      case '(' -> group();
      case '[' -> characterClass();
      case '{' -> brace();
      case '^' -> replace(1, "(?:\\A|^)");
      default -> copy(1);
    }
  }

  private void copy(int count) {
    java.append(ruby, at, at + count);
    at += count;
  }

  private IllegalArgumentException refuse(String what) {
    return new IllegalArgumentException(what + " in /" + ruby + "/ has no counterpart here");
  }

  private boolean isAt(String text) {
    return ruby.startsWith(text, at);
  }

  private Matcher here(Pattern pattern) {
    return pattern.matcher(ruby).region(at, ruby.length());
  }

  private void escape() {
    if (at + 1 == ruby.length()) {
      throw new IllegalArgumentException("/" + ruby + "/ ends in a backslash");
    }
    char letter = ruby.charAt(at + 1);
    switch (letter) {
      case 'h' -> replace(2, "[0-9a-fA-F]");
      case 'H' -> replace(2, "[^0-9a-fA-F]");
      case 'k' -> backreference();
      case 'p', 'P' -> property(false);
      case 'K', 'g' -> throw refuse("\\" + letter);
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> digits();
      case 'A', 'z', 'Z', 'b', 'B', 'G', 'R', 'X' -> copy(2);
      default -> commonEscape(letter);
    }
  }

  /** Escapes with the same meaning inside and outside of a class. */
  private void commonEscape(char letter) {
    switch (letter) {
      case 'd', 'D', 'w', 'W', 's', 'S', 'n', 't', 'r', 'f', 'a', 'e', 'x' -> copy(2);
      case 'v' -> replace(2, "\\x0B");
      case 'u' -> codePoint();
      case 'C', 'M', 'c' -> throw refuse("\\" + letter);
      default -> {
        if (letter < 0x80 && Character.isLetter(letter)) {
          replace(2, String.valueOf(letter));
        } else {
          copy(2);
        }
      }
    }
  }

  private void replace(int length, String text) {
    java.append(text);
    at += length;
  }

  private void codePoint() {
    Matcher braces = here(CODE_POINT);
    if (braces.lookingAt()) {
      replace(braces.end() - at, "\\x{" + braces.group(1) + "}");
    } else if (isAt("\\u{")) {
      throw refuse("\\u{…} with several characters");
    } else {
      copy(2);
    }
  }

  private void digits() {
    if (isAt("\\0")) {
      int end = at + 2;
      while (end < ruby.length() && end < at + 4 && isOctal(ruby.charAt(end))) {
        end++;
      }
      replace(end - at, "\\x{" + Integer.toHexString(octal(ruby.substring(at + 1, end))) + "}");
    } else if (named) {
      throw new IllegalArgumentException("/" + ruby + "/ has a numbered reference beside names");
    } else {
      copy(2);
    }
  }

  private static boolean isOctal(char digit) {
    return digit >= '0' && digit <= '7';
  }

  private static int octal(String digits) {
    return Integer.parseInt(digits, 8);
  }

  private void backreference() {
    Matcher reference = here(BACKREFERENCE);
    if (!reference.lookingAt()) {
      throw refuse("\\k without a name");
    }
    String name = reference.group(1) == null ? reference.group(2) : reference.group(1);
    int number = names.indexOf(name) + 1;
    if (number == 0 || number > 9 || names.lastIndexOf(name) + 1 != number) {
      throw refuse("the reference " + reference.group());
    }
    replace(reference.end() - at, "(?:\\" + number + ")");
  }

  private void property(boolean inClass) {
    int end = ruby.indexOf('}', at);
    if (!ruby.startsWith("{", at + 2) || end < 0) {
      throw refuse("\\p without braces");
    }
    String name = ruby.substring(at + 3, end);
    boolean negated = (ruby.charAt(at + 1) == 'P') != name.startsWith("^");
    String members = RegexClasses.property(name.replaceFirst("^\\^", ""));
    if (members.isEmpty() || (negated && inClass)) {
      throw refuse(ruby.substring(at, end + 1));
    }
    String set = (negated ? "[^" : "[") + members + "]";
    replace(end + 1 - at, inClass ? members : set);
  }

  private void group() {
    Matcher name = here(NAMED_GROUP);
    if (!isAt("(?")) {
      replace(1, named ? "(?:" : "(");
    } else if (name.lookingAt()) {
      names.add(name.group(1) == null ? name.group(2) : name.group(1));
      replace(name.end() - at, "(");
    } else if (isAt("(?#")) {
      int end = ruby.indexOf(')', at);
      at = end < 0 ? ruby.length() : end + 1;
    } else if (isAt("(?<=") || isAt("(?<!")) {
      copy(4);
    } else if (at + 2 < ruby.length() && SAME_GROUPS.indexOf(ruby.charAt(at + 2)) >= 0) {
      copy(3);
    } else {
      options();
    }
  }

  /** Ruby's {@code m} is Java's {@code s}. */
  private void options() {
    Matcher options = here(OPTIONS);
    if (!options.lookingAt()) {
      throw refuse(ruby.substring(at, Math.min(ruby.length(), at + 4)));
    }
    String off = options.group(2) == null ? "" : options.group(2);
    if (!(options.group(1) + off).matches("[im]*-?[im]*")) {
      throw refuse(options.group());
    }
    String flags = (options.group(1) + off).replace("m", "s").replace("i", "iu");
    replace(options.end() - at, "(?" + flags + options.group(3));
  }

  /** A brace that begins no quantifier is a literal. */
  private void brace() {
    Matcher quantifier = here(QUANTIFIER);
    boolean counts = quantifier.lookingAt() && !quantifier.group().matches("\\{,?\\}");
    if (!counts) {
      replace(1, "\\{");
      return;
    }
    if (ruby.startsWith("+", quantifier.end())) {
      throw refuse(quantifier.group() + "+");
    }
    String text = quantifier.group();
    replace(text.length(), text.startsWith("{,") ? "{0" + text.substring(1) : text);
  }

  private void characterClass() {
    int depth = 0;
    do {
      if (isAt("[:") && depth > 0) {
        posix();
      } else if (isAt("\\")) {
        classEscape();
      } else {
        depth += isAt("[") ? 1 : isAt("]") ? -1 : 0;
        boolean first = isAt("[");
        copy(1);
        if (first) {
          openClass();
        }
      }
    } while (depth > 0 && at < ruby.length());
  }

  /** A closing bracket in first position is a literal. */
  private void openClass() {
    if (isAt("^")) {
      copy(1);
    }
    if (isAt("]")) {
      replace(1, "\\]");
    }
  }

  private void classEscape() {
    if (at + 1 == ruby.length()) {
      throw new IllegalArgumentException("/" + ruby + "/ ends in a backslash");
    }
    char letter = ruby.charAt(at + 1);
    switch (letter) {
      case 'h' -> replace(2, "0-9a-fA-F");
      case 'b' -> replace(2, "\\x08");
      case 'p', 'P' -> property(true);
      case 'H', 'R', 'X' -> throw refuse("\\" + letter + " in brackets");
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octalInClass();
      default -> commonEscape(letter);
    }
  }

  private void octalInClass() {
    int end = at + 1;
    while (end < ruby.length() && end < at + 4 && isOctal(ruby.charAt(end))) {
      end++;
    }
    replace(end - at, "\\x{" + Integer.toHexString(octal(ruby.substring(at + 1, end))) + "}");
  }

  private void posix() {
    int end = ruby.indexOf(":]", at);
    if (end < 0) {
      throw new IllegalArgumentException("/" + ruby + "/ has [: without :]");
    }
    String name = ruby.substring(at + 2, end);
    String members = name.startsWith("^") ? "" : RegexClasses.posix(name);
    if (members.isEmpty()) {
      throw refuse("[:" + name + ":]");
    }
    replace(end + 2 - at, members);
  }
}
