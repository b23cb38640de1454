package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.config.RewriteOutput;
import dev.logproof.aggregator.config.syntax.HostName;
import dev.logproof.aggregator.routing.TagCache;
import dev.logproof.aggregator.ruby.TagTemplate;
import dev.logproof.aggregator.transcode.MessagePackCursor;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * {@code @type rewrite_tag_filter}: finds the new tags of events. A tag without groups is computed
 * once per tag of the client, others per event. Confined to one event loop.
 */
public final class TagRewriter {
  private static final int MAX_CACHED_TAGS = 256;

  private static final String HOST_NAME = HostName.read();

  /** Stands for bytes that are not UTF-8. */
  private static final char REPLACEMENT = '\uFFFD';

  private final RewriteOutput config;
  private final Workbench workbench;
  private final List<Condition> conditions = new ArrayList<>();
  private final TagCache<List<RuleOfTag>> rules;
  private final byte[] tag = new byte[TagCache.MAX_TAG_BYTES];
  private List<RuleOfTag> current;

  /**
   * A pattern and where its text comes from.
   *
   * @param isSameField whether the rule before reads the same field
   */
  private record Condition(
      FieldLookup field, Matcher matcher, boolean inverts, boolean isSameField) {}

  /** Computes the new tag of an event that a rule matches. */
  private interface RuleOfTag {
    NewTag tag(Matcher match);
  }

  TagRewriter(RewriteOutput config, Workbench workbench) {
    this.config = config;
    this.workbench = workbench;
    for (int i = 0; i < config.rules().size(); i++) {
      RewriteOutput.Rule rule = config.rules().get(i);
      conditions.add(
          new Condition(
              new FieldLookup(rule.key(), false),
              rule.pattern().pattern().matcher(""),
              rule.inverts(),
              i > 0 && config.rules().get(i - 1).key().equals(rule.key())));
    }
    this.rules = new TagCache<>(any -> Optional.of(rulesOf(any)), rulesOf(""), MAX_CACHED_TAGS);
    this.current = rules.unmatched();
  }

  private List<RuleOfTag> rulesOf(String own) {
    String cut = config.cut().pattern().matcher(own).replaceFirst("");
    return config.rules().stream().map(rule -> ruleOf(rule, own, cut)).toList();
  }

  private RuleOfTag ruleOf(RewriteOutput.Rule rule, String own, String cut) {
    RewriteOutput.NewTag to = rule.to();
    TagTemplate template = new TagTemplate(to.template(), cut, HOST_NAME);
    if (rule.inverts() || !TagTemplate.hasGroups(to.template())) {
      NewTag always = newTag(to, own, template.withoutGroups());
      return match -> always;
    }
    return match -> newTag(to, own, template.withGroups(match, config.capitalizes()));
  }

  /** As in the plugin, an event whose tag would stay the same goes nowhere. */
  private static NewTag newTag(RewriteOutput.NewTag to, String own, String text) {
    return text.equals(own) && !to.isRelabeled()
        ? NewTag.NONE
        : new NewTag(NewTag.Kind.REWRITTEN, to.label(), text);
  }

  /** Sets the tag of the following events. */
  public void tag(ByteBuf buffer, int offset, int length) {
    buffer.getBytes(offset, tag, 0, length);
    current = rules.get(tag, 0, length);
  }

  /** Returns the new tag of the msgpack map at {@code offset}. */
  public NewTag newTag(ByteBuf buffer, int offset, int length) {
    EventInWork event = workbench.take();
    try {
      event.open(buffer, offset, length, 0, 0);
      return newTag(event);
    } catch (FilterFailedException | StackOverflowError e) {
      return NewTag.FAILED;
    } finally {
      event.close();
      workbench.give(event);
    }
  }

  private NewTag newTag(EventInWork event) {
    String text = "";
    for (int i = 0; i < conditions.size(); i++) {
      Condition condition = conditions.get(i);
      text = condition.isSameField() ? text : text(condition.field(), event);
      if (applies(condition, text)) {
        return current.get(i).tag(condition.matcher());
      }
    }
    return NewTag.NONE;
  }

  private boolean applies(Condition condition, String text) {
    if (text.isEmpty() && !condition.inverts()) {
      return false;
    }
    boolean matches = condition.matcher().reset(text).find();
    if (matches && !condition.inverts() && config.capitalizes()) {
      checkGroups(condition.matcher());
    }
    return matches != condition.inverts();
  }

  /** The plugin capitalizes every group, which fails for one without text. */
  private static void checkGroups(Matcher match) {
    for (int group = 1; group <= match.groupCount(); group++) {
      if (match.start(group) < 0) {
        throw new FilterFailedException("a group to be capitalized has no text");
      }
    }
  }

  private static String text(FieldLookup field, EventInWork event) {
    ValueRef value = event.found();
    field.find(event, value);
    if (value.isNil()) {
      return "";
    }
    MessagePackCursor cursor = event.cursor();
    cursor.reset(value.source(), value.from(), value.end());
    MessagePackCursor.Kind kind = cursor.next();
    if (kind == MessagePackCursor.Kind.STR || kind == MessagePackCursor.Kind.BIN) {
      int from = cursor.takePayload();
      return decode(value.source(), from, cursor.position());
    }
    ByteBuf text = event.takeText();
    try {
      event.rubyText().append(value.source(), value.from(), value.end(), text);
      return decode(text.array(), 0, text.writerIndex());
    } finally {
      event.giveText(text);
    }
  }

  /** The plugin replaces what is not UTF-8 by a question mark. */
  private static String decode(byte[] source, int from, int end) {
    String text = new String(source, from, end - from, UTF_8);
    if (text.indexOf(REPLACEMENT) < 0) {
      return text;
    }
    try {
      return UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .replaceWith("?")
          .decode(ByteBuffer.wrap(source, from, end - from))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
