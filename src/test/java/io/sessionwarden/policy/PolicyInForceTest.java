package io.sessionwarden.policy;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.PolicyFolders;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is asked is answered by the policy that is in force at that moment. */
class PolicyInForceTest {

    @TempDir
    Path temp;

    @Test
    void fromTheMomentThatAnotherIsPutThereItAnswersEverything() {
        var asked = about().by("bob", 1002).ask();
        var bob = asked.caller();
        var first = PolicyFolders.shipped(temp.resolve("first")).open();
        var next = PolicyFolders.shipped(temp.resolve("next"))
                .line("access.csv", "bob,*,reset,")
                .line("access.csv", "bob,*,operate,")
                .line("access.csv", "carol,*,query,")
                .line("time-limits.csv", "local,*,5,,enforce,")
                .open();
        var inForce = new PolicyInForce(first);
        assertThat(inForce.policy()).isSameAs(first);
        assertThat(inForce.revision()).isEqualTo(first.revision());
        assertThat(inForce.decide(asked).word()).isEqualTo("deny");
        assertThat(inForce.may(bob, Privilege.OPERATE, "local")).isFalse();
        assertThat(inForce.timeLimits(asked.session())).isEqualTo(TimeLimits.NONE);
        assertThat(inForce.mayQuery(about().by("eve", 1003).ask().caller(), asked.session()))
                .isTrue();
        inForce.put(next);
        assertThat(inForce.policy()).isSameAs(next);
        assertThat(inForce.revision()).isEqualTo(next.revision());
        assertThat(inForce.decide(asked).word()).isEqualTo("permit");
        assertThat(inForce.may(bob, Privilege.OPERATE, "local")).isTrue();
        assertThat(inForce.timeLimits(asked.session()).idle()).isEqualTo(Duration.ofMinutes(5));
        assertThat(inForce.mayQuery(about().by("eve", 1003).ask().caller(), asked.session()))
                .isFalse();
    }
}
