import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// However the bench ends, nothing it started runs on and nothing it wrote stays.
final class Cleanup {

    private static final Set<Process> PROCESSES = ConcurrentHashMap.newKeySet();

    private Cleanup() {}

    static void add(Process process) {
        PROCESSES.add(process);
    }

    static void atExit(Path work) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            PROCESSES.forEach(Process::destroy);
            try {
                for (var process : PROCESSES) {
                    if (!process.waitFor(30, TimeUnit.SECONDS)) {
                        process.destroyForcibly().waitFor();
                    }
                }
                Server.delete(work);
            } catch (Exception e) {
                System.err.println("Left behind: " + work + " (" + e + ")");
            }
        }));
    }

    /// Ends the bench when it takes longer than anybody wants to wait.
    static void atLatest(int minutes) {
        Thread.ofPlatform().daemon().name("deadline").start(() -> {
            try {
                TimeUnit.MINUTES.sleep(minutes);
                System.err.println("The bench took more than " + minutes + " minutes and was stopped");
                System.exit(3);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
