package dev.rearview.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
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
  void aPlaceWithManyWordsIsAVariable() {
    TemplateMiner.Group first = miner.group("lock taken by ann today");
    for (String owner : List.of("bob", "eve", "kim", "lea", "max", "tom")) {
      miner.group("lock taken by " + owner + " today");
    }
    assertThat(first.template().text()).isEqualTo("lock taken by <*> today");
    assertThat(miner.group("lock taken by zoe today").template()).isEqualTo(first.template());
    assertThat(miner.templates()).hasSize(1);
  }

  @Test
  void aPlaceWithFewWordsIsSeveralTemplates() {
    for (int i = 0; i < 100; i++) {
      miner.group("link " + (i % 2 == 0 ? "up" : "down") + " on port " + i);
    }
    assertThat(miner.templates())
        .extracting(MessageTemplate::text)
        .containsExactly("link up on port <*>", "link down on port <*>");
  }

  @Test
  void whatIsSurelyVariableIsMaskedAtOnce() {
    assertThat(
            miner
                .add("read /var/log/app.log on db.shop.local at 00:1B:2c:3d by user ann took=fast")
                .text())
        .isEqualTo("read <*> on <*> at <*> by user <*> took=<*>");
    assertThat(miner.add("deleted a1 b2 c3 d4 e5").text()).isEqualTo("deleted <*> <*>");
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
  void addressesPathsAndListsAreOneVariableEach() {
    assertThat(miner.add("GET https://shop.local/cart?user=ann for ann@shop.local took 5ms").text())
        .isEqualTo("GET <*> for <*> took <*>");
    assertThat(miner.add("loaded C:\\Windows\\System32\\kernel.dll at 10.0.0.1:8080").text())
        .isEqualTo("loaded <*> at <*>");
    assertThat(miner.add("shards [1,2,3] of 550e8400-e29b-41d4-a716-446655440000").text())
        .isEqualTo("shards [<*>] of <*>");
    assertThat(miner.add("shards [1,2,3,4,5,6] of x1").id())
        .isEqualTo(miner.add("shards [7] of y2").id());
    assertThat(miner.add("ports 1, 2, 3 open").text()).startsWith("ports <*>, <*>,");
    assertThat(miner.add("took 00:01:02").id()).isEqualTo(miner.add("took 03:04").id());
  }

  @Test
  void minersOfPartsBecomeOne() {
    TemplateMiner other = new TemplateMiner();
    miner.add("took 5 ms for user ann");
    other.add("took 6 ms for user bob");
    other.add("link down");
    miner.merge(other);
    assertThat(miner.templates())
        .extracting(MessageTemplate::text)
        .containsExactly("took <*> ms for user <*>", "link down");
  }

  @Test
  void whatTheOtherLeftOutIsToldToo() {
    TemplateMiner small = new TemplateMiner(new TemplateMiner.Limits(1, 10));
    small.add("alpha");
    small.add("beta gamma");
    miner.merge(small);
    assertThat(miner.boundsHit()).singleElement().asString().startsWith("1 message shares");
  }

  @Test
  void messagesThatAllBeginAlikeAreBounded() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder message = new StringBuilder("start");
      for (int word = 0; word < 12; word++) {
        message.append(' ');
        for (int c = 0; c < 8; c++) {
          message.append((char) ('a' + random.nextInt(26)));
        }
      }
      miner.group(message.toString());
    }
    assertThat(miner.templates()).hasSize(2_000);
    assertThat(miner.boundsHit()).singleElement().asString().startsWith("18,000 messages");
  }

  @Test
  void emptyAndVeryLongMessagesAreTaken() {
    assertThat(miner.add("").text()).isEmpty();
    assertThat(miner.add("word ".repeat(10_000)).text().length()).isLessThan(5_000);
  }
}
