package io.sessionwarden.policy.drools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that want more than to decide. None of them may be taken into force. */
class AttacksTest {

    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.exit(1);",
                "permit( \"x\" ); System.exit(1);",
                "permit( \"x\" + System.getenv(\"PATH\") );",
                "permit( Runtime.getRuntime().exec(\"id\").toString() );",
                "permit( new String(\"x\") );",
                "permit( drools.getKieRuntime() );",
                "drools.getKieRuntime().halt();",
                "\\u0053ystem.exit(1);",
                "permit( \"x\\u0022); System.exit(1); //\" );",
                "while (true) { }",
                "for (;;) permit(\"x\");",
                "modify( $r ) { automatic = true }",
                "insert( new Object() );",
                "delete( $r ); permit(\"x\");",
                "java.lang.Math.abs(-1); permit(\"x\");",
                "/* */ // \n System.exit(1); // permit(\"x\")",
                "permit( \"x\" ); */ System.exit(1); /*",
                "{ permit(\"x\"); }",
                "permit(\"x\"); permit(\"y\");",
                "permit( caller.getClass() );",
                "permit( (String) caller );",
                "permit( caller -> caller );",
                "permit( @{System.exit(1)} );",
                "permit = deny;",
            })
    void aConsequenceDoesNothingButSayOneThing(String consequence) {
        refused("rule \"a\"\nwhen\n ResetRequest( automatic )\nthen\n" + consequence + "\nend\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ResetRequest( Runtime.getRuntime().exec(\"id\") != null )",
                "ResetRequest( eval( true ) )",
                "ResetRequest( caller.length() > 3 )",
                "ResetRequest( caller.class.name == \"x\" )",
                "ResetRequest( new Object() != null )",
                "ResetRequest( java.lang.System.exit(1) == null )",
                "ResetRequest( this.caller == \"x\" )",
                "ResetRequest( caller == (String) \"x\" )",
                "ResetRequest( \\u0053ystem.exit(1) == null )",
                "ResetRequest( automatic = false )",
                "ResetRequest( #Object )",
                "ResetRequest( caller#String.bytes != null )",
                "ResetRequest( caller[0] == \"x\" )",
                "ResetRequest( caller str[startsWith] \"x\" )",
                "ResetRequest( caller soundslike \"x\" )",
                "ResetRequest( /caller )",
                "eval( true )",
                "ResetRequest() eval( true )",
                "$r : ResetRequest() from System.getProperties()",
                "ResetRequest() from entry-point \"x\"",
                "ResetRequest() over window:time( 1s )",
                "not ResetRequest()",
                "exists ResetRequest()",
                "forall( ResetRequest() )",
                "ResetRequest() or ResetRequest()",
                "accumulate( ResetRequest(); $n : count(1) )",
                "Object()",
                "java.lang.Object()",
                "io.sessionwarden.policy.ResetRequest()",
                "?q( )",
                "",
            })
    void aConditionReadsTheFactAndNothingElse(String condition) {
        refused("rule \"a\"\nwhen\n " + condition + "\nthen\n permit( \"x\" );\nend\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import java.io.File;",
                "import static java.lang.System.exit;",
                "import function java.lang.System.exit;",
                "package io.sessionwarden.policy;",
                "unit Foo;",
                "global java.util.List l;",
                "function void f() { System.exit(1); }",
                "declare X a : int end",
                "declare enum E A; end",
                "declare entry-point \"x\" end",
                "declare window W ResetRequest() over window:time(1s) end",
                "query q() ResetRequest() end",
                "dialect \"mvel\"",
                "salience 10",
            })
    void nothingIsDeclaredBesideTheRules(String declaration) {
        refused(declaration + "\nrule \"a\" when ResetRequest( automatic ) then permit( \"x\" ); end\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "salience 10",
                "salience (System.exit(1))",
                "dialect \"mvel\"",
                "no-loop true",
                "timer (int: 1s)",
                "enabled (System.exit(1))",
                "agenda-group \"x\"",
                "duration 5",
                "extends \"b\"",
                "@Propagation(ALWAYS)",
                "date-effective \"1-Jan-2020\"",
                "lock-on-active",
            })
    void aRuleHasNoAttributes(String attribute) {
        refused("rule \"a\" " + attribute + " when ResetRequest( automatic ) then permit( \"x\" ); end\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 20_000})
    void aConditionCannotExhaustTheReader(int depth) {
        refused("rule \"a\" when ResetRequest( " + "!".repeat(depth) + "automatic ) then permit( \"x\" ); end\n");
        refused("rule \"a\" when ResetRequest( automatic ) then permit( " + "(".repeat(depth) + "\"x\""
                + ")".repeat(depth) + " ); end\n");
        refused("rule \"a\" when ResetRequest( " + "(".repeat(depth) + "automatic" + ")".repeat(depth)
                + " ) then permit( \"x\" ); end\n");
    }

    @Test
    void theSameFramesWithoutAnAttackAreAccepted() {
        assertThat(Folder.with(temp, "rule \"a\"\nwhen\n ResetRequest( automatic )\nthen\npermit( \"x\" );\nend\n")
                        .problems())
                .isEmpty();
        assertThat(Folder.with(temp, "\nrule \"a\" when ResetRequest( automatic ) then permit( \"x\" ); end\n")
                        .problems())
                .isEmpty();
    }

    private void refused(String rules) {
        assertThat(Folder.with(temp, rules).problems()).isNotEmpty();
    }
}
