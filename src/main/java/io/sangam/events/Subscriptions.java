package io.sangam.events;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Which subscriber wants which event. Read at the first event, not at construction: subscribers may themselves
/// publish.
@Component
class Subscriptions {

    private final ObjectProvider<Subscriber<?>> beans;
    private @Nullable Directory directory;

    Subscriptions(ObjectProvider<Subscriber<?>> beans) {
        this.beans = beans;
    }

    private record Directory(
            Map<String, Subscriber<?>> byName,
            Map<String, Class<? extends DomainEvent>> types,
            Map<Class<?>, List<String>> interested) {}

    /// The names of all who want this event.
    List<String> interestedIn(DomainEvent event) {
        return directory().interested().getOrDefault(event.getClass(), List.of()).stream()
                .filter(name -> subscriber(name).isAwaited(event))
                .toList();
    }

    /// All names, for claiming only what this process can deliver.
    List<String> names() {
        return List.copyOf(directory().byName().keySet());
    }

    @SuppressWarnings("unchecked") // a delivery is only ever made for a subscriber of the event's class
    Subscriber<DomainEvent> subscriber(String name) {
        var subscriber = directory().byName().get(name);
        if (subscriber == null) {
            throw new IllegalStateException("There is no subscriber " + name);
        }
        return (Subscriber<DomainEvent>) subscriber;
    }

    Class<? extends DomainEvent> type(String name) {
        var type = directory().types().get(name);
        if (type == null) {
            throw new IllegalStateException("No subscriber knows an event " + name);
        }
        return type;
    }

    /// The stable name under which an event is stored, such as `LeadEvent.Created`.
    static String name(Class<?> type) {
        @Nullable Class<?> enclosing = type.getEnclosingClass();
        return enclosing == null ? type.getSimpleName() : enclosing.getSimpleName() + "." + type.getSimpleName();
    }

    private synchronized Directory directory() {
        if (directory == null) {
            directory = read();
        }
        return directory;
    }

    private Directory read() {
        var byName = new LinkedHashMap<String, Subscriber<?>>();
        var types = new HashMap<String, Class<? extends DomainEvent>>();
        var interested = new HashMap<Class<?>, List<String>>();
        beans.orderedStream().forEach(subscriber -> {
            if (byName.put(subscriber.name(), subscriber) != null) {
                throw new IllegalStateException("Two subscribers are named " + subscriber.name());
            }
            for (var type : records(subscriber.events())) {
                var other = types.put(name(type), type);
                if (other != null && other != type) {
                    throw new IllegalStateException("Two events are named " + name(type));
                }
                interested.computeIfAbsent(type, _ -> new ArrayList<>()).add(subscriber.name());
            }
        });
        return new Directory(byName, types, interested);
    }

    private static List<Class<? extends DomainEvent>> records(Class<? extends DomainEvent> type) {
        var permitted = type.getPermittedSubclasses();
        if (permitted == null) {
            return List.of(type);
        }
        var records = new ArrayList<Class<? extends DomainEvent>>();
        for (var each : permitted) {
            records.addAll(records(each.asSubclass(DomainEvent.class)));
        }
        return records;
    }
}
