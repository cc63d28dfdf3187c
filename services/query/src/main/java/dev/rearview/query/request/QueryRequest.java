package dev.rearview.query.request;

import dev.rearview.timeql.answer.AnswerFormat;
import dev.rearview.timeql.plan.Request;

/**
 * One question.
 *
 * @param statement TimeQL
 * @param circumstances now, zone, world, parameters and bounds
 * @param format in which form the answer is wanted
 */
public record QueryRequest(String statement, Request circumstances, AnswerFormat format) {}
