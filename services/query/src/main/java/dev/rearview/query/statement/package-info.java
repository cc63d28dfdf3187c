/**
 * One class for each statement. Start reading at {@link dev.rearview.query.statement.Questions},
 * which refuses wrong statements; {@link dev.rearview.query.statement.Answers} hands each plan to
 * its class. Rows leave through timeql's sinks, the report of completeness with them.
 */
@NullMarked
package dev.rearview.query.statement;

import org.jspecify.annotations.NullMarked;
