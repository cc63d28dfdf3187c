package dev.rearview.demo.incident;

import dev.rearview.demo.shop.Service;
import java.util.List;
import java.util.Locale;

/** The kinds of incidents. */
public enum IncidentKind {
  /** All connections of a pool are in use; whoever needs one waits. */
  POOL_EXHAUSTED(List.of(Service.POSTGRES, Service.INVENTORY, Service.PAYMENT)),
  /** A new version fails half of its requests until it is rolled back. */
  BAD_DEPLOYMENT(List.of(Service.CHECKOUT, Service.CATALOG, Service.PAYMENT, Service.AUTH)),
  /** The heap fills, pauses grow, and the container is killed in the end. */
  MEMORY_LEAK(List.of(Service.CART, Service.INVENTORY, Service.CHECKOUT)),
  /** The disk under the database answers slowly. */
  SLOW_DISK(List.of(Service.POSTGRES));

  private final List<Service> roots;

  IncidentKind(List<Service> roots) {
    this.roots = roots;
  }

  /** Where it may begin. */
  public List<Service> roots() {
    return roots;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
