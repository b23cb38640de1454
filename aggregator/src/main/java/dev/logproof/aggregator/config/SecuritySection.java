package dev.logproof.aggregator.config;

import dev.logproof.aggregator.access.AccessRules;
import dev.logproof.aggregator.access.Network;
import dev.logproof.aggregator.access.Secret;
import dev.logproof.aggregator.access.Security;
import dev.logproof.aggregator.config.syntax.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code <security>} of a forward input. Not thread-safe. */
final class SecuritySection {
  private final SectionReader outer;
  private final Map<String, Secret> users = new LinkedHashMap<>();

  private SecuritySection(SectionReader outer) {
    this.outer = outer;
  }

  static Security read(SectionReader source) {
    return source
        .section("security")
        .flatMap(section -> source.log().attempt(() -> new SecuritySection(source).rules(section)))
        .<Security>map(rules -> rules)
        .orElse(Security.OPEN);
  }

  private AccessRules rules(Section section) {
    SectionReader reader = inner(section, "security");
    String self = reader.required("self_hostname", "missing", text -> text);
    Secret key =
        reader.secretOrEmpty("shared_key").orElseThrow(() -> missing(reader, "shared_key"));
    boolean userAuth = reader.flag("user_auth", false);
    if (key.reveal().isEmpty() && !userAuth) {
      reader.report(
          reader.placeOf("shared_key"),
          Remedy.CORRECT,
          "shared_key is empty: expected a key, or user_auth true and at least one <user>");
    }
    boolean anonymous = reader.flag("allow_anonymous_source", true);
    reader.sections("user").forEach(each -> reader.log().attemptAll(() -> user(each)));
    List<AccessRules.Client> clients =
        reader.sections("client").stream()
            .flatMap(each -> reader.log().attempt(() -> client(each)).stream())
            .toList();
    if (userAuth && users.isEmpty()) {
      reader.report(Remedy.CORRECT, "user_auth is true but there is no <user>");
    }
    if (!anonymous && clients.isEmpty()) {
      reader.report(Remedy.CORRECT, "allow_anonymous_source is false but there is no <client>");
    }
    reader.finish(Map.of(), "<user>, <client>");
    return new AccessRules(self, key, userAuth, anonymous, users, clients);
  }

  private void user(Section section) {
    SectionReader reader = inner(section, "user");
    String name = reader.required("username", "missing", text -> text);
    Secret password = reader.secret("password").orElseThrow(() -> missing(reader, "password"));
    if (users.put(name, password) != null) {
      throw reader.error("there is a user '" + name + "' already");
    }
    reader.finish(Map.of(), "none");
  }

  private AccessRules.Client client(Section section) {
    SectionReader reader = inner(section, "client");
    List<Network> networks = new ArrayList<>();
    reader.optional("host", "", Network::parse).ifPresent(networks::add);
    reader.optional("network", "", Network::parse).ifPresent(networks::add);
    if (networks.size() != 1) {
      throw reader.error("expected either host, an address, or network, such as 10.0.0.0/8");
    }
    Secret key = reader.secretOrEmpty("shared_key").orElse(Secret.NONE);
    Set<String> allowed = reader.optional("users", "everybody", this::known).orElse(Set.of());
    reader.finish(Map.of(), "none");
    return new AccessRules.Client(networks, key, allowed);
  }

  private Set<String> known(String list) {
    Set<String> names = new HashSet<>();
    for (String part : list.replaceAll("[\\[\\]\"]", " ").split("[\\s,]+", -1)) {
      if (!part.isEmpty() && !users.containsKey(part)) {
        throw new IllegalArgumentException("there is no <user> '" + part + "'");
      }
      if (!part.isEmpty()) {
        names.add(part);
      }
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException("expected user names, such as alice,bob");
    }
    return names;
  }

  private static ConfigException missing(SectionReader reader, String name) {
    return reader.error(name + " is missing");
  }

  private SectionReader inner(Section section, String name) {
    String shown = "<" + name + "> of " + outer.shown();
    return new SectionReader(section, shown, outer.title() + " <" + name + ">", outer.log());
  }
}
