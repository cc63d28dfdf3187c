package dev.rearview.causality.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.rearview.causality.rootcause.RootCause;
import dev.rearview.causality.rootcause.RootCauseFinder;
import dev.rearview.model.EventJson;
import java.util.List;

/** Ranked causes. */
@JsonNaming(SnakeCaseStrategy.class)
record RootCausesJson(List<CauseJson> causes, String note, long lag) {

  @JsonNaming(SnakeCaseStrategy.class)
  record CauseJson(
      @JsonRawValue String event,
      String componentId,
      double score,
      String reason,
      List<LinkJson> chain) {
    static CauseJson of(RootCause cause) {
      return new CauseJson(
          EventJson.write(cause.event()),
          cause.event().componentId(),
          cause.score(),
          cause.reason(),
          cause.chain().stream().map(LinkJson::of).toList());
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record LinkJson(GraphJson.EdgeJson edge, @JsonRawValue String from, @JsonRawValue String to) {
    static LinkJson of(RootCause.Link link) {
      return new LinkJson(
          GraphJson.EdgeJson.of(link.edge()),
          EventJson.write(link.from()),
          EventJson.write(link.to()));
    }
  }

  static RootCausesJson of(RootCauseFinder.Answer answer, long lag) {
    return new RootCausesJson(
        answer.causes().stream().map(CauseJson::of).toList(), answer.note(), lag);
  }
}
