package io.sangam.tenancy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.postgresql.core.Oid;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/// Ids in PostgreSQL's own form. The driver writes them as text, character by character, and PostgreSQL reads them so:
/// the people of a team, twice in each of their lists.
@SuppressWarnings("serial") // nobody keeps it
final class UuidArray extends PGobject implements PGBinaryObject {

    /// Dimensions, whether something in it is null, and of what it is.
    private static final int HEAD = 3 * Integer.BYTES;
    /// Of the one dimension: how many, and the number of the first.
    private static final int DIMENSION = 2 * Integer.BYTES;

    private static final int ID = 2 * Long.BYTES;

    private final UUID[] ids;

    UuidArray(UUID[] ids) {
        this.ids = ids;
        type = "_uuid";
    }

    @Override
    public String getValue() {
        return Arrays.stream(ids).map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }

    @Override
    public int lengthInBytes() {
        return ids.length == 0 ? HEAD : HEAD + DIMENSION + ids.length * (Integer.BYTES + ID);
    }

    @Override
    public void toBytes(byte[] bytes, int offset) {
        var written = ByteBuffer.wrap(bytes, offset, lengthInBytes());
        written.putInt(ids.length == 0 ? 0 : 1).putInt(0).putInt(Oid.UUID);
        if (ids.length > 0) {
            written.putInt(ids.length).putInt(1);
        }
        for (var id : ids) {
            written.putInt(ID).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }
    }

    @Override
    public void setByteValue(byte[] value, int offset) {
        throw new UnsupportedOperationException("It is only sent");
    }
}
