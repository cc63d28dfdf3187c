package dev.rearview.replay.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rearview.model.StateFold;
import dev.rearview.replay.RefusedException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleReaderTest {
  private static final String HEAD =
      """
      rules:
        - name: take
          component: shop/cart
          on: message from shop/web
      """;

  private final RuleReader reader = new RuleReader();

  private Rule only(String rest) {
    return reader.read("shop.yaml", HEAD + rest.indent(4)).rules().getFirst();
  }

  private static Optional<Rule.Effects> react(Rule rule, String state, String message) {
    return rule.react(
        Expression.Scope.of(
            "shop/cart", StateFold.read(state), StateFold.read(message), 1_700_000_000_000L));
  }

  private JsonNode value(String expression, String state) {
    Rule rule = only("set:\n  x: >-\n    %s\n".formatted(expression));
    return react(rule, state, "{}").orElseThrow().sets().get("/x");
  }

  @Test
  void aRuleReadsConditionAndEffects() {
    Rule rule =
        only(
            """
            where: message.payload.items > 0 && state.replicas > 0
            set:
              open: state.open + 1
              /last/items: message.payload.items
              closed: null
            send:
              - to: shop/db
                payload: "{'rows': message.payload.items, 'of': component, 'at': now_ms}"
              - to: deployment/shop/mail
            """);
    assertThat(rule.hears("shop/web")).isTrue();
    assertThat(rule.hears("shop/db")).isFalse();
    Rule.Effects effects =
        react(rule, "{\"open\":2,\"replicas\":1}", "{\"payload\":{\"items\":3}}").orElseThrow();
    assertThat(effects.sets().keySet()).containsExactly("/open", "/last/items", "/closed");
    assertThat(effects.sets().get("/open")).isEqualTo(StateFold.read("3"));
    assertThat(effects.sets().get("/closed").isNull()).isTrue();
    assertThat(effects.sends()).extracting(Rule.Send::to).containsExactly("shop/db", "shop/mail");
    assertThat(effects.sends().getFirst().payload())
        .isEqualTo(StateFold.read("{\"rows\":3,\"of\":\"shop/cart\",\"at\":1700000000000}"));
    assertThat(effects.sends().getLast().payload()).isEqualTo(StateFold.read("{}"));
    assertThat(react(rule, "{\"open\":2,\"replicas\":0}", "{\"payload\":{\"items\":3}}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          state.n * 2            | 8
          double(state.n) / 8.0  | 0.5
          double(state.n) * 0.5  | 2
          state.n > 3.5          | true
          state.list + [1]       | [7,1]
          'a' + state.text       | "ab"
          {'a': [state.n, null]} | {"a":[4,null]}
          state.none             | null
          state.list.map(x, x+1) | [8]
          has(state.nothing)     | false
          uint(3)                | 3
          """)
  void valuesAreJson(String expression, String json) {
    assertThat(value(expression, "{\"n\":4,\"list\":[7],\"text\":\"b\",\"none\":null}"))
        .isEqualTo(StateFold.read(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          state.nothing              | nothing
          1 / (state.n - 4)          | zero
          state.n * 0.5              | overload
          b'a'                       | string(
          0.0 / 0.0                  | no JSON number
          duration('1s')             | string(
          state.long + state.long    | 16384
          [1].map(x, state.long + state.long) | 16384
          state.many + state.many    | 1000 items
          """)
  void whatFailsNamesFileRuleAndPlace(String expression, String why) {
    String state =
        "{\"n\":4,\"long\":\"%s\",\"many\":[%s]}"
            .formatted("x".repeat(9_000), "1,".repeat(600) + "1");
    assertThatThrownBy(() -> value(expression, state))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("rule_failed"))
        .hasMessageContaining("rule 'take', set x (shop.yaml, line 6, column 10)")
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state.many.map(x, state.many.map(y, x + y)).size() > 0",
        "state.text.matches('((a{100}){100}){100}')",
      })
  void anEvaluationIsBounded(String condition) {
    Rule rule = only("where: \"%s\"\nset: {x: '1'}\n".formatted(condition));
    String state = "{\"text\":\"a\",\"many\":[%s]}".formatted("1,".repeat(600) + "1");
    assertThatThrownBy(() -> react(rule, state, "{}"))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("rule_failed"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          where: state.x +          | line 5, column 21: rule 'take', where: mismatched
          where: "stat.x > 1"       | line 5, column 13: rule 'take', where: undeclared reference to 'stat'
          where: 1 + 1              | a condition is true or false, this is a int
          wher: 'true'              | line 5, column 5: rule 'take': 'wher' is not known here
          set: [a]                  | members with names are expected
          set: {'a~b': '1'}         | no JSON pointer
          set: {a: }                | a text is expected
          send: {to: shop/db}       | a list is expected
          send: [{to: a/b/c/d}]     | a component is [kind/]namespace/name, not 'a/b/c/d'
          send: [{payload: '1'}]    | 'to' is missing
          send: [{to: a/b, x: '1'}] | 'x' is not known here; there are [payload, to]
          """)
  void whatIsWrongIsNamed(String rest, String message) {
    assertThatThrownBy(() -> only(rest.contains("et:") ? rest : rest + "\nset: {x: '1'}"))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("bad_rules"))
        .hasMessageContaining("shop.yaml, line 5")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          rules: [a                                     | not YAML
          rules: {}                                     | a list is expected
          rule: []                                      | 'rule' is not known here
          world: A b~rules: []                         | world must be
          world: x                                      | 'rules' is missing
          rules: [{name: a}]                            | 'on' is missing
          rules: [{name: a, on: tick}]                  | on is 'message'
          rules: [{name: a, on: message, component: a/b}] | neither sets nor sends
          rules: []~rules: []                          | twice
          a: &a [*a, *a]                                | not YAML
          """)
  void badFilesAreRefused(String text, String message) {
    assertThatThrownBy(() -> reader.read("shop.yaml", text.replace('~', '\n')))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("bad_rules"))
        .hasMessageContaining("shop.yaml")
        .hasMessageContaining(message);
  }

  @Test
  void sizesAreBounded() {
    String one = "- {name: n%d, component: a/b, on: message, set: {x: '1'}}\n";
    StringBuilder many = new StringBuilder("rules:\n");
    for (int i = 0; i <= Rules.MAX_RULES; i++) {
      many.append(one.formatted(i));
    }
    assertThatThrownBy(() -> reader.read("f", many.toString())).hasMessageContaining("at most 500");
    assertThatThrownBy(() -> reader.read("f", "rules:\n" + one.formatted(1) + one.formatted(1)))
        .hasMessageContaining("a rule of this name stands at line 2");
    assertThatThrownBy(() -> reader.read("f", "#".repeat(300_000)))
        .hasMessageContaining("300000 characters");
    assertThatThrownBy(() -> only("where: " + "true || ".repeat(200) + "true\nset: {x: '1'}"))
        .hasMessageContaining("exceeds limit");
    assertThat(reader.read("f", "").rules()).isEmpty();
    assertThat(reader.read("f", "world: other\nrules: []").world()).isEqualTo("other");
  }
}
