package dev.rearview.query.wiring;

import dev.rearview.engine.order.SpillArea;
import dev.rearview.query.api.CausalityClient;
import dev.rearview.query.api.Channels;
import dev.rearview.query.api.PredictionClient;
import dev.rearview.query.api.ReplayClient;
import dev.rearview.query.api.ScanClient;
import dev.rearview.query.nodes.NodeRegistry;
import dev.rearview.query.request.QueryLimits;
import dev.rearview.query.scatter.Scatter;
import dev.rearview.query.statement.Answers;
import dev.rearview.query.statement.Questions;
import dev.rearview.query.statement.ScannedAnswer;
import dev.rearview.query.upstream.Causes;
import dev.rearview.query.upstream.Forecasts;
import dev.rearview.query.upstream.History;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;

/** Turns the configuration into plain records and puts the parts together. */
@Singleton
final class QueryBeans {
  @Produces
  @Singleton
  QueryLimits limits(QueryConfig config) {
    return new QueryLimits(
        config.maxQueries(),
        config.timeout(),
        config.maxTimeout(),
        config.maxRows(),
        config.maxRowsLimit());
  }

  @Produces
  @Singleton
  SpillArea spill(SpillConfig config) {
    try {
      return SpillArea.configured(config.directory().map(Path::of).orElse(null), config.bytes());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "rearview." + String.valueOf(e.getMessage()).replaceFirst(" ", "."), e);
    }
  }

  @Produces
  @Singleton
  NodeRegistry nodes(QueryConfig config, Clock clock) {
    Set<String> expected = Set.copyOf(config.expectedNodes().orElse(Set.of()));
    return new NodeRegistry(() -> expected, config.nodeSilentAfter(), clock);
  }

  @Produces
  @Singleton
  Questions questions(
      QueryConfig config,
      SpillArea spill,
      Channels channels,
      NodeRegistry registry,
      History history,
      Causes causes,
      Forecasts forecasts,
      Clock clock) {
    ScanClient calls =
        new ScanClient(
            channels, channels.to(config.replayAddress()), channels.to(config.causalityAddress()));
    ScannedAnswer scanned = new ScannedAnswer(new Scatter(calls, registry), registry, spill, clock);
    return new Questions(new Answers(scanned, history, causes, forecasts, registry));
  }

  @Produces
  @Singleton
  History history(QueryConfig config, Channels channels) {
    return new ReplayClient(channels.to(config.replayAddress()));
  }

  @Produces
  @Singleton
  Causes causes(QueryConfig config, Channels channels) {
    return new CausalityClient(channels.to(config.causalityAddress()));
  }

  @Produces
  @Singleton
  Forecasts forecasts(QueryConfig config, Channels channels) {
    return new PredictionClient(channels.to(config.predictionAddress()));
  }
}
