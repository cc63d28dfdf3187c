package dev.rearview.broker;

import dev.rearview.proto.Topic;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/**
 * One Kafka broker and controller in this process, on the loopback interface. Its data lies in a
 * folder and survives restarts; a second broker on the same folder is refused by Kafka's own lock.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final int NODE_ID = 1;
  private static final long ADMIN_TIMEOUT_SECONDS = 30;

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedBroker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts a broker and creates the topics of the catalogue that are not there yet.
   *
   * @param folder where its data lies; made and formatted if it is not there
   * @param port where clients reach it; 0: any free one
   * @throws BrokerException where the folder cannot be used or the broker does not come up
   */
  public static EmbeddedBroker start(Path folder, int port) {
    int clientPort = port == 0 ? freePort() : port;
    Path logs = folder.toAbsolutePath().resolve("log");
    try {
      Files.createDirectories(logs);
      if (!Files.exists(logs.resolve("meta.properties"))) {
        format(logs);
      }
      KafkaRaftServer server =
          new KafkaRaftServer(
              new KafkaConfig(settings(logs, clientPort, freePort()), false), Time.SYSTEM);
      server.startup();
      EmbeddedBroker broker = new EmbeddedBroker(server, clientPort);
      broker.createTopics();
      return broker;
    } catch (BrokerException e) {
      throw e;
    } catch (Exception e) {
      throw new BrokerException(
          "the embedded Kafka broker did not start on port %d with its data in %s: %s"
              .formatted(clientPort, logs, rootMessage(e)),
          e);
    }
  }

  /**
   * What to do where a broker gives up, as on a full disk: it cannot go on, and ends the process
   * unless this does. Holds for every broker of the process.
   *
   * @param lastWords is called once; it should say what happened and end the process
   */
  public static void onGivingUp(Runnable lastWords) {
    Exit.setHaltProcedure((status, message) -> lastWords.run());
    Exit.setExitProcedure((status, message) -> lastWords.run());
  }

  /** {@code host:port}, for {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return "localhost:" + port;
  }

  public int port() {
    return port;
  }

  /** Stops it and waits until it has stopped. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private void createTopics() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      Set<String> present = admin.listTopics().names().get(ADMIN_TIMEOUT_SECONDS, TimeUnit.SECONDS);
      List<NewTopic> missing =
          Arrays.stream(Topic.values())
              .filter(topic -> !present.contains(topic.topicName()))
              .map(topic ->
                  new NewTopic(topic.topicName(), topic.partitions(), (short) 1)
                      .configs(topic.config()))
              .toList();
      admin.createTopics(missing).all().get(ADMIN_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerException("interrupted while the topics were created", e);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      close();
      throw new BrokerException("the topics could not be created: " + rootMessage(e), e);
    }
  }

  private static void format(Path logs) throws Exception {
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(silent)
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .setNodeId(NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(logs.toString())
          .addDirectory(logs.toString())
          .run();
    }
  }

  private static Map<String, String> settings(Path logs, int clientPort, int controllerPort) {
    Map<String, String> s = new HashMap<>();
    s.put("process.roles", "broker,controller");
    s.put("node.id", Integer.toString(NODE_ID));
    s.put("controller.quorum.voters", NODE_ID + "@localhost:" + controllerPort);
    s.put(
        "listeners",
        "CLIENT://localhost:%d,CONTROLLER://localhost:%d".formatted(clientPort, controllerPort));
    s.put("advertised.listeners", "CLIENT://localhost:" + clientPort);
    s.put("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    s.put("inter.broker.listener.name", "CLIENT");
    s.put("controller.listener.names", "CONTROLLER");
    s.put("log.dirs", logs.toString());
    s.put("message.max.bytes", "2097152");
    s.put("auto.create.topics.enable", "false");
    s.put("group.initial.rebalance.delay.ms", "0");
    s.put("offsets.topic.num.partitions", "4");
    s.put("offsets.topic.replication.factor", "1");
    s.put("transaction.state.log.num.partitions", "4");
    s.put("transaction.state.log.replication.factor", "1");
    s.put("transaction.state.log.min.isr", "1");
    s.put("num.network.threads", "2");
    s.put("num.io.threads", "4");
    s.put("log.cleaner.dedupe.buffer.size", "4194304");
    s.put("controlled.shutdown.enable", "false");
    // after a crash the broker waits so long until the controller believes that it is new
    s.put("broker.session.timeout.ms", "3000");
    s.put("broker.heartbeat.interval.ms", "500");
    return s;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on the loopback interface", e);
    }
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
