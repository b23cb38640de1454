package dev.logproof.aggregator.access;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code <security>} of a forward input, with the meaning of Fluentd's in_forward. Immutable.
 *
 * @param selfHostname what the server calls itself in the handshake
 * @param sharedKey of clients without a rule of their own
 * @param userAuth whether clients must name a user
 * @param allowAnonymousSource whether clients that no {@code <client>} names may send
 * @param users password by name
 * @param clients rules for certain addresses; the first that matches counts
 */
public record AccessRules(
    String selfHostname,
    Secret sharedKey,
    boolean userAuth,
    boolean allowAnonymousSource,
    Map<String, Secret> users,
    List<Client> clients) {
  /** Copies map and list. */
  public AccessRules {
    users = Map.copyOf(users);
    clients = List.copyOf(clients);
  }

  /**
   * A {@code <client>}.
   *
   * @param networks addresses it is for
   * @param sharedKey instead of the common one
   * @param users who may send from there; everybody when empty
   */
  public record Client(List<Network> networks, Optional<Secret> sharedKey, Set<String> users) {
    /** Copies list and set. */
    public Client {
      networks = List.copyOf(networks);
      users = Set.copyOf(users);
    }

    boolean isAt(InetAddress address) {
      return networks.stream().anyMatch(network -> network.contains(address));
    }
  }

  /** The rule for {@code address}. */
  Optional<Client> client(InetAddress address) {
    return clients.stream().filter(client -> client.isAt(address)).findFirst();
  }

  /** True when a client at {@code address} may at least try. */
  public boolean admits(InetAddress address) {
    return allowAnonymousSource || client(address).isPresent();
  }
}
