package io.sessionwarden.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** A policy that can be looked into, for those who explain, test and try it. Safe for use by several threads. */
public interface OpenPolicy extends ResetPolicy {

    /** The rules, in the order of files and lines. */
    List<RuleView> rules();

    /** What in the files somebody should look at, although they are used as they are; in the order of files and lines. */
    List<PolicyProblem> warnings();

    /** The policy's files that are text, in the order of their names. */
    List<PolicyText> texts();

    /** The rows of the tables, in the order of files and lines. */
    List<RowView> rows();

    /** The files that it was read from. */
    PolicyEdition edition();

    /** The fact that the rules judge for this question: what was seen, and what the tables say about it. */
    ResetRequest complete(Question question);

    /** Every field of a fact by its name, as people read it: texts in quotes, words as rules write them. */
    SortedMap<String, String> shown(ResetRequest request);

    /**
     * Decides a question on a fact that the caller has changed. Never throws for what a rule does, as in
     * {@link #decide(Question)}.
     */
    Decision judge(Question question, ResetRequest request);

    /**
     * The same rules with other tables.
     *
     * @param tables the text of each table that is to be replaced, by its file's name: {@code limits.csv}. Tables that are
     *     not named stay as they are
     * @throws PolicyException where there is no such table or one cannot be read; problems name {@code limits.csv} and the
     *     line of that text
     */
    OpenPolicy withTables(Map<String, String> tables) throws PolicyException;

    /** The columns of each table, by its file's name, without {@code note}. */
    Map<String, List<String>> tableColumns();

    /**
     * Reads conditions that are written as in a rule's brackets.
     *
     * @throws PolicyException where they cannot be read; the problem's line and column count within {@code text}
     */
    List<ConditionView> conditions(String text) throws PolicyException;

    /** The values that the tables may give to a field, or compare it with, by the field's name. */
    Map<String, Set<Object>> tableValues();
}
