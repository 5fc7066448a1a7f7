package io.sangam.proposals;

import io.sangam.mail.MailLanguage;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is printed of a proposal, all of it as plain words.
///
/// @param customer whom it is for, where that is known
/// @param date when it was sent, or today
record Paper(
        String company,
        MailLanguage language,
        String number,
        int revision,
        String title,
        @Nullable String customer,
        LocalDate date,
        @Nullable LocalDate validUntil,
        @Nullable String intro,
        @Nullable String terms,
        String currency,
        List<Line> lines,
        Totals totals) {}
