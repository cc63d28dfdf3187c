package dev.rearview.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class StateFoldTest {
  @Test
  void aMergePatchSetsNestsAndRemoves() {
    JsonNode state = fold("{\"a\":{\"b\":1,\"c\":2},\"d\":3}", DeltaFormat.REPLACE);
    state = apply(state, "{\"a\":{\"c\":null,\"e\":[1]},\"d\":4}", DeltaFormat.MERGE_PATCH);
    assertThat(StateFold.canonical(state)).isEqualTo("{\"a\":{\"b\":1,\"e\":[1]},\"d\":4}");
  }

  @Test
  void theStateBeforeIsLeftAlone() {
    JsonNode before = fold("{\"a\":{\"b\":1}}", DeltaFormat.REPLACE);
    apply(before, "{\"a\":{\"b\":2}}", DeltaFormat.MERGE_PATCH);
    apply(before, "[{\"op\":\"remove\",\"path\":\"/a\"}]", DeltaFormat.JSON_PATCH);
    assertThat(StateFold.canonical(before)).isEqualTo("{\"a\":{\"b\":1}}");
  }

  @Test
  void aJsonPatchWhoseTestFailsIsSkippedAndSaysWhy() {
    JsonNode before = fold("{\"a\":1}", DeltaFormat.REPLACE);
    StateFold.Outcome outcome =
        StateFold.apply(
            before,
            "[{\"op\":\"replace\",\"path\":\"/a\",\"value\":9},"
                + "{\"op\":\"test\",\"path\":\"/a\",\"value\":2}]",
            DeltaFormat.JSON_PATCH);
    assertThat(outcome).isInstanceOf(StateFold.Outcome.Skipped.class);
    assertThat(StateFold.canonical(outcome.state())).isEqualTo("{\"a\":1}");
  }

  @Test
  void aJsonPatchThatRemovesNothingOrIsNoArrayIsSkipped() {
    JsonNode before = fold("{\"a\":1}", DeltaFormat.REPLACE);
    for (String patch :
        new String[] {"[{\"op\":\"remove\",\"path\":\"/b\"}]", "{\"op\":\"remove\"}", "[7]"}) {
      StateFold.Outcome outcome = StateFold.apply(before, patch, DeltaFormat.JSON_PATCH);
      assertThat(outcome).as(patch).isInstanceOf(StateFold.Outcome.Skipped.class);
      assertThat(outcome.state()).isEqualTo(before);
    }
    assertThat(
            apply(
                before,
                "[{\"op\":\"add\",\"path\":\"/b\",\"value\":2},"
                    + "{\"op\":\"remove\",\"path\":\"/b\"}]",
                DeltaFormat.JSON_PATCH))
        .isEqualTo(before);
  }

  @Test
  void equalStatesGiveEqualBytesWhateverTheOrderOfTheirMembers() {
    assertThat(
            StateFold.canonical(fold("{\"b\":1,\"a\":{\"d\":1.50,\"c\":2}}", DeltaFormat.REPLACE)))
        .isEqualTo(
            StateFold.canonical(fold("{\"a\":{\"c\":2,\"d\":1.50},\"b\":1}", DeltaFormat.REPLACE)));
  }

  private static JsonNode fold(String delta, DeltaFormat format) {
    return apply(StateFold.empty(), delta, format);
  }

  private static JsonNode apply(JsonNode state, String delta, DeltaFormat format) {
    StateFold.Outcome outcome = StateFold.apply(state, delta, format);
    assertThat(outcome).isInstanceOf(StateFold.Outcome.Applied.class);
    return outcome.state();
  }
}
