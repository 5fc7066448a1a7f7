package io.sangam.kernel;

/// A stable, documented reason for refusal. Each module lists its own in one enum; docs/api.md lists them all.
public interface ErrorCode {

    /// What a refusal means to the caller, and the HTTP status it gets.
    enum Kind {
        /// 400: the request itself can't be read.
        MALFORMED,
        /// 401
        UNAUTHENTICATED,
        /// 403
        FORBIDDEN,
        /// 404, also for what exists but is out of the caller's sight.
        NOT_FOUND,
        /// 405
        NOT_ALLOWED,
        /// 406
        NOT_ACCEPTABLE,
        /// 409: the request would be right in another state.
        CONFLICT,
        /// 413
        TOO_LARGE,
        /// 415
        UNSUPPORTED,
        /// 422: understood, but a value breaks a rule.
        INVALID,
        /// 429
        LIMITED,
        /// 500: our fault, and no more is said about it.
        INTERNAL,
        /// 503: try again soon.
        UNAVAILABLE
    }

    String name();

    Kind kind();
}
