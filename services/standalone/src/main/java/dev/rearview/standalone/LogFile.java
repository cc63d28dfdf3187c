package dev.rearview.standalone;

import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;

/**
 * The log file, where writing it fails: the terminal gets one sentence, not a stack trace a line.
 */
final class LogFile {
  private LogFile() {}

  static void sayOnceWhereItFails() {
    ErrorManager once =
        new ErrorManager() {
          private boolean said;

          @Override
          public synchronized void error(String message, Exception failure, int code) {
            if (!said) {
              said = true;
              System.err.println(
                  "rearview: the log file cannot be written: "
                      + (failure == null ? message : failure.getMessage()));
            }
          }
        };
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      hand(handler, once);
    }
  }

  private static void hand(Handler handler, ErrorManager manager) {
    handler.setErrorManager(manager);
    if (handler instanceof ExtHandler nesting) {
      for (Handler nested : nesting.getHandlers()) {
        hand(nested, manager);
      }
    }
  }
}
