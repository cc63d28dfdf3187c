package dev.rearview.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * In one process the properties of all services are one heap: a key that two of them set is either
 * set by standalone, or they agree on it.
 */
class MergedSettingsTest {
  /** Services whose settings standalone merges. */
  private static final Set<String> MERGED =
      Set.of(
          "http",
          "streams",
          "scanner",
          "ingestion",
          "replay",
          "causality",
          "prediction",
          "query",
          "console");

  private static final Path SERVICES =
      Path.of(System.getProperty("rearview.root", "../..")).resolve("services");

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        properties.load(reader);
      }
    }
    return properties;
  }

  /** Each key with the services that set it in that file and the values that they set. */
  private static Map<String, Map<String, String>> byKey(String name) throws IOException {
    Map<String, Map<String, String>> byKey = new TreeMap<>();
    try (DirectoryStream<Path> services = Files.newDirectoryStream(SERVICES)) {
      for (Path service : services) {
        String module = service.getFileName().toString();
        if (MERGED.contains(module)) {
          read(service.resolve("src/main/resources").resolve(name))
              .forEach((key, value) ->
                  byKey
                      .computeIfAbsent((String) key, k -> new TreeMap<>())
                      .put(module, (String) value));
        }
      }
    }
    return byKey;
  }

  @Test
  void ownSettingsOfServicesAreSetHere() throws IOException {
    Properties here =
        read(SERVICES.resolve("standalone/src/main/resources/application.properties"));
    List<String> open = new ArrayList<>();
    byKey("application.properties")
        .forEach((key, services) -> {
          if (services.size() > 1 && !here.containsKey(key)) {
            open.add(key + " " + services);
          }
        });
    assertThat(open).as("keys that several services set and standalone does not").isEmpty();
  }

  @Test
  void defaultsOfServicesAgreeOrAreSetHere() throws IOException {
    Properties here =
        read(SERVICES.resolve("standalone/src/main/resources/application.properties"));
    Map<String, Map<String, String>> defaults = byKey("META-INF/microprofile-config.properties");
    List<String> open = new ArrayList<>();
    defaults.forEach((key, services) -> {
      if (Set.copyOf(services.values()).size() > 1 && !here.containsKey(key)) {
        open.add(key + " " + services);
      }
    });
    assertThat(defaults).isNotEmpty();
    assertThat(open).as("keys with several values").isEmpty();
  }

  /** Channels carry their service's name, so that two never meet. */
  @Test
  void channelsAreNamedByTheirService() throws IOException {
    byKey("META-INF/microprofile-config.properties")
        .forEach((key, services) -> {
          if (key.startsWith("mp.messaging.incoming.")
              || key.startsWith("mp.messaging.outgoing.")) {
            String channel = key.split("\\.", -1)[3];
            assertThat(services.keySet())
                .as(key)
                .singleElement()
                .satisfies(service -> assertThat(channel).startsWith(service + "-"));
          }
        });
  }
}
