package io.sessionwarden.bench;

import com.cedarpolicy.model.AuthorizationRequest;
import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyEdition;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.drools.DroolsResetPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Decisions per second on one thread, asked in batches of a hundred different questions, by the shipped rules and tables and by
 * two others that decide the same. Each batch is the next one of {@value #QUESTIONS} questions.
 */
public class PolicyBenchmark {

    static final int BATCH = 100;
    static final int QUESTIONS = 10_000;
    private static final long SEED = 4;

    private PolicyBenchmark() {}

    /**
     * The shipped rules and tables.
     *
     * @throws IllegalStateException where they cannot be used
     */
    static OpenPolicy shipped() {
        try {
            return DroolsResetPolicy.open(List.of(Path.of("rules")));
        } catch (PolicyException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Question> questions() {
        return MixedQuestions.of(QUESTIONS, SEED);
    }

    /** One batch after the other, round and round. */
    private static final class Batches<T> {

        private final List<List<T>> batches;
        private int next;

        private Batches(List<T> all) {
            this.batches = IntStream.range(0, all.size() / BATCH)
                    .mapToObj(batch -> List.copyOf(all.subList(batch * BATCH, (batch + 1) * BATCH)))
                    .toList();
        }

        private List<T> next() {
            next = (next + 1) % batches.size();
            return batches.get(next);
        }
    }

    /** The policy as the watchdog asks it: tables, rules, reasons and weighing, on the threads that have a time limit. */
    @State(Scope.Thread)
    public static class Rules {

        private final OpenPolicy policy = shipped();
        private final Batches<Question> questions = new Batches<>(questions());

        @Benchmark
        @OperationsPerInvocation(BATCH)
        public List<Decision> decide() {
            return policy.decide(questions.next());
        }
    }

    /** Plain Java with the same reasons. */
    @State(Scope.Thread)
    public static class PlainJava {

        private final HandWritten plain = new HandWritten(shipped());
        private final Batches<Question> questions = new Batches<>(questions());

        @Benchmark
        @OperationsPerInvocation(BATCH)
        public List<Decision> decide() {
            return plain.decide(questions.next());
        }
    }

    /** Cedar: whether it is permitted, on requests that were made beforehand. */
    @State(Scope.Thread)
    public static class Cedar {

        private final CedarRules cedar = new CedarRules();
        private final Batches<AuthorizationRequest> requests;

        public Cedar() {
            var policy = shipped();
            this.requests = new Batches<>(questions().stream()
                    .map(question -> cedar.request(policy.complete(question)))
                    .toList());
        }

        @Benchmark
        @OperationsPerInvocation(BATCH)
        public List<Boolean> decide() {
            var permitted = new ArrayList<Boolean>(BATCH);
            for (var request : requests.next()) {
                permitted.add(cedar.permits(request));
            }
            return permitted;
        }
    }

    /** The shipped rules and tables from their files' bytes to a policy that decides. */
    @State(Scope.Thread)
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public static class Reload {

        private final PolicyEdition edition = shipped().edition();
        private final Question question = questions().get(0);

        @Benchmark
        public Decision reload() throws PolicyException {
            return DroolsResetPolicy.open(edition).decide(question);
        }
    }
}
