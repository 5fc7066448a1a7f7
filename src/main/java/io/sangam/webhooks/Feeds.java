package io.sangam.webhooks;

import io.sangam.assignment.AssignmentEvent;
import io.sangam.events.DomainEvent;
import io.sangam.events.Subscriber;
import io.sangam.leads.LeadEvent;
import io.sangam.pipelines.PipelineEvent;
import io.sangam.records.RecordEvent;
import io.sangam.tasks.TaskEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Listens to what the modules tell, one ear per family of events.
@Configuration(proxyBeanMethods = false)
class Feeds {

    @Bean
    Subscriber<RecordEvent> webhookRecords(Messages messages) {
        return new Feed<>("webhooks.records", RecordEvent.class, messages);
    }

    @Bean
    Subscriber<PipelineEvent> webhookPipelines(Messages messages) {
        return new Feed<>("webhooks.pipelines", PipelineEvent.class, messages);
    }

    @Bean
    Subscriber<AssignmentEvent> webhookAssignments(Messages messages) {
        return new Feed<>("webhooks.assignments", AssignmentEvent.class, messages);
    }

    @Bean
    Subscriber<LeadEvent> webhookLeads(Messages messages) {
        return new Feed<>("webhooks.leads", LeadEvent.class, messages);
    }

    @Bean
    Subscriber<TaskEvent> webhookTasks(Messages messages) {
        return new Feed<>("webhooks.tasks", TaskEvent.class, messages);
    }

    private record Feed<E extends DomainEvent>(String name, Class<E> events, Messages messages)
            implements Subscriber<E> {

        @Override
        public boolean isAwaited(E event) {
            return messages.areAwaited(event);
        }

        @Override
        public void handle(E event) {
            messages.write(event);
        }
    }
}
