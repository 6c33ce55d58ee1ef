package io.sessionwarden;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Decides whether this machine has what a {@link RealHost} test needs. */
class RealHostCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        var missing = AnnotationSupport.findRepeatableAnnotations(context.getElement(), RealHost.class).stream()
                .flatMap(needs -> missing(needs).stream())
                .distinct()
                .toList();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("everything it needs is here");
        }
        var message = "needs " + String.join(", ", missing) + ", which this machine does not have";
        if ("required".equals(System.getenv("WARDEN_REAL_HOSTS"))) {
            throw new IllegalStateException(context.getDisplayName() + " " + message);
        }
        return ConditionEvaluationResult.disabled(message);
    }

    private static List<String> missing(RealHost needs) {
        var missing = new ArrayList<String>();
        Arrays.stream(needs.programs()).filter(program -> !onPath(program)).forEach(missing::add);
        if (needs.root() && !"root".equals(System.getProperty("user.name"))) {
            missing.add("root");
        }
        return missing;
    }

    private static boolean onPath(String program) {
        return Stream.concat(
                        Arrays.stream(System.getenv("PATH").split(":")),
                        Stream.of("/usr/sbin", "/sbin", "/usr/lib/openssh", "/usr/lib/nagios/plugins"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
