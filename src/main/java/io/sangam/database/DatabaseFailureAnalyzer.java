package io.sangam.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// A start that fails for want of a database ends with one paragraph instead of a stack trace. Registered in
/// META-INF/spring.factories.
class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<DatabaseUnusable> {

    @Override
    protected FailureAnalysis analyze(Throwable root, DatabaseUnusable cause) {
        var reason =
                cause.getCause() == null ? "" : String.valueOf(cause.getCause().getMessage());
        var message = String.valueOf(cause.getMessage());
        return new FailureAnalysis(message.contains(reason) ? message : message + "\n" + reason, "", cause);
    }
}
