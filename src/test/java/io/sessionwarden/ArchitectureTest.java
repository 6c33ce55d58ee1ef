package io.sessionwarden;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may import whom: a stage imports only stages before it, and each library has one room. */
class ArchitectureTest {

    private static final String PROJECT = "io.sessionwarden..";
    private static final String ROOT = "io.sessionwarden.";

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.sessionwarden");

    /** Room -> the rooms it may import besides itself. A name that ends in {@code ..} takes in the rooms below it. */
    private static final Map<String, String[]> MAY_IMPORT = Map.ofEntries(
            Map.entry("kernel", new String[] {}),
            Map.entry("session", new String[] {}),
            Map.entry("host", new String[] {"session"}),
            Map.entry("host.transport", new String[] {"session", "host"}),
            Map.entry("probe", new String[] {"session", "host"}),
            Map.entry("check", new String[] {"session", "host..", "probe"}),
            Map.entry("connector", new String[] {"session", "host..", "probe"}),
            Map.entry("incident", new String[] {"session", "host", "probe"}),
            Map.entry("policy", new String[] {"session", "incident"}),
            Map.entry("policy.replay", new String[] {"session", "incident", "policy", "audit"}),
            Map.entry("rollout", new String[] {"session", "incident", "policy", "policy.replay", "audit"}),
            Map.entry("policy.drools", new String[] {"session", "incident", "policy"}),
            Map.entry("policy.scenario", new String[] {"session", "incident", "policy", "yaml"}),
            Map.entry("policy.guarantee", new String[] {"session", "incident", "policy", "yaml"}),
            Map.entry("reset", new String[] {"session", "host", "probe", "policy"}),
            Map.entry("audit", new String[] {"session", "host", "probe", "incident", "policy"}),
            Map.entry("report", new String[] {"session", "incident", "policy", "audit"}),
            Map.entry("report.section", new String[] {"session", "audit", "report"}),
            Map.entry("report.form", new String[] {"session", "report"}),
            Map.entry("report.command", new String[] {
                "session", "audit", "report", "report.section", "report.form", "control", "control.wire"
            }),
            Map.entry("cycle", new String[] {
                "kernel", "session", "host..", "probe", "connector", "incident", "policy", "reset", "audit"
            }),
            Map.entry("store", new String[] {"session", "incident", "policy", "audit", "cycle", "rollout"}),
            Map.entry("notary", new String[] {"kernel", "session", "audit", "control", "control.wire"}),
            Map.entry("evidence", new String[] {"session", "cycle"}),
            Map.entry("schedule", new String[] {"cycle", "report"}),
            Map.entry("control", new String[] {
                "control.wire", "kernel", "session", "host", "incident", "policy", "audit", "report", "cycle", "yaml"
            }),
            Map.entry("control.wire", new String[] {}),
            Map.entry("author", new String[] {
                "session",
                "incident",
                "policy",
                "policy.explain",
                "policy.scenario",
                "policy.guarantee",
                "policy.replay",
                "rollout",
                "audit",
                "cycle",
                "control",
                "control.wire"
            }),
            Map.entry("policy.explain", new String[] {"session", "policy"}),
            Map.entry("practice", new String[] {"kernel", "session", "host..", "connector", "probe"}),
            Map.entry("cli", new String[] {"control.wire"}),
            Map.entry("yaml", new String[] {"session"}),
            Map.entry(
                    "app.config",
                    new String[] {"session", "check", "policy", "yaml", "evidence", "notary", "report.command"}));

    @Test
    void everyRoomImportsOnlyWhatItMay() {
        MAY_IMPORT.forEach((room, others) -> classes()
                .that()
                .resideInAPackage(ROOT + room)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(PROJECT).or(roomsOf(room, others)))
                .allowEmptyShould(true)
                .check(ALL));
    }

    private static DescribedPredicate<JavaClass> roomsOf(String room, String... others) {
        var packages = Arrays.stream(others).map(other -> ROOT + other).toArray(String[]::new);
        return packages.length == 0
                ? resideInAPackage(ROOT + room)
                : resideInAPackage(ROOT + room).or(resideInAnyPackage(packages));
    }

    @Test
    void connectorsUseThePortsOnly() {
        classes()
                .that()
                .resideInAPackage(ROOT + "connector.*")
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(PROJECT)
                        .or(resideInAnyPackage(
                                ROOT + "kernel",
                                ROOT + "session",
                                ROOT + "host..",
                                ROOT + "probe",
                                ROOT + "connector",
                                ROOT + "connector.*")))
                .allowEmptyShould(true)
                .check(ALL);
    }

    @Test
    void connectorsDoNotKnowEachOther() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + "connector.(*)")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .check(ALL);
    }

    @Test
    void nothingImportsAConnector() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "connector.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "connector.*")
                .allowEmptyShould(true)
                .check(ALL);
    }

    @Test
    void noCycles() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + "(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(ALL);
    }

    @Test
    void hibernateIsForTheStore() {
        only("store", "org.hibernate..", "jakarta.persistence..")
                .allowEmptyShould(true)
                .check(ALL);
    }

    /** The schedule hands connections on to Quartz, whose port for them names java.sql. */
    @Test
    void databaseConnectionsAreForTheStoreAndTheSchedule() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "store", ROOT + "schedule")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..")
                .allowEmptyShould(true)
                .check(ALL);
    }

    @Test
    void quartzIsForTheSchedule() {
        only("schedule", "org.quartz..").allowEmptyShould(true).check(ALL);
    }

    @Test
    void droolsIsForThePolicy() {
        only("policy.drools", "org.kie..", "org.drools..")
                .allowEmptyShould(true)
                .check(ALL);
    }

    @Test
    void sshIsForTheTransport() {
        only("host.transport", "org.apache.sshd..").allowEmptyShould(true).check(ALL);
    }

    @Test
    void nativeCodeIsForTheKernel() {
        only("kernel", "com.sun.jna..").allowEmptyShould(true).check(ALL);
    }

    @Test
    void yamlIsForItsOwnRoom() {
        only("yaml", "tools.jackson.dataformat.yaml..", "org.snakeyaml..")
                .allowEmptyShould(true)
                .check(ALL);
    }

    private static ArchRule only(String room, String... library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library);
    }

    @Test
    void theCommandNeedsTheJdkAndPicocliOnly() {
        classes()
                .that()
                .resideInAnyPackage(ROOT + "cli", ROOT + "control.wire")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        ROOT + "cli", ROOT + "control.wire", "java..", "jdk.net..", "picocli..", "org.jspecify.."))
                .allowEmptyShould(true)
                .check(ALL);
    }

    @Test
    void timeIsInjected() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .allowEmptyShould(true)
                .check(ALL);
    }

    @Test
    void noCatchAllRooms() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..helper..", "..manager..", "..service..", "..impl..")
                .allowEmptyShould(true)
                .check(ALL);
    }
}
