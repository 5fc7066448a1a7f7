import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Measures the product against PostgreSQL itself, in one run. See README.md.
final class Bench {

    /// What one scenario needs to know.
    ///
    /// @param seconds of one measurement
    /// @param app the jar of the extracted layout
    /// @param work where everything is that goes away at the end
    record Setting(int seconds, Path app, Path work, Report report) {}

    interface Scenario {
        void run(Server server, Setting setting) throws Exception;
    }

    private static final List<String> ALL = List.of("start", "list", "search", "sockets", "login", "noisy", "export", "pages", "intake", "import");
    private static final int LATEST_MINUTES = 60;

    private static String database;
    private static String password;

    static void main(String[] args) throws Exception {
        var chosen = new ArrayList<String>();
        var seconds = 15;
        var leads = 1_000_000;
        for (var i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--seconds" -> seconds = Integer.parseInt(args[++i]);
                case "--leads" -> leads = Integer.parseInt(args[++i]);
                default -> chosen.add(args[i]);
            }
        }
        if (!ALL.containsAll(chosen)) {
            System.err.println("Scenarios are " + String.join(", ", ALL));
            System.exit(2);
        }
        Cleanup.atLatest(LATEST_MINUTES);
        var work = Files.createTempDirectory(
                "sangam-bench", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Cleanup.atExit(work);
        var report = new Report();
        var app = extract(work);
        var setting = new Setting(seconds, app, work, report);
        var wanted = chosen.isEmpty() ? ALL : chosen;
        var begin = System.nanoTime();
        if (wanted.contains("start")) {
            say("start");
            attempt("start", report, () -> StartScenario.run(setting));
        }
        if (wanted.stream().anyMatch(each -> !each.equals("start"))) {
            loaded(wanted, leads, setting);
        }
        report.note("The whole bench took %.0f minutes.".formatted((System.nanoTime() - begin) / 60e9));
        System.out.println();
        System.out.print(report.table());
        report.save(machine(leads));
    }

    /// The scenarios that share one server and its million leads; those that write come last. It starts without the JDK's
    /// cache: that holds profiles of a start, and where one request comes for minutes what is compiled by them is slower.
    /// Among many kinds of requests it makes no difference (docs/performance.md).
    private static void loaded(List<String> wanted, int leads, Setting setting) throws Exception {
        try (var server = Server.start(
                setting.app(),
                setting.work().resolve("data"),
                List.of(
                        "--sangam.sample=true", "--sangam.limits.requests-per-minute=0",
                        "--sangam.sign-in.tries-per-name=1000000", "--sangam.sign-in.tries-per-address=1000000"))) {
            say("%,d leads".formatted(leads));
            var begin = System.nanoTime();
            try (var db = server.connect()) {
                remember(db, server.password());
                Generator.run(db, leads);
            }
            setting.report().note("Generated in %.0f s".formatted((System.nanoTime() - begin) / 1e9));
            for (var name : wanted) {
                if (!name.equals("start")) {
                    say(name);
                    attempt(name, setting.report(), () -> scenario(name).run(server, setting));
                }
            }
        }
    }

    static Scenario scenario(String name) {
        return switch (name) {
            case "list" -> ListScenario::run;
            case "search" -> SearchScenario::run;
            case "sockets" -> SocketScenario::run;
            case "login" -> LoginScenario::run;
            case "noisy" -> NoisyScenario::run;
            case "export" -> ExportScenario::run;
            case "pages" -> PagesScenario::run;
            case "intake" -> IntakeScenario::run;
            case "import" -> ImportScenario::run;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private interface Attempt {
        void run() throws Exception;
    }

    private static void attempt(String name, Report report, Attempt work) {
        try {
            work.run();
        } catch (Exception e) {
            e.printStackTrace();
            report.missing(name, e);
        }
    }

    static void remember(Connection db, String secret) throws SQLException {
        database = db.getMetaData().getURL();
        password = secret;
    }

    /// Another connection as the same user to the same database.
    static Connection again(Connection db) throws SQLException {
        return DriverManager.getConnection(database, "postgres", password);
    }

    static void say(String text) {
        System.out.println("\n== " + text);
    }

    /// Plain jars load faster than jars within a jar; `./sangam run` does the same.
    private static Path extract(Path work) throws Exception {
        var to = work.resolve("app");
        var done = new ProcessBuilder(
                        Server.java(), "-Djarmode=tools", "-jar", "target/run/sangam.jar", "extract", "--force",
                        "--destination", to.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (done != 0) {
            throw new IOException("target/run/sangam.jar can't be extracted");
        }
        return to.resolve("sangam.jar");
    }

    private static String machine(int leads) {
        var runtime = Runtime.getRuntime();
        return "%s, %d cores, JDK %s, %,d leads in the largest company".formatted(
                java.time.LocalDate.now(), runtime.availableProcessors(), Runtime.version(), leads);
    }
}
