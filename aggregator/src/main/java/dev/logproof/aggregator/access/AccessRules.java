package dev.logproof.aggregator.access;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code <security>} section of a forward input.
 *
 * @param sharedKey key of clients whose rule has none
 * @param allowAnonymousSource whether clients without a {@code <client>} rule may send
 * @param clients rules by address; the first match applies
 */
public record AccessRules(
    String selfHostname,
    Secret sharedKey,
    boolean userAuth,
    boolean allowAnonymousSource,
    Map<String, Secret> users,
    List<Client> clients)
    implements Security {
  /** Copies the collections. */
  public AccessRules {
    users = Map.copyOf(users);
    clients = List.copyOf(clients);
  }

  /**
   * A {@code <client>} rule.
   *
   * @param sharedKey replaces the common key, if given
   * @param users users who may send; all users when empty
   */
  public record Client(List<Network> networks, Secret sharedKey, Set<String> users) {
    /** Copies the collections. */
    public Client {
      networks = List.copyOf(networks);
      users = Set.copyOf(users);
    }

    boolean isAt(InetAddress address) {
      return networks.stream().anyMatch(network -> network.contains(address));
    }
  }

  Optional<Client> client(InetAddress address) {
    return clients.stream().filter(client -> client.isAt(address)).findFirst();
  }

  /** Returns whether a client at {@code address} may attempt a handshake. */
  public boolean admits(InetAddress address) {
    return allowAnonymousSource || client(address).isPresent();
  }
}
