package dev.rearview.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TemplateMinerTest {
  private final TemplateMiner miner = new TemplateMiner();

  @Test
  void numbersAddressesAndIdsAreMasked() {
    assertThat(
            miner
                .add("Received block blk_-1608999687919862906 of size 67108864 from /10.250.19.102")
                .text())
        .isEqualTo("Received block <*> of size <*> from /<*>");
  }

  @Test
  void wordsThatDifferBecomeVariables() {
    miner.add("session opened for user ann");
    TemplateMiner.Group group = miner.group("session opened for user bob");
    assertThat(group.template().text()).isEqualTo("session opened for user <*>");
    assertThat(miner.group("session opened for user eve")).isSameAs(group);
    assertThat(miner.group("session closed by root now")).isNotSameAs(group);
  }

  @Test
  void templatesThemselvesFallIntoTheirGroup() {
    miner.add("took 5 ms for user ann");
    miner.add("took 6 ms for user bob");
    String text = miner.templates().getFirst().text();
    assertThat(miner.add(text).id()).isEqualTo(1);
  }

  @Test
  void templatesAreBoundedAndTheRestIsReported() {
    TemplateMiner small = new TemplateMiner(new TemplateMiner.Limits(2, 10));
    small.add("alpha");
    small.add("beta gamma");
    assertThat(small.add("delta epsilon zeta").text()).isEqualTo("<*>");
    assertThat(small.templates()).hasSize(2);
    assertThat(small.boundsHit()).singleElement().asString().contains("more than 2 templates");
  }

  @Test
  void emptyAndVeryLongMessagesAreTaken() {
    assertThat(miner.add("").text()).isEmpty();
    assertThat(miner.add("word ".repeat(10_000)).text().length()).isLessThan(5_000);
  }
}
