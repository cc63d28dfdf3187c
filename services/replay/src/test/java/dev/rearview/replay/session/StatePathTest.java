package dev.rearview.replay.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rearview.model.StateFold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatePathTest {
  private static final String STATE = "{\"a\":1,\"b\":{\"c\":[1,{\"d\":2}]}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /a       | 5          | {"a":5,"b":{"c":[1,{"d":2}]}}
          /a       | null       | {"b":{"c":[1,{"d":2}]}}
          /b       | {"x":null} | {"a":1,"b":{"x":null}}
          /b/c/1/d | 7          | {"a":1,"b":{"c":[1,{"d":7}]}}
          /b/c/0   | [2]        | {"a":1,"b":{"c":[[2],{"d":2}]}}
          /x/y~1z  | true       | {"a":1,"b":{"c":[1,{"d":2}]},"x":{"y/z":true}}
          /a/n     | 1          | {"a":{"n":1},"b":{"c":[1,{"d":2}]}}
          """)
  void aPathIsSetAndTheStateBeforeStays(String path, String value, String result) {
    JsonNode before = StateFold.read(STATE);
    assertThat(StatePath.with(before, path, StateFold.read(value)))
        .isEqualTo(StateFold.read(result));
    assertThat(before).isEqualTo(StateFold.read(STATE));
  }

  @Test
  void anArrayHasNoOtherItems() {
    JsonNode state = StateFold.read(STATE);
    for (String path : new String[] {"/b/c/2", "/b/c/x", "/b/c/", "/b/c/99999999999"}) {
      assertThatThrownBy(() -> StatePath.with(state, path, state))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("an array of 2 items has no");
    }
  }
}
