package dev.rearview.demo.shop;

import dev.rearview.model.ComponentId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A service of the shop.
 *
 * <p>Requests flow web → api-gateway → auth, cart, checkout, catalog → payment, inventory →
 * postgres.
 */
public enum Service {
  WEB("web", "nginx", "1.27.3", 2, 5_000, List.of("node-1")),
  API_GATEWAY("api-gateway", "api-gateway", "5.2.0", 4, 2_000, List.of("node-1", "node-2")),
  AUTH("auth", "auth", "3.1.4", 9, 900, List.of("node-2")),
  CART("cart", "cart", "2.3", 8, 900, List.of("node-1", "node-2", "node-3", "node-1")),
  CHECKOUT("checkout", "checkout", "4.0.1", 14, 700, List.of("node-2", "node-3")),
  PAYMENT("payment", "payment", "1.9.2", 45, 800, List.of("node-2")),
  INVENTORY("inventory", "inventory", "2.7.0", 12, 500, List.of("node-3")),
  CATALOG("catalog", "catalog", "6.4.0", 11, 900, List.of("node-1")),
  POSTGRES("postgres", "postgres", "16.1", 3, 10_000, List.of("node-3"));

  /** The namespace of all of them. */
  public static final String NAMESPACE = "shop";

  /** The nodes that they run on. */
  public static final List<String> NODES = List.of("node-1", "node-2", "node-3");

  private final String app;
  private final String container;
  private final String firstVersion;
  private final int latencyMs;
  private final int timeoutMs;
  private final List<String> nodes;

  Service(
      String app,
      String container,
      String firstVersion,
      int latencyMs,
      int timeoutMs,
      List<String> nodes) {
    this.app = app;
    this.container = container;
    this.firstVersion = firstVersion;
    this.latencyMs = latencyMs;
    this.timeoutMs = timeoutMs;
    this.nodes = nodes;
  }

  /** The workload's name, which is also the service's. */
  public String app() {
    return app;
  }

  public String container() {
    return container;
  }

  /** {@code shop/cart}. */
  public String componentId() {
    return new ComponentId(NAMESPACE, app).toString();
  }

  /** The version that it starts with. */
  public String firstVersion() {
    return firstVersion;
  }

  /** Its own share of a request, without what it calls, in milliseconds. */
  public int latencyMs() {
    return latencyMs;
  }

  /** How long it waits for a service that it calls, in milliseconds. */
  public int timeoutMs() {
    return timeoutMs;
  }

  /** Node of each replica; as many as it may have. */
  public List<String> nodes() {
    return nodes;
  }

  /** How many replicas it starts with. */
  public int firstReplicas() {
    return this == CART ? 2 : nodes.size();
  }

  /** Whether it keeps a pool of connections to what it depends on. */
  public boolean hasPool() {
    return this == INVENTORY || this == PAYMENT || this == POSTGRES || this == CART;
  }

  /** Most connections of its pool. */
  public int poolMax() {
    return this == POSTGRES ? 100 : 20;
  }

  /** What it calls. */
  public List<Service> dependencies() {
    return switch (this) {
      case WEB -> List.of(API_GATEWAY);
      case API_GATEWAY -> List.of(AUTH, CART, CHECKOUT, CATALOG);
      case AUTH, PAYMENT, CATALOG -> List.of(POSTGRES);
      case CART -> List.of(CATALOG, POSTGRES);
      case CHECKOUT -> List.of(CART, INVENTORY, PAYMENT);
      case INVENTORY -> List.of(POSTGRES, CATALOG);
      case POSTGRES -> List.of();
    };
  }

  /**
   * The components that it says it depends on. Catalog names inventory too, which it asks when the
   * stock is shown: with inventory's own dependency on catalog that is a cycle, and a real one.
   */
  public List<String> declaredDependencies() {
    Stream<Service> declared = dependencies().stream();
    return (this == CATALOG ? Stream.concat(declared, Stream.of(INVENTORY)) : declared)
        .map(Service::componentId)
        .toList();
  }

  /** What calls it. */
  public List<Service> dependents() {
    return Arrays.stream(values()).filter(s -> s.dependencies().contains(this)).toList();
  }
}
