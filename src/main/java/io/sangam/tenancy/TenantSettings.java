package io.sangam.tenancy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/// What a tenant may set, each with the default of the specification. Stored as JSON: a missing member means the
/// default, so a new setting needs no migration.
///
/// @param firstTaskDueHours R6: when a lead without an open task is assigned, one is made that is due after so much
/// office
/// time
/// @param reminders R12: minutes relative to the due time; negative before, 0 at, positive after
/// @param resubmitReopens R1: whether a form filled in again moves the open lead to the pipeline's resubmission status
/// @param assignment R5: the default pool
/// @param reassignment R7: whether and when late work goes to somebody else by itself
/// @param requests R8: whose requests for a record need nobody's approval
/// @param recycling whether and when what its owner lets lie goes back to a pool
/// @param calendar when people work
/// @param retention how long what happened is kept
/// @param secondFactor of whom one is required beside the password
public record TenantSettings(
        Integer firstTaskDueHours,
        List<Integer> reminders,
        Boolean resubmitReopens,
        Assignment assignment,
        PassingOn reassignment,
        Requests requests,
        Recycling recycling,
        WorkCalendar calendar,
        Retention retention,
        SecondFactor secondFactor) {

    /// @param role the key of the role whose holders get new records in turn
    /// @param maxOpen so many open records, and a person gets no more by himself; 0 means no limit
    public record Assignment(String role, Integer maxOpen) {

        static final Assignment DEFAULTS = new Assignment("SALES", 0);

        @SuppressWarnings("ConstantValue") // members absent from stored JSON arrive as null
        public Assignment {
            role = role == null ? "SALES" : role;
            maxOpen = maxOpen == null ? 0 : maxOpen;
        }
    }

    /// @param active off at first: work changes hands by itself only where the company wants it
    /// @param afterMinutes so long after its due time a task is late
    /// @param dueDays so many days after the next working time whoever gets it has
    public record PassingOn(Boolean active, Integer afterMinutes, Integer dueDays) {

        public static final PassingOn DEFAULTS = new PassingOn(false, 30, 1);

        @SuppressWarnings("ConstantValue") // members absent from stored JSON arrive as null
        public PassingOn {
            active = active == null ? Boolean.FALSE : active;
            afterMinutes = afterMinutes == null ? 30 : afterMinutes;
            dueDays = dueDays == null ? 1 : dueDays;
        }
    }

    /// @param approvedRoles keys of the roles whose holders get at once what they ask for
    public record Requests(List<String> approvedRoles) {

        public static final Requests DEFAULTS = new Requests(List.of());

        @SuppressWarnings("ConstantValue") // members absent from stored JSON arrive as null
        public Requests {
            approvedRoles = approvedRoles == null ? List.of() : List.copyOf(approvedRoles);
        }
    }

    /// @param active off at first: nobody loses a record where the company does not want it
    /// @param modules whose records have a pool
    /// @param idleDays so long nobody touched a record, and no next step is planned
    /// @param coolDownDays so long whoever gave a record up, or lost it, may not take it back
    /// @param takesPerDay so many a person may take on one day
    /// @param roles keys of the roles whose holders may help themselves, besides those who may assign
    public record Recycling(
            Boolean active,
            List<String> modules,
            Integer idleDays,
            Integer coolDownDays,
            Integer takesPerDay,
            List<String> roles) {

        public static final Recycling DEFAULTS = new Recycling(false, List.of("leads"), 30, 30, 10, List.of("SALES"));

        @SuppressWarnings("ConstantValue") // members absent from stored JSON arrive as null
        public Recycling {
            active = active == null ? Boolean.FALSE : active;
            modules = modules == null ? List.of("leads") : List.copyOf(modules);
            idleDays = idleDays == null ? 30 : idleDays;
            coolDownDays = coolDownDays == null ? 30 : coolDownDays;
            takesPerDay = takesPerDay == null ? 10 : takesPerDay;
            roles = roles == null ? List.of("SALES") : List.copyOf(roles);
        }

        public boolean isOpenFor(String module) {
            return active && modules.contains(module);
        }
    }

    /// In days; what is older is forgotten in the night. 0 keeps for good, where that is allowed.
    ///
    /// @param history what changed in records: 0, or 30 and more, for so long a change can be undone
    /// @param securityEvents who came in and who tried: 0, or 90 and more
    /// @param notifications what people were told: 7 and more
    /// @param messages what webhooks sent and what came in from outside: 1 to 90
    public record Retention(Integer history, Integer securityEvents, Integer notifications, Integer messages) {

        public static final Retention DEFAULTS = new Retention(0, 730, 180, 30);

        @SuppressWarnings("ConstantValue") // members absent from stored JSON arrive as null
        public Retention {
            history = history == null ? 0 : history;
            securityEvents = securityEvents == null ? 730 : securityEvents;
            notifications = notifications == null ? 180 : notifications;
            messages = messages == null ? 30 : messages;
        }
    }

    /// Of whom a second factor is required.
    ///
    /// @param roles keys, for [FactorRule#ROLES]
    public record SecondFactor(FactorRule required, List<String> roles) {

        public static final SecondFactor DEFAULTS = new SecondFactor(FactorRule.NOBODY, List.of());

        @SuppressWarnings("ConstantValue") // members absent from stored JSON arrive as null
        public SecondFactor {
            required = required == null ? FactorRule.NOBODY : required;
            roles = roles == null ? List.of() : List.copyOf(roles);
        }
    }

    public enum FactorRule {
        NOBODY,
        EVERYBODY,
        ROLES;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final TenantSettings DEFAULTS = new TenantSettings(
            2,
            List.of(-60, 0, 60),
            true,
            Assignment.DEFAULTS,
            PassingOn.DEFAULTS,
            Requests.DEFAULTS,
            Recycling.DEFAULTS,
            WorkCalendar.DEFAULT,
            Retention.DEFAULTS,
            SecondFactor.DEFAULTS);

    public TenantSettings with(Recycling other) {
        return new TenantSettings(
                firstTaskDueHours,
                reminders,
                resubmitReopens,
                assignment,
                reassignment,
                requests,
                other,
                calendar,
                retention,
                secondFactor);
    }

    @SuppressWarnings("ConstantValue") // members absent from stored JSON arrive as null
    public TenantSettings {
        firstTaskDueHours = firstTaskDueHours == null ? 2 : firstTaskDueHours;
        reminders = reminders == null ? List.of(-60, 0, 60) : List.copyOf(reminders);
        resubmitReopens = resubmitReopens == null ? Boolean.TRUE : resubmitReopens;
        assignment = assignment == null ? Assignment.DEFAULTS : assignment;
        reassignment = reassignment == null ? PassingOn.DEFAULTS : reassignment;
        requests = requests == null ? Requests.DEFAULTS : requests;
        recycling = recycling == null ? Recycling.DEFAULTS : recycling;
        calendar = calendar == null ? WorkCalendar.DEFAULT : calendar;
        retention = retention == null ? Retention.DEFAULTS : retention;
        secondFactor = secondFactor == null ? SecondFactor.DEFAULTS : secondFactor;
    }
}
