package dev.rearview.query.statement;

import dev.rearview.query.request.QueryRequest;
import dev.rearview.timeql.plan.Planner;
import dev.rearview.timeql.syntax.Statement;
import dev.rearview.timeql.syntax.Syntax;
import dev.rearview.timeql.syntax.TimeQlException;

/** Takes statements, refuses wrong ones, and makes questions of the others. */
public final class Questions {
  private final Answers answers;

  public Questions(Answers answers) {
    this.answers = answers;
  }

  /**
   * Checks a statement, also in its subqueries; nothing runs yet.
   *
   * @throws TimeQlException where anything is wrong with it
   */
  public Question ask(QueryRequest request) {
    Statement statement = Syntax.statement(request.statement());
    Planner.check(statement, request.circumstances());
    return new CheckedQuestion(statement, request.circumstances(), answers);
  }
}
