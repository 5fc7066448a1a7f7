package io.sangam.webhooks;

import io.sangam.kernel.ErrorCode;

enum WebhookError implements ErrorCode {
    WEBHOOK_LIMIT(Kind.CONFLICT),
    DELIVERY_PENDING(Kind.CONFLICT);

    private final Kind kind;

    WebhookError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
