/// Imports: files of records: read, mapped to fields, checked, written row by row, and taken back.
///
/// An *import* is one file for one object. A *row* is checked first (new, update, duplicate, error) and written
/// later, a transaction each. What an object adds to it (which rows are the same record, how one is made) is its
/// [io.sangam.imports.ImportTarget]; an object without one is imported by its description.
@ApplicationModule(
        displayName = "Imports",
        allowedDependencies = {"database", "tenancy", "limits", "identity", "access", "jobs", "notifications", "records"
        })
@NullMarked
package io.sangam.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
