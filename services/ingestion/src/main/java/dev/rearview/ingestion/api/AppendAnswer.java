package dev.rearview.ingestion.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rearview.ingestion.intake.Refusal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an append.
 *
 * @param accepted how many events are durable
 * @param events those events, in the order of the request
 * @param refused the others, in the order of the request
 */
@Schema(name = "AppendAnswer")
public record AppendAnswer(int accepted, List<Item> events, List<Refusal> refused) {
  public AppendAnswer {
    events = List.copyOf(events);
    refused = List.copyOf(refused);
  }

  /**
   * An event that was taken.
   *
   * @param index its place in the request, from 0
   * @param id its id, as sent or derived
   * @param world its world, as sent or derived
   * @param globalSeq its number in the log; null where the request did not wait for it, or it was
   *     not known in time
   * @param repeated true where the event had come before
   * @param status 409 where its {@code id} or {@code req_id} came before with another body; null
   *     otherwise
   * @param code {@code conflict}, with {@code status}
   * @param reason why, with {@code status}
   */
  @Schema(name = "AppendedEvent")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(
      int index,
      String id,
      String world,
      @JsonProperty("global_seq") @Nullable Long globalSeq,
      @Nullable Boolean repeated,
      @Nullable Integer status,
      @Nullable String code,
      @Nullable String reason) {
    boolean isConflict() {
      return status != null;
    }
  }
}
