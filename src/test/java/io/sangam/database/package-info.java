@NullMarked
package io.sangam.database;

import org.jspecify.annotations.NullMarked;
