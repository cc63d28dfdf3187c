package dev.rearview.replay.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.replay.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFolderTest {
  private static final String RULES =
      "rules: [{name: r, component: shop/cart, on: message from %s, set: {x: '%s'}}]\n";

  @TempDir Path folder;

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void filesOfAFolderAreReadForTheirWorlds() throws IOException {
    write("b.yml", RULES.formatted("shop/db", "2"));
    write("a.yaml", RULES.formatted("shop/web", "1"));
    write("other.yaml", "world: other\n" + RULES.formatted("shop/web", "3"));
    write("notes.txt", "no rules");
    Map<String, Rules> read = RuleFolder.read(folder);
    assertThat(read).containsOnlyKeys("default", "other");
    assertThat(read.get("default").hearing("shop/web", "shop/cart")).hasSize(1);
    assertThat(read.get("default").hearing("shop/db", "shop/cart"))
        .singleElement()
        .satisfies(
            rule -> assertThat(rule.title()).isEqualTo("rule 'r' (b.yml, line 1, column 9)"));
    assertThat(read.get("default").hearing("shop/mail", "shop/cart")).isEmpty();
    assertThat(RuleFolder.read(folder.resolve("b.yml"))).containsOnlyKeys("default");
  }

  @Test
  void aWrongFileIsNamed() throws IOException {
    write("a.yaml", RULES.formatted("shop/web", "1"));
    write("wrong.yaml", RULES.formatted("shop/web", "1 +"));
    assertThatThrownBy(() -> RuleFolder.read(folder))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("bad_rules"))
        .hasMessageContaining("wrong.yaml, line 1")
        .hasMessageContaining("rule 'r', set x");
    assertThatThrownBy(() -> RuleFolder.read(folder.resolve("none")))
        .hasMessageContaining("cannot be read");
  }
}
