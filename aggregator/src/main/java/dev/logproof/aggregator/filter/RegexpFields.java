package dev.logproof.aggregator.filter;

import dev.logproof.aggregator.ruby.RubyRegexp;
import java.util.List;
import java.util.regex.Matcher;

/** Fields by the named groups of an expression. Confined to one event loop. */
final class RegexpFields implements TextParsers.Fields {
  private final Matcher matcher;
  private final List<FieldName> names;

  RegexpFields(RubyRegexp expression) {
    this.matcher = expression.pattern().matcher("");
    this.names = TextParsers.names(expression.groupNames());
  }

  @Override
  public boolean parse(EventInWork event, String text) {
    if (!matcher.reset(text).find()) {
      return false;
    }
    for (int group = 1; group <= names.size(); group++) {
      String value = matcher.group(group);
      if (value != null) {
        TextParsers.add(event, names.get(group - 1), value);
      }
    }
    return true;
  }
}
