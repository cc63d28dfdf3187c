package dev.rearview.demo.story;

import dev.rearview.demo.shop.Service;
import dev.rearview.model.Level;

/**
 * Two accounts whose password is guessed at and then changed from elsewhere: the first is a
 * take-over, the second user proves who she is.
 */
final class Logins {
  private final StoryClock clock;
  private final Scenes scenes;

  Logins(StoryClock clock, Scenes scenes) {
    this.clock = clock;
    this.scenes = scenes;
  }

  void play() {
    for (int second : new int[] {5, 9, 14, 22}) {
      say(
          clock.at(41, second, 310),
          Level.WARN,
          "login failed: wrong password",
          "u-1913",
          "203.0.113.7");
    }
    say(clock.at(42, 30, 40), Level.INFO, "password changed", "u-1913", "198.51.100.23");
    for (int second : new int[] {1, 7, 12}) {
      say(
          clock.at(44, second, 120),
          Level.WARN,
          "login failed: wrong password",
          "u-1877",
          "203.0.113.9");
    }
    say(clock.at(44, 50, 0), Level.INFO, "password changed", "u-1877", "198.51.100.40");
    say(clock.at(45, 30, 0), Level.INFO, "mfa ok", "u-1877", "198.51.100.40");
  }

  private void say(long atMs, Level level, String message, String user, String ip) {
    scenes.line(atMs, Service.AUTH, level, message, "user_id", user, "ip", ip);
  }
}
