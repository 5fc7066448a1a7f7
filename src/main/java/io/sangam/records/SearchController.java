package io.sangam.records;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/search")
@Tag(name = "Search")
class SearchController {

    private final Search search;

    SearchController(Search search) {
        this.search = search;
    }

    @GetMapping
    @Operation(summary = "Search all objects", description = """
                    By the beginnings of words (two letters and more; one slip in words of four letters, two in words of \
                    eight), by human numbers, and by four or more digits of a phone number in any spelling. Best first: the \
                    very number, the phone number, the title, other fields. Only what the caller may see, and only by values \
                    he sees in clear. `objects` narrows to some, comma separated.""")
    Answer<List<Search.Hit>> searchRecords(
            @Parameter(hidden = true) Actor actor,
            @RequestParam @Size(max = 200) String q,
            @RequestParam(defaultValue = "") String objects,
            @RequestParam(defaultValue = "20") @Min(1) @Max(50) int limit) {
        var wanted = Arrays.stream(objects.split(","))
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .collect(Collectors.toSet());
        return Answer.of(search.find(actor, q, wanted, limit));
    }
}
