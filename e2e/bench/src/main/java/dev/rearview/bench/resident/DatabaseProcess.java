package dev.rearview.bench.resident;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * DuckDB in a process that stays, with one thread. An answer's rows are written with tabs between
 * their values.
 */
final class DatabaseProcess {
  private DatabaseProcess() {}

  public static void main(String[] args) throws IOException, SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement()) {
      statement.execute("SET threads = 1");
      Serving.serve(request -> answer(statement, request));
    }
  }

  private static int answer(Statement statement, Request request) throws SQLException, IOException {
    try (ResultSet rows = statement.executeQuery(request.arguments().getFirst());
        PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of(request.output())))) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          out.print(rows.getString(i));
          out.print(i < columns ? '\t' : '\n');
        }
      }
    }
    return 0;
  }
}
