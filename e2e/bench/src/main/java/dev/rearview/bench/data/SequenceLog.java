package dev.rearview.bench.data;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What users did, in the order of time, counted in records. Who is planted logs in wrongly, changes
 * the password within a minute, and confirms it or not; of all others no one changes a password
 * after a wrong login.
 */
public final class SequenceLog implements LogData {
  private static final int STEP_MS = 40;
  private static final int RECORDS_PER_PLANTED = 1_000;
  private static final String[] ACTIONS = {
    "view", "search", "cart", "pay", "logout", "help", "review", "share", "compare", "rate"
  };

  private record Due(int after, String user, String action) {}

  /** How many sequences without a confirmation a log of so many records holds. */
  public static long planted(long records) {
    return (records / RECORDS_PER_PLANTED + 1) / 2;
  }

  @Override
  public String name() {
    return "sequence";
  }

  @Override
  public void write(LineWriter out, Chance chance, long records) throws IOException {
    Deque<Due> due = new ArrayDeque<>();
    long ms = Beginning.MS;
    long last = records / RECORDS_PER_PLANTED * RECORDS_PER_PLANTED;
    for (int i = 0; i < records; i++) {
      ms += STEP_MS;
      int phase = i % RECORDS_PER_PLANTED;
      if (phase == 0 && i < last) {
        plant(due, i, i / RECORDS_PER_PLANTED % 2 == 0);
      }
      if (!due.isEmpty() && due.peek().after() <= i) {
        Due next = due.remove();
        line(out, ms, next.user(), next.action());
      } else {
        line(out, ms, "u" + chance.below(200_000), other(chance));
      }
    }
  }

  private static void plant(Deque<Due> due, int at, boolean unconfirmed) {
    String user = "p" + at;
    due.add(new Due(at + 1, user, "login_failed"));
    due.add(new Due(at + 300, user, "password_changed"));
    due.add(new Due(at + 600, user, unconfirmed ? "view" : "mfa_ok"));
  }

  private static String other(Chance chance) {
    int share = chance.below(100);
    return share == 0 ? "login_failed" : share == 1 ? "mfa_ok" : chance.of(ACTIONS);
  }

  private static void line(LineWriter out, long ms, String user, String action) throws IOException {
    out.text("{\"ts\":\"").isoTime(ms, "T", ".", "Z").text("\",\"user\":\"").text(user);
    out.text("\",\"action\":\"").text(action).text("\",\"service\":\"account\"}").endLine();
  }
}
