package io.sangam.day;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/my-day")
@Tag(name = "My day", description = "The caller's own open work of every object, ranked")
class MyDayController {

    private final MyDay days;

    MyDayController(MyDay days) {
        this.days = days;
    }

    record PutOff(Instant until) {}

    @GetMapping
    @Operation(summary = "Read the caller's day", description = """
                    His own open tasks, leads, tickets and deals that are late, due or without a next step within a week: \
                    the 50 with the highest score. The score, 0 to 100, is value × weight × urgency. Value is 1 to 4: 2 \
                    for the median of the values in the same queue and currency and for what has none, growing with the \
                    logarithm, so one huge deal does not swallow the queue. Weight is ½ to 3 for what no amount says: a \
                    hot lead, a critical ticket, a promise. Urgency is 0 to 10: 5 at the due moment, 7.5 two days late, \
                    2.5 eight hours before. A task counts as much as the record it belongs to, which is then not listed \
                    for its next step again. `reasons` say why, most important first; a value the caller may not see is \
                    neither told nor counted, phones are masked as everywhere. `counts` also count what is not among the \
                    items.""")
    Answer<MyDay.DayQueue> readMyDay(@Parameter(hidden = true) Actor actor) {
        return Answer.of(days.of(actor));
    }

    @PutMapping("/put-off/{object}/{id}")
    @Operation(
            summary = "Put something off until tomorrow",
            description = "It is out of the caller's day until eight in the morning of the next day on his own clock;"
                    + " nothing about the record changes. Again, it changes nothing before tomorrow. Errors:"
                    + " NOT_FOUND (404).")
    Answer<PutOff> putOff(@Parameter(hidden = true) Actor actor, @PathVariable String object, @PathVariable UUID id) {
        return Answer.of(new PutOff(days.putOff(actor, object, id)));
    }

    @DeleteMapping("/put-off/{object}/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Bring back what was put off",
            description = "Of what was not put off it changes nothing. Errors: NOT_FOUND (404).")
    void bringBack(@Parameter(hidden = true) Actor actor, @PathVariable String object, @PathVariable UUID id) {
        days.bringBack(actor, object, id);
    }

    @DeleteMapping("/put-off")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Bring back everything that was put off", description = "Only what the caller put off.")
    void bringAllBack(@Parameter(hidden = true) Actor actor) {
        days.bringAllBack(actor);
    }
}
