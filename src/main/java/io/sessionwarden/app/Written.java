package io.sessionwarden.app;

import io.sessionwarden.app.config.CannotStartException;
import io.sessionwarden.app.config.Configuration;
import io.sessionwarden.app.config.ConfigurationFile;
import io.sessionwarden.app.config.SecretsFile;
import io.sessionwarden.app.config.SessionsFile;
import io.sessionwarden.connector.Connector;
import io.sessionwarden.evidence.Masks.Mask;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyProblem;
import io.sessionwarden.policy.PolicyReader;
import io.sessionwarden.session.SessionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What people wrote for a home, read together so that whoever made a mistake in one file is told those in the others, too.
 *
 * @param configuration config/warden.yaml
 * @param names config/sessions.csv
 * @param masks config/secrets.csv
 */
record Written(Configuration configuration, List<SessionName> names, List<Mask> masks) {

    /**
     * Reads the three files. The policy is read by whoever needs it; here only where the start fails anyhow, for its mistakes.
     *
     * @throws CannotStartException with every mistake in every file
     */
    static Written read(Home home, Map<String, Connector> connectors, PolicyReader policy) throws CannotStartException {
        var mistakes = new ArrayList<String>();
        var configuration = ConfigurationFile.read(home.folder(), ServerOpening.settings(connectors), mistakes::add);
        var names = SessionsFile.read(home.folder(), configuration, mistakes::add);
        var masks = SecretsFile.read(home.folder(), configuration, mistakes::add);
        if (!mistakes.isEmpty()) {
            mistakes.addAll(mistakesOf(policy, home));
            throw new CannotStartException(mistakes);
        }
        return new Written(configuration, names, masks);
    }

    private static List<String> mistakesOf(PolicyReader policy, Home home) {
        try {
            policy.read(List.of(home.rules()));
            return List.of();
        } catch (PolicyException e) {
            return e.problems().stream().map(PolicyProblem::toString).toList();
        }
    }
}
