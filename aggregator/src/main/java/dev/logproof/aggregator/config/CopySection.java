package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.CopyOutput.Store;
import dev.logproof.aggregator.config.CopyOutput.Target;
import dev.logproof.aggregator.config.syntax.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads {@code <match>} of type copy. Not thread-safe.
 *
 * @param label of the section; "" is the top level
 */
record CopySection(Ids ids, Labels labels, String label, ReadLog log) {
  private static final List<String> TYPES =
      Stream.concat(OutputSections.TYPES.stream(), Stream.of("relabel", RewriteSection.TYPE))
          .toList();
  private static final String IGNORE_ERROR = "ignore_error";
  private static final String IGNORE_IF_PREV_SUCCESS = "ignore_if_prev_success";
  private static final int MAX_STORES = 64;

  CopyOutput read(PluginSection plugin) {
    SectionReader reader = plugin.reader();
    String bytes = "every store reads the event as the client sent it, and none changes it";
    reader.explain("copy_mode", bytes);
    reader.explain("deep_copy", bytes);
    List<Section> sections = reader.sections("store");
    if (sections.isEmpty() || sections.size() > MAX_STORES) {
      reader.report(Remedy.CORRECT, "expected 1 to " + MAX_STORES + " <store> sections");
    }
    List<Store> stores = new ArrayList<>();
    for (int number = 1; number <= sections.size(); number++) {
      Section section = sections.get(number - 1);
      String heading = reader.title() + " <store " + number + ">";
      boolean first = number == 1;
      log.attempt(() -> store(section, heading, first)).ifPresent(stores::add);
    }
    plugin.withoutEffect("format", "inject", "buffer");
    reader.finish(Map.of(), "<store>");
    return new CopyOutput(plugin.id(), stores);
  }

  private Store store(Section section, String heading, boolean first) {
    List<String> words =
        Stream.of(section.argument().split("[\\s,]+", -1)).filter(word -> !word.isEmpty()).toList();
    words.stream()
        .filter(word -> !List.of(IGNORE_ERROR, IGNORE_IF_PREV_SUCCESS).contains(word))
        .forEach(
            word ->
                log.report(
                    ReadLog.error(
                        section.place(),
                        "<store " + word + ">: expected ignore_error, ignore_if_prev_success")));
    boolean ifPrevSuccess = words.contains(IGNORE_IF_PREV_SUCCESS);
    if (ifPrevSuccess && first) {
      log.report(
          ReadLog.error(
              section.place(), "<store ignore_if_prev_success>: there is no <store> before it"));
    }
    return new Store(target(section, heading), words.contains(IGNORE_ERROR), ifPrevSuccess);
  }

  private Target target(Section section, String heading) {
    if (OperationalPlugins.counts(section, log)) {
      return new Target.ToOutput(OperationalPlugins.counted(section, ids));
    }
    PluginSection plugin =
        PluginSection.open(section, heading, TYPES, UnsupportedPlugins::store, log, ids);
    return switch (plugin.type()) {
      case "relabel" -> new Target.ToLabel(labels.relabel(plugin));
      case RewriteSection.TYPE -> new Target.ToOutput(RewriteSection.read(plugin, labels, label));
      default -> new Target.ToOutput(OutputSections.read(plugin, log));
    };
  }
}
