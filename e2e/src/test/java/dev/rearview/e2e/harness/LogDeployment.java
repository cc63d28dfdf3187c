package dev.rearview.e2e.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What keeps the event log, each a process that can be killed: broker, ingestion, replay. */
public final class LogDeployment implements AutoCloseable {
  /** A process of it. */
  public enum Part {
    BROKER,
    INGESTION,
    REPLAY
  }

  private final Path folder;
  private final Map<Part, Integer> ports = new EnumMap<>(Part.class);
  private final Map<Part, ServiceProcess> services = new EnumMap<>(Part.class);
  private BrokerProcess broker;

  private LogDeployment(Path folder) {
    this.folder = folder;
    for (Part part : Part.values()) {
      ports.put(part, ServiceProcess.freePort());
    }
    broker = startBroker();
  }

  /** Starts all in a folder and waits until they are ready. */
  public static LogDeployment start(Path folder) {
    LogDeployment deployment = new LogDeployment(folder);
    try {
      deployment.broker.awaitReady();
      deployment.start(List.of(Part.INGESTION, Part.REPLAY));
      deployment.awaitReady();
      return deployment;
    } catch (RuntimeException | Error e) {
      deployment.close();
      throw e;
    }
  }

  /** Starts what was killed or has stopped; returns at once. */
  public void start(List<Part> parts) {
    for (Part part : parts) {
      if (part == Part.BROKER) {
        broker = startBroker();
      } else {
        services.put(part, startService(part));
      }
    }
  }

  /** Ends processes without a word. */
  public void kill(List<Part> parts) {
    for (Part part : parts) {
      if (part == Part.BROKER) {
        broker.kill();
      } else {
        process(part).kill();
      }
    }
  }

  /** Waits until the services can do their work. */
  public void awaitReady() {
    services.values().forEach(ServiceProcess::awaitReady);
  }

  public ServiceProcess process(Part part) {
    ServiceProcess service = services.get(part);
    if (service == null) {
      throw new IllegalArgumentException(part + " is no service that runs");
    }
    return service;
  }

  public Api api(Part part) {
    return new Api(process(part).uri());
  }

  public String bootstrapServers() {
    return "localhost:" + ports.get(Part.BROKER);
  }

  private BrokerProcess startBroker() {
    return BrokerProcess.start(
        folder.resolve("kafka"), port(Part.BROKER), folder.resolve("output"));
  }

  private ServiceProcess startService(Part part) {
    String name = name(part);
    String address = part == Part.INGESTION ? "sequencer.advertised-address" : "advertised-address";
    return ServiceProcess.start(
        name,
        port(part),
        folder.resolve("output"),
        Map.of(
            "quarkus.http.port",
            Integer.toString(port(part)),
            "kafka.bootstrap.servers",
            bootstrapServers(),
            "rearview." + name + ".state-dir",
            folder.resolve("state").resolve(name).toString(),
            "rearview." + name + "." + address,
            "localhost:" + port(part)));
  }

  private int port(Part part) {
    return ports.getOrDefault(part, 0);
  }

  private static String name(Part part) {
    return switch (part) {
      case BROKER -> "broker";
      case INGESTION -> "ingestion";
      case REPLAY -> "replay";
    };
  }

  @Override
  public void close() {
    List<Part> all = new ArrayList<>(Arrays.asList(Part.values()));
    all.removeIf(part -> part != Part.BROKER && !services.containsKey(part));
    kill(all);
  }
}
