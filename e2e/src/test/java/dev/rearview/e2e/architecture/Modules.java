package dev.rearview.e2e.architecture;

import java.util.Map;
import java.util.Set;

/** The modules, and what each may depend on. */
final class Modules {

  /** Module to the modules it may depend on, as the README's architecture part says. */
  static final Map<String, Set<String>> MAY_DEPEND_ON =
      Map.ofEntries(
          Map.entry("model", Set.of()),
          Map.entry("proto", Set.of("model")),
          Map.entry("engine", Set.of("model")),
          Map.entry("timeql", Set.of("engine", "model")),
          Map.entry("integrity", Set.of("model")),
          Map.entry("topics", Set.of("integrity", "model", "proto")),
          Map.entry("http", Set.of("model")),
          Map.entry("streams", Set.of("proto")),
          Map.entry("broker", Set.of("proto")),
          Map.entry("testkit", Set.of("model", "engine", "proto", "broker")),
          Map.entry("scanner", Set.of("timeql", "engine", "http", "model", "proto")),
          Map.entry("ingestion", Set.of("integrity", "http", "streams", "model", "proto")),
          Map.entry(
              "replay",
              Set.of(
                  "integrity", "topics", "timeql", "engine", "http", "streams", "model", "proto")),
          Map.entry("causality", Set.of("timeql", "engine", "http", "streams", "model", "proto")),
          Map.entry("prediction", Set.of("engine", "http", "streams", "model", "proto")),
          Map.entry("query", Set.of("timeql", "engine", "http", "model", "proto")),
          Map.entry("console", Set.of("http", "model", "proto")),
          Map.entry("cli", Set.of("timeql", "engine", "integrity", "topics", "model")),
          Map.entry("demo", Set.of("model")));

  /** Modules that know no framework. */
  static final Set<String> FRAMEWORK_FREE =
      Set.of("model", "engine", "timeql", "integrity", "cli", "demo");

  /** Exempt from the rules of packages. */
  static final Set<String> EXEMPT = Set.of("proto", "standalone");

  private Modules() {}
}
