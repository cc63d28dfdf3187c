package dev.rearview.demo.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.demo.shop.Facts;
import dev.rearview.demo.shop.Seeds;
import dev.rearview.demo.shop.Service;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
  @TempDir Path folder;

  static void put(Outbox outbox, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      outbox.accept(Facts.of(Service.CART, i, Seeds.random(i)).message("event " + i).build());
    }
    outbox.flush();
  }

  @Test
  void givesEventsInOrderUntilTheyAreDelivered() throws IOException {
    Outbox outbox = new Outbox(folder);
    put(outbox, 0, 5);

    assertThat(outbox.next(3).lines()).hasSize(3).first().asString().contains("event 0");
    Outbox.Batch again = outbox.next(3);
    assertThat(again.lines().getFirst()).contains("event 0");
    outbox.delivered(again);
    assertThat(outbox.next(3).lines()).hasSize(2).first().asString().contains("event 3");
  }

  @Test
  void remembersOverAStart() throws IOException {
    Outbox before = new Outbox(folder);
    put(before, 0, 5);
    before.delivered(before.next(2));

    Outbox after = new Outbox(folder);
    put(after, 5, 6);
    assertThat(after.next(100).lines()).hasSize(4).first().asString().contains("event 2");
    after.delivered(after.next(100));
    assertThat(after.next(100).lines()).isEmpty();
  }
}
