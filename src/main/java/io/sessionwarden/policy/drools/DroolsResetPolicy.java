package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.ConditionView;
import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Decision.Indeterminate;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyEdition;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyProblem;
import io.sessionwarden.policy.PolicyText;
import io.sessionwarden.policy.Privilege;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.Reason;
import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.policy.RowView;
import io.sessionwarden.policy.RuleOutcome;
import io.sessionwarden.policy.RuleView;
import io.sessionwarden.policy.TimeLimits;
import io.sessionwarden.policy.drools.Expression.Literal;
import io.sessionwarden.session.Nearest;
import io.sessionwarden.session.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of rules and tables, read once and in force as it was read. May be opened and used by any thread and by several
 * at once.
 *
 * <p>Questions are judged in batches of at most {@value #BATCH}, each within {@link #TIME_LIMIT}. A question that a rule
 * cannot be evaluated for, or whose batch overran, is {@link Indeterminate}, and the log says so.
 */
public final class DroolsResetPolicy implements OpenPolicy {

    /** How long one batch may take before its questions are given up. A batch takes about a thousandth of it. */
    public static final Duration TIME_LIMIT = Duration.ofSeconds(2);

    /** The title of the reason that an indeterminate decision gives. */
    static final String FAILED = "the rules failed";

    private static final int BATCH = 100;
    private static final int MOST_TOLD = 50;
    private static final Logger LOG = LoggerFactory.getLogger(DroolsResetPolicy.class);

    private final PolicyFiles files;
    private final Tables tables;
    private final TablesByServer byServer;
    private final String revision;
    private final RequestCompletion completion;
    private final RuleBase ruleBase;
    private final BatchRunner runner;
    private final List<PolicyProblem> warnings;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    private DroolsResetPolicy(
            PolicyFiles files,
            String revision,
            Tables tables,
            RuleBase rules,
            BatchRunner runner,
            List<PolicyProblem> warnings) {
        this.files = files;
        this.tables = tables;
        this.byServer = new TablesByServer(tables);
        this.revision = revision;
        this.completion = new RequestCompletion(byServer);
        this.ruleBase = rules;
        this.runner = runner;
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Opens a policy.
     *
     * @param folders one folder, or several of which a later one's files stand in for an earlier one's of the same name
     * @throws PolicyException where it cannot be used as it is, with everything that is wrong
     */
    public static DroolsResetPolicy open(List<Path> folders) throws PolicyException {
        return of(PolicyFiles.read(folders), new BatchRunner(TIME_LIMIT));
    }

    /**
     * Opens an edition that was kept.
     *
     * @throws PolicyException where it cannot be used, with everything that is wrong
     */
    public static DroolsResetPolicy open(PolicyEdition edition) throws PolicyException {
        return of(PolicyFiles.of(edition), new BatchRunner(TIME_LIMIT));
    }

    static DroolsResetPolicy of(PolicyFiles files, BatchRunner runner) throws PolicyException {
        var problems = new ArrayList<PolicyProblem>();
        var tables = new TableReader(files, "rules", problems).read();
        var rules = new RuleReader(problems).read(files.rules(problems));
        if (rules.isEmpty() && sound(problems)) {
            problems.add(
                    new PolicyProblem("rules", 0, 0, "there is no rule file (*.drl) here; nothing would be permitted"));
        }
        problems.sort(Comparator.comparing(PolicyProblem::file).thenComparingInt(PolicyProblem::line));
        if (!sound(problems)) {
            throw new PolicyException(problems);
        }
        return new DroolsResetPolicy(files, files.revision(), tables, RuleBase.of(rules), runner, problems);
    }

    private static boolean sound(List<PolicyProblem> problems) {
        return problems.stream().noneMatch(PolicyProblem::isError);
    }

    @Override
    public List<PolicyProblem> warnings() {
        return warnings;
    }

    @Override
    public List<Decision> decide(List<Question> questions) {
        var decisions = new ArrayList<Decision>(questions.size());
        for (int from = 0; from < questions.size(); from += BATCH) {
            decisions.addAll(decideBatch(questions.subList(from, Math.min(from + BATCH, questions.size()))));
        }
        return List.copyOf(decisions);
    }

    @Override
    public TimeLimits timeLimits(Session session) {
        return byServer.on(session.server()).timeLimits(session);
    }

    @Override
    public boolean mayQuery(Caller caller, Session session) {
        return new Ownerships(byServer.on(session.server())).mayQuery(caller, session);
    }

    @Override
    public boolean may(Caller caller, Privilege what, String server) {
        return caller.administrator() || byServer.on(server).privileged(caller, what);
    }

    @Override
    public String revision() {
        return revision;
    }

    @Override
    public List<RuleView> rules() {
        return ruleBase.rules().stream().map(Rule::view).toList();
    }

    @Override
    public List<PolicyText> texts() {
        return files.texts();
    }

    @Override
    public List<RowView> rows() {
        return TableReader.rows(files);
    }

    @Override
    public PolicyEdition edition() {
        return new PolicyEdition(revision, files.files());
    }

    @Override
    public ResetRequest complete(Question question) {
        return completion.complete(question);
    }

    @Override
    public SortedMap<String, String> shown(ResetRequest request) {
        var shown = new TreeMap<String, String>();
        Field.ALL.forEach((name, field) ->
                shown.put(name, new Literal(field.kind(), field.object().of(request)).text()));
        return shown;
    }

    @Override
    public Decision judge(Question question, ResetRequest request) {
        return decideBatch(List.of(question), asked -> request).get(0);
    }

    @Override
    public OpenPolicy withTables(Map<String, String> replaced) throws PolicyException {
        var problems = new ArrayList<PolicyProblem>();
        replaced.keySet().stream()
                .filter(name -> !TableReader.COLUMNS.containsKey(name))
                .forEach(name -> problems.add(new PolicyProblem(
                        name, 0, 0, "there is no such table" + Nearest.hintOrAll(name, TableReader.COLUMNS.keySet()))));
        var changed = files.with(replaced);
        var others = new TableReader(changed, "rules", problems).read();
        if (!sound(problems)) {
            throw new PolicyException(problems);
        }
        return new DroolsResetPolicy(changed, revision, others, ruleBase, runner, problems);
    }

    @Override
    public Map<String, List<String>> tableColumns() {
        return TableReader.COLUMNS;
    }

    @Override
    public List<ConditionView> conditions(String text) throws PolicyException {
        var source = new Source("", text);
        try {
            return List.copyOf(ExpressionReader.conditions(source.text()));
        } catch (Misread e) {
            throw new PolicyException(List.of(source.problem(e.offset(), e.problem())));
        }
    }

    @Override
    public Map<String, Set<Object>> tableValues() {
        return tables.values();
    }

    PolicyFiles files() {
        return files;
    }

    Tables tables() {
        return tables;
    }

    RuleBase ruleBase() {
        return ruleBase;
    }

    private List<Decision> decideBatch(List<Question> questions) {
        return decideBatch(questions, completion::complete);
    }

    /**
     * All of it on one thread: what one processor core has just made lies in its own cache.
     *
     * @param facts makes the fact of each question
     */
    private List<Decision> decideBatch(List<Question> questions, Function<Question, ResetRequest> facts) {
        try {
            return runner.run(() -> {
                var requests = questions.stream().map(facts).toList();
                return weigh(questions, requests, ruleBase.judge(requests));
            });
        } catch (TimeoutException e) {
            return indeterminate(questions, facts, String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            if (questions.size() == 1) {
                return indeterminate(questions, facts, String.valueOf(e.getMessage()));
            }
            // One question that a rule stumbles over must not leave the others without an answer.
            return questions.stream()
                    .flatMap(question -> decideBatch(List.of(question), facts).stream())
                    .toList();
        }
    }

    private List<Decision> weigh(
            List<Question> questions, List<ResetRequest> requests, List<List<RuleOutcome>> outcomes) {
        var decisions = new ArrayList<Decision>(questions.size());
        for (int i = 0; i < questions.size(); i++) {
            var request = requests.get(i);
            var ladder = byServer.on(request.server()).ladder(request.symptom());
            decisions.add(Decision.of(questions.get(i), request, outcomes.get(i), revision, ladder));
        }
        return decisions;
    }

    private List<Decision> indeterminate(List<Question> questions, Function<Question, ResetRequest> facts, String why) {
        // Once for each cause: a broken rule is met again at every sweep.
        if (told.size() < MOST_TOLD && told.add(why)) {
            LOG.warn("policy {} gave no answer for {} session(s): {}", revision, questions.size(), why);
        }
        return questions.stream()
                .map(facts)
                .<Decision>map(
                        request -> new Indeterminate(List.of(new Reason(FAILED, why)), List.of(), revision, request))
                .toList();
    }
}
