package io.sangam.setup;

import java.io.PrintStream;

/// Where the operator reads. Passwords go here and nowhere else: what is printed is no log record and reaches no log
/// file.
public final class Console {

    private Console() {}

    public static void say(String text) {
        print(System.out, text);
    }

    static void refuse(String text) {
        print(System.err, text);
    }

    private static void print(PrintStream stream, String text) {
        stream.println(text);
        stream.flush();
    }
}
