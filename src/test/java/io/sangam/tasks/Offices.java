package io.sangam.tasks;

import io.sangam.tenancy.TenantSettings;
import io.sangam.tenancy.TenantSettings.PassingOn;
import io.sangam.tenancy.WorkCalendar;

/// Settings of companies for the tests of this module.
final class Offices {

    private Offices() {}

    static TenantSettings with(TenantSettings settings, PassingOn reassignment, WorkCalendar calendar) {
        return new TenantSettings(
                settings.firstTaskDueHours(),
                settings.reminders(),
                settings.resubmitReopens(),
                settings.assignment(),
                reassignment,
                settings.requests(),
                settings.recycling(),
                calendar,
                settings.retention(),
                settings.secondFactor());
    }
}
