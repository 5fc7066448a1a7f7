package io.sangam.webhooks;

import io.sangam.kernel.TenantId;
import io.sangam.records.Traces;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What other systems were told, or were to be told.
@Component
class SentTraces implements Traces {

    private final MessageRepository messages;

    SentTraces(MessageRepository messages) {
        this.messages = messages;
    }

    @Override
    public void erase(TenantId tenant, String object, UUID id, Collection<String> contacts) {
        messages.erase(tenant, id);
    }
}
