package dqn;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the package table of ARCHITECTURE.md. */
class ArchitectureTest {
    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dqn");

    /** A package, and the packages of this program that it may use; {@code dqn.cli} may use them all. */
    private record Row(String name, List<String> mayUse) {
        Row(String name, String... mayUse) {
            this(name, List.of(mayUse));
        }
    }

    private static final List<Row> TABLE = List.of(
            new Row("core"),
            new Row("env", "core"),
            new Row("env.ale", "core", "env"),
            new Row("preprocess", "core"),
            new Row("replay", "core"),
            new Row("network", "core"),
            new Row("network.dl4j", "core", "network"),
            new Row("network.onednn", "core", "network"),
            new Row("agent", "core", "preprocess", "replay", "network"),
            new Row("checkpoint", "core"),
            new Row("metrics", "core"),
            new Row("training", "core", "env", "preprocess", "replay", "network", "agent", "checkpoint", "metrics"),
            new Row("render", "core", "env"),
            new Row("report", "core", "metrics", "training"),
            new Row("sweep", "core", "checkpoint", "metrics", "training", "report"),
            new Row("live", "core", "metrics", "training", "report"));

    static Stream<Row> table() {
        return TABLE.stream();
    }

    @ParameterizedTest
    @MethodSource("table")
    void usesOnlyThePackagesOfTheTable(Row row) {
        String[] allowed = Stream.concat(Stream.of(row.name()), row.mayUse().stream())
                .map(name -> "dqn." + name)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("dqn." + row.name())
                .should()
                .dependOnClassesThat(resideInAPackage("dqn..").and(not(resideInAnyPackage(allowed))))
                .allowEmptyShould(true)
                .check(PROGRAM);
    }

    @Test
    void hasNoOtherPackages() {
        String[] known = Stream.concat(Stream.of("cli"), TABLE.stream().map(Row::name))
                .map(name -> "dqn." + name)
                .toArray(String[]::new);
        noClasses().should().resideOutsideOfPackages(known).check(PROGRAM);
    }

    @ParameterizedTest
    @CsvSource({
        "dqn.env.ale, org.bytedeco.ale..",
        "dqn.network.dl4j, org.deeplearning4j..",
        "dqn.network.dl4j, org.nd4j..",
        "dqn.network.onednn, org.bytedeco.dnnl..",
        "dqn.render, org.bytedeco.ffmpeg..",
        "dqn.report, org.knowm.xchart..",
        "dqn.live, com.sun.net.httpserver..",
        "dqn.sweep.spark, org.apache.spark..",
        "dqn.cli, picocli.."
    })
    void onlyOnePackageUses(String user, String library) {
        noClasses()
                .that()
                .resideOutsideOfPackage(user)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(PROGRAM);
    }

    /** A serialised object runs code of its class when it is read. */
    @Test
    void readsAndWritesNoJavaObjects() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.Object(In|Out)put.*|java\\.beans\\.XML.*|.*SerializationUtils")
                .check(PROGRAM);
    }

    /**
     * DL4J's loader deserialises one entry of a model and makes objects of the classes that another one names; ND4J's
     * allocates native memory by the lengths that it finds.
     */
    @Test
    void leavesNoFileToTheLoadersOfDl4j() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(".*\\.(ModelSerializer|ModelGuesser|NormalizerSerializer|NumpyArray|KerasModel.*)")
                .check(PROGRAM);
        noClasses()
                .should()
                .callMethodWhere(
                        target(nameMatching("from(Json|Yaml)|read(Binary|Numpy|Txt.*)?|load|createFrom(Npy|Npz).*"))
                                .and(target(owner(resideInAnyPackage("org.nd4j..", "org.deeplearning4j..")))))
                .check(PROGRAM);
    }

    /** Of Jackson too: a file must not say of which class an object is made. */
    @Test
    void letsNoFileNameAClass() {
        noClasses()
                .should()
                .callMethodWhere(target(nameMatching("(activate|enable)DefaultTyping.*")))
                .orShould()
                .callMethod(Class.class, "forName", String.class)
                .check(PROGRAM);
    }

    @Test
    void onlyTheCommandLineEndsTheProcess() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dqn.cli")
                .should(callMethod(System.class, "exit", int.class))
                .orShould(callMethod(Runtime.class, "exit", int.class))
                .orShould(callMethod(Runtime.class, "halt", int.class))
                .check(PROGRAM);
    }

    @Test
    void onlyTheCommandLineUsesTheStandardStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dqn.cli")
                .should(ACCESS_STANDARD_STREAMS)
                .check(PROGRAM);
    }

    @Test
    void hasNoCycles() {
        slices().matching("dqn.(**)").should().beFreeOfCycles().check(PROGRAM);
    }
}
