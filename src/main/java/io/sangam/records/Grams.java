package io.sangam.records;

import io.sangam.kernel.TenantId;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Words cut into pieces of three letters, as a search index keeps them and a query asks for them.
///
/// A word that is typed is the beginning of the one that is meant: of `kira` the pieces are `··k ·ki kir ira`, and
/// every
/// entry that begins so has them all. One slip of the finger spoils up to three pieces that stand together, a swap of
/// neighbours four; so an entry meant by a misspelt word has all pieces but those of one window (the q-gram lemma of
/// Jokinen and Ukkonen, 1991).
final class Grams {

    static final int SHORTEST = 2;
    /// See [#match].
    static final int WORD = 3;
    private static final int FUZZY_FROM = 4;
    /// Pieces one slip spoils, and a swap; of a shorter word a swap would leave nothing.
    private static final int SLIP = 3;
    private static final int SWAP = 4;
    private static final int SWAPPED_FROM = 5;
    private static final int MOST_WORDS = 6;
    private static final int LONGEST = 40;
    private static final int MOST_CHOICES = 40;
    private static final int FEWEST_DIGITS = 4;
    private static final int FIRST_BEYOND_ASCII = 128;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern PHONE_LIKE = Pattern.compile("\\+?[\\d\\s()./-]+");

    private Grams() {}

    /// In small letters and without accents.
    static String plain(String text) {
        if (text.chars().allMatch(each -> each < FIRST_BEYOND_ASCII)) {
            return text.toLowerCase(Locale.ROOT);
        }
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    static List<String> words(String text) {
        var words = new LinkedHashSet<String>();
        var plain = plain(text);
        var begin = 0;
        // by hand: a search looks at the words of a thousand records
        for (var at = 0; at <= plain.length(); ) {
            var ends = at == plain.length() || !isOfWord(plain.codePointAt(at));
            if (ends && at > begin) {
                words.add(plain.substring(begin, Math.min(at, begin + LONGEST)));
            }
            at += at == plain.length() ? 1 : Character.charCount(plain.codePointAt(at));
            begin = ends ? at : begin;
        }
        return List.copyOf(words);
    }

    private static boolean isOfWord(int letter) {
        return Character.isLetter(letter)
                || switch (Character.getType(letter)) {
                    case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
                    default -> false;
                };
    }

    /// The digits of something that looks like a part of a phone number, without the zeros of a trunk prefix.
    static String digits(String query) {
        var digits = query.replaceAll("\\D", "").replaceFirst("^0+", "");
        return PHONE_LIKE.matcher(query.strip()).matches() && digits.length() >= FEWEST_DIGITS ? digits : "";
    }

    /// What an entry keeps of a word.
    static Set<Long> ofWord(TenantId tenant, String word) {
        return hashed(tenant, pieces("  " + word));
    }

    /// What it keeps of a phone number: any four digits of it will do.
    static Set<Long> ofDigits(TenantId tenant, String digits) {
        return hashed(tenant, pieces(digits));
    }

    /// What an entry must hold: all pieces of one of these. Strictly, of every word as typed; otherwise of words with
    /// one
    /// slip each may have.
    static List<Set<Long>> choices(TenantId tenant, List<String> words, boolean fuzzy) {
        var some = words.subList(0, Math.min(words.size(), MOST_WORDS));
        var all = new ArrayList<Set<Long>>();
        if (!fuzzy) {
            var strict = new LinkedHashSet<Long>();
            some.forEach(word -> strict.addAll(ofWord(tenant, word)));
            return List.of(strict);
        }
        for (var slipped : some) {
            if (slipped.length() < FUZZY_FROM) {
                continue;
            }
            var others = new LinkedHashSet<Long>();
            some.stream().filter(word -> !word.equals(slipped)).forEach(word -> others.addAll(ofWord(tenant, word)));
            var pieces = pieces("  " + slipped);
            for (var window = SLIP; window <= (slipped.length() < SWAPPED_FROM ? SLIP : SWAP); window++) {
                for (var from = 0; from + window <= pieces.size() && all.size() < MOST_CHOICES; from++) {
                    var kept = new ArrayList<>(pieces.subList(0, from));
                    kept.addAll(pieces.subList(from + window, pieces.size()));
                    var choice = new LinkedHashSet<>(others);
                    choice.addAll(hashed(tenant, kept));
                    all.add(choice);
                }
            }
        }
        return all;
    }

    private static List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        for (var i = 0; i + 3 <= text.length(); i++) {
            pieces.add(text.substring(i, i + 3));
        }
        return pieces;
    }

    private static Set<Long> hashed(TenantId tenant, List<String> pieces) {
        var hashes = new LinkedHashSet<Long>();
        var id = tenant.value();
        for (var piece : pieces) {
            var hash = id.getMostSignificantBits() ^ Long.rotateLeft(id.getLeastSignificantBits(), 17);
            for (var i = 0; i < piece.length(); i++) {
                hash = (hash ^ piece.charAt(i)) * 0x9E3779B97F4A7C15L;
                hash ^= hash >>> 29;
            }
            hashes.add(hash);
        }
        return hashes;
    }

    /// How well a word of a record answers a word that was typed: [#WORD] it is that word, 2 it begins so, 1 with a
    /// slip (two
    /// in words of eight letters and more), 0 not at all.
    static int match(String typed, String word) {
        if (word.equals(typed)) {
            return WORD;
        }
        if (word.startsWith(typed)) {
            return 2;
        }
        var slips = typed.length() < FUZZY_FROM ? 0 : typed.length() < 8 ? 1 : 2;
        for (var length = typed.length() - slips; slips > 0 && length <= typed.length() + slips; length++) {
            if (length <= word.length() && distance(typed, word.substring(0, length)) <= slips) {
                return 1;
            }
        }
        return 0;
    }

    /// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
    private static int distance(String a, String b) {
        var d = new int[a.length() + 1][b.length() + 1];
        for (var i = 0; i <= a.length(); i++) {
            for (var j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                var same = a.charAt(i - 1) == b.charAt(j - 1);
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
