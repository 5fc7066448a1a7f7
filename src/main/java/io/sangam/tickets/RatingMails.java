package io.sangam.tickets;

import io.sangam.kernel.Actor;
import io.sangam.mail.Mails;
import io.sangam.records.Activities;
import io.sangam.records.RecordState;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Asks customers by mail how it went, where the company wants it: once each time a ticket is resolved.
@Component
class RatingMails {

    private final SlaPolicies policies;
    private final RatingLetter letter;
    private final Mails mails;
    private final Activities activities;

    RatingMails(SlaPolicies policies, RatingLetter letter, Mails mails, Activities activities) {
        this.policies = policies;
        this.letter = letter;
        this.mails = mails;
        this.activities = activities;
    }

    /// In the transaction that changed the ticket.
    void follow(Actor actor, RecordState before, RecordState after) {
        if (!before.isEmpty(TicketRules.RESOLVED_AT)
                || after.isEmpty(TicketRules.RESOLVED_AT)
                || !mails.isAvailable()
                || !policies.of(actor.tenant()).mailsRatings()
                || letter.recipient(actor.tenant(), after).isEmpty()) {
            return;
        }
        var round = Ratings.round(after);
        mails.send(
                actor.tenant(), letter, "rating:" + after.id() + ":" + round, new RatingLetter.Data(after.id(), round));
        activities.record(Actor.system(actor.tenant()), after.type(), after.id(), "ratingAsked", Map.of());
    }
}
