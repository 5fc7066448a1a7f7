package io.sangam.kernel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// A phone number in E.164, and the key by which two spellings of it are known to be one.
public record PhoneNumber(String e164) {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
    private static final int LONGEST = 250;
    private static final int MOST_KEPT = 2_000;

    private record Spelling(String text, String country) {}

    /// A record that is written is asked for its numbers again and again.
    private static final Cache<Spelling, Optional<PhoneNumber>> PARSED =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    /// Reads any usual spelling; `country` (ISO 3166 alpha-2) is assumed where the text names none. Empty when it can't
    /// be a number of 10 to 15 digits (spec, core rule 8).
    public static Optional<PhoneNumber> parse(String text, String country) {
        return text.length() > LONGEST ? Optional.empty() : PARSED.get(new Spelling(text, country), PhoneNumber::parse);
    }

    private static Optional<PhoneNumber> parse(Spelling spelling) {
        try {
            var number = LIBRARY.parse(spelling.text(), spelling.country());
            if (!LIBRARY.isPossibleNumber(number)) {
                return Optional.empty();
            }
            var e164 = LIBRARY.format(number, PhoneNumberUtil.PhoneNumberFormat.E164);
            var digits = e164.length() - 1;
            return digits < 10 || digits > 15 ? Optional.empty() : Optional.of(new PhoneNumber(e164));
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }

    /// Where it rings, if the number tells: it does not where its zones show different times at that moment, as those
    /// of
    /// mobile numbers in large countries do.
    public Optional<ZoneId> zone(Instant moment) {
        try {
            var zones = Zones.MAPPER.getTimeZonesForGeographicalNumber(LIBRARY.parse(e164, null)).stream()
                    .filter(name -> !name.equals(PhoneNumberToTimeZonesMapper.getUnknownTimeZone()))
                    .map(ZoneId::of)
                    .toList();
            var offsets = zones.stream()
                    .map(zone -> zone.getRules().getOffset(moment))
                    .distinct();
            return offsets.count() == 1 ? Optional.of(zones.getFirst()) : Optional.empty();
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }

    /// Read when first asked for.
    private static final class Zones {
        private static final PhoneNumberToTimeZonesMapper MAPPER = PhoneNumberToTimeZonesMapper.getInstance();
    }

    /// The last ten digits of the full number (spec, core rule 8).
    public String matchKey() {
        return e164.substring(e164.length() - 10);
    }
}
