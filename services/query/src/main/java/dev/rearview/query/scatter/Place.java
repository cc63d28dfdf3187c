package dev.rearview.query.scatter;

import org.jspecify.annotations.Nullable;

/** Where records lie that a statement asks for. */
public sealed interface Place {
  /** As the report names it. */
  String name();

  /**
   * A node's log files.
   *
   * @param address of its scanner; null where it never reported
   */
  record Node(String name, @Nullable String address) implements Place {}

  /** A service that holds records. */
  record Service(Holder holder) implements Place {
    @Override
    public String name() {
      return holder.serviceName();
    }
  }

  /** The services that hold records. */
  enum Holder {
    REPLAY("replay"),
    CAUSALITY("causality");

    private final String serviceName;

    Holder(String serviceName) {
      this.serviceName = serviceName;
    }

    public String serviceName() {
      return serviceName;
    }
  }
}
