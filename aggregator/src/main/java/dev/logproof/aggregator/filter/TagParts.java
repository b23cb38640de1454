package dev.logproof.aggregator.filter;

import dev.logproof.aggregator.ruby.Expression;
import java.util.List;
import java.util.Optional;

/** A tag and its parts, as record_transformer names them. Immutable. */
record TagParts(String tag, List<String> parts) {
  static TagParts of(String tag) {
    return new TagParts(tag, tag.isEmpty() ? List.of() : List.of(tag.split("\\.", 0)));
  }

  /** Returns the text of a part of the tag; empty when there is no such part. */
  Optional<String> resolve(Expression expression) {
    if (expression instanceof Expression.Tag) {
      return Optional.of(tag);
    } else if (expression instanceof Expression.TagPart part) {
      return index(part.number()).map(parts::get);
    } else if (expression instanceof Expression.TagPrefix prefix) {
      return index(prefix.number()).map(at -> String.join(".", parts.subList(0, at + 1)));
    } else if (expression instanceof Expression.TagSuffix suffix) {
      return index(suffix.number()).map(at -> String.join(".", parts.subList(at, parts.size())));
    }
    throw new IllegalStateException("not of the tag: " + expression);
  }

  private Optional<Integer> index(int number) {
    int at = number < 0 ? parts.size() + number : number;
    return at < 0 || at >= parts.size() ? Optional.empty() : Optional.of(at);
  }
}
