package dev.rearview.ingestion.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the sequencer decided about an event; a record of {@code rearview.outcomes}, JSON.
 *
 * @param ticket which waiting event, see {@link ReplyTo}
 * @param status what it decided
 * @param globalSeq the event's number; for a conflict that of the entry that came first; 0 where
 *     there is none
 * @param reason why it was refused; null where it was not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Outcome(
    @JsonProperty("ticket") long ticket,
    @JsonProperty("status") Status status,
    @JsonProperty("global_seq") long globalSeq,
    @JsonProperty("reason") @Nullable String reason) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** What the sequencer decided. */
  public enum Status {
    /** It is in the log under its number. */
    APPENDED,
    /** It had come before, and is in the log under that number. */
    REPEATED,
    /** Its {@code id} or {@code req_id} came before with another body. */
    CONFLICT
  }

  public byte[] encode() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an outcome is always writable", e);
    }
  }

  /**
   * Reads a record's value.
   *
   * @throws IllegalArgumentException where it is no outcome
   */
  public static Outcome decode(byte[] bytes) {
    try {
      return JSON.readValue(bytes, Outcome.class);
    } catch (IOException e) {
      throw new IllegalArgumentException("not an outcome: " + e.getMessage(), e);
    }
  }
}
