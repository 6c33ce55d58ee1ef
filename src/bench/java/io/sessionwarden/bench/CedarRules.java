package io.sessionwarden.bench;

import com.cedarpolicy.AuthorizationEngine;
import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import io.sessionwarden.policy.ResetRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The shipped rules in Cedar ({@code policies.cedar}), asked in the quickest way that its Java library offers: the policies are
 * parsed and cached once, requests are made beforehand and hold only the fields that the policies read.
 */
final class CedarRules {

    private final Set<String> read;
    private final AuthorizationEngine engine = new BasicAuthorizationEngine();
    private final PolicySet policies;
    private final Entities nobody = new Entities();
    private final EntityUID caller = uid("Caller", "caller");
    private final EntityUID reset = uid("Action", "reset");
    private final EntityUID session = uid("Session", "session");

    CedarRules() {
        var text = text();
        this.read = Pattern.compile("context\\.(\\w+)")
                .matcher(text)
                .results()
                .map(field -> field.group(1))
                .collect(Collectors.toUnmodifiableSet());
        this.policies = parsed(text);
    }

    private static PolicySet parsed(String text) {
        try {
            var policies = PolicySet.parsePolicies(text);
            policies.cache();
            return policies;
        } catch (InternalException | CacheException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text() {
        try (var policies = CedarRules.class.getResourceAsStream("policies.cedar")) {
            return new String(Objects.requireNonNull(policies).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EntityUID uid(String type, String id) {
        return new EntityUID(EntityTypeName.parse(type).orElseThrow(), id);
    }

    AuthorizationRequest request(ResetRequest fact) {
        var context = new HashMap<String, Value>();
        Arrays.stream(ResetRequest.class.getRecordComponents())
                .filter(field -> read.contains(field.getName()))
                .forEach(field -> context.put(field.getName(), value(field, fact)));
        return new AuthorizationRequest(caller, reset, session, Map.copyOf(context));
    }

    private static Value value(RecordComponent field, ResetRequest fact) {
        try {
            var value = field.getAccessor().invoke(fact);
            if (value instanceof Boolean flag) {
                return new PrimBool(flag);
            }
            return value instanceof Number number ? new PrimLong(number.longValue()) : new PrimString(word(value));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(field.getName() + " cannot be read", e);
        }
    }

    private static String word(Object value) {
        return value instanceof Enum<?> word ? word.name() : String.valueOf(value);
    }

    /**
     * Whether the policies permit it.
     *
     * @throws IllegalStateException where Cedar could not tell
     */
    boolean permits(AuthorizationRequest request) {
        try {
            var answer = engine.isAuthorized(request, policies, nobody);
            var decided = answer.success.orElseThrow(() -> new IllegalStateException(String.valueOf(answer.errors)));
            if (!decided.getErrors().isEmpty()) {
                throw new IllegalStateException(String.valueOf(decided.getErrors()));
            }
            return decided.isAllowed();
        } catch (AuthException e) {
            throw new IllegalStateException(e);
        }
    }
}
