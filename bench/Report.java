import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// The table at the end, and its copy below bench/results.
final class Report {

    private static final String[] HEAD = {"scenario", "ours", "against", "ratio", "target", "reached"};

    private final List<String[]> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    void row(String scenario, String ours, String against, String ratio, String target, boolean reached) {
        rows.add(new String[] {scenario, ours, against, ratio, target, reached ? "yes" : "NO"});
    }

    void missing(String scenario, Throwable why) {
        rows.add(new String[] {scenario, "-", "-", "-", "-", "failed: " + why});
    }

    void note(String text) {
        notes.add(text);
        System.out.println("  " + text);
    }

    String table() {
        var all = new ArrayList<String[]>(rows);
        all.addFirst(HEAD);
        var widths = new int[HEAD.length];
        for (var row : all) {
            for (var i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        var text = new StringBuilder();
        for (var row : all) {
            for (var i = 0; i < widths.length; i++) {
                text.append(i == widths.length - 1 ? row[i] : ("%-" + widths[i] + "s   ").formatted(row[i]));
            }
            text.append('\n');
        }
        return text.toString();
    }

    void save(String machine) throws IOException {
        var name = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm")) + ".txt";
        var file = Path.of("bench", "results", name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, machine + "\n\n" + table() + "\n" + String.join("\n", notes) + "\n");
        System.out.println("\nKept in " + file);
    }
}
