package io.sangam.kernel;

/// Our code for a status that Spring or the servlet container chose.
final class StatusCodes {

    private StatusCodes() {}

    static KernelError of(int status) {
        return switch (status) {
            case 401 -> KernelError.UNAUTHENTICATED;
            case 403 -> KernelError.FORBIDDEN;
            case 404 -> KernelError.NOT_FOUND;
            case 405 -> KernelError.METHOD_NOT_ALLOWED;
            case 406 -> KernelError.NOT_ACCEPTABLE;
            case 413 -> KernelError.PAYLOAD_TOO_LARGE;
            case 415 -> KernelError.MEDIA_TYPE_UNSUPPORTED;
            case 503 -> KernelError.SERVICE_UNAVAILABLE;
            default -> status >= 500 ? KernelError.INTERNAL_ERROR : KernelError.REQUEST_MALFORMED;
        };
    }

    static String detail(KernelError code) {
        return switch (code) {
            case UNAUTHENTICATED -> "Sign in first";
            case FORBIDDEN -> "You may not do this";
            case NOT_FOUND -> "There is nothing at this address";
            case METHOD_NOT_ALLOWED -> "This address does not know this method; see the Allow header";
            case NOT_ACCEPTABLE -> "None of the accepted media types can be answered; JSON can";
            case PAYLOAD_TOO_LARGE -> "The request body is too large";
            case MEDIA_TYPE_UNSUPPORTED -> "Send the body as application/json";
            case SERVICE_UNAVAILABLE -> "Not available right now; try again in a moment";
            case INTERNAL_ERROR -> "Something went wrong on our side. Give support the trace id";
            case REQUEST_MALFORMED, VERSION_CONFLICT, VALUE_TAKEN, CONCURRENT_CHANGE, VALIDATION_FAILED ->
                "The request can't be read";
        };
    }
}
