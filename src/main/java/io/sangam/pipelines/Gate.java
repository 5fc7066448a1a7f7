package io.sangam.pipelines;

import java.util.Optional;
import java.util.Set;

/// Whether a move is open to somebody at all, before the new status asks for anything.
final class Gate {

    /// Why a move is closed.
    enum Refusal {
        ALREADY_THERE("The record is already there"),
        NOT_FROM_HERE("The pipeline does not lead there from here"),
        READ_ONLY("You may read this record, not move it"),
        NOT_YOUR_STATUS("Your role may not choose this status"),
        NEEDS_MANAGER("Only a manager takes a record out of a result");

        private final String explanation;

        Refusal(String explanation) {
            this.explanation = explanation;
        }

        String explanation() {
            return explanation;
        }

        /// Whether somebody else could make the move.
        boolean concernsThePerson() {
            return switch (this) {
                case ALREADY_THERE, NOT_FROM_HERE -> false;
                case READ_ONLY, NOT_YOUR_STATUS, NEEDS_MANAGER -> true;
            };
        }
    }

    /// @param isSystem jobs and rules: bound by the pipeline, not by roles
    /// @param roles keys of the roles held
    /// @param allowedStatuses the statuses those roles may choose; empty means all
    /// @param mayReopen may take a record out of won or lost (R25)
    record Mover(boolean isSystem, Set<String> roles, Optional<Set<String>> allowedStatuses, boolean mayReopen) {}

    private final Definition definition;
    private final String from;
    private final boolean writable;
    private final Mover mover;

    Gate(Definition definition, String from, boolean writable, Mover mover) {
        this.definition = definition;
        this.from = from;
        this.writable = writable;
        this.mover = mover;
    }

    Optional<Refusal> refusal(Status to) {
        if (to.key().equals(from)) {
            return Optional.of(Refusal.ALREADY_THERE);
        }
        var current = definition.status(from);
        if (current.isPresent() && !to.isReachableFrom(from)) {
            return Optional.of(Refusal.NOT_FROM_HERE);
        }
        return mover.isSystem() ? Optional.empty() : refusalOfPerson(to);
    }

    /// Wherever the pipeline leads.
    Optional<Refusal> refusalOfPerson(Status to) {
        if (!writable) {
            return Optional.of(Refusal.READ_ONLY);
        }
        if (!mayChoose(to)) {
            return Optional.of(Refusal.NOT_YOUR_STATUS);
        }
        var leavesResult = definition
                .status(from)
                .filter(status -> status.group().isResult() && status.group() != to.group())
                .isPresent();
        return leavesResult && !mover.mayReopen() ? Optional.of(Refusal.NEEDS_MANAGER) : Optional.empty();
    }

    private boolean mayChoose(Status to) {
        var byRole = to.allowedRoles() == null || to.allowedRoles().stream().anyMatch(mover.roles()::contains);
        return byRole
                && mover.allowedStatuses().map(keys -> keys.contains(to.key())).orElse(true);
    }
}
