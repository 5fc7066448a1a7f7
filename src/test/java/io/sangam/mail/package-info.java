@NullMarked
package io.sangam.mail;

import org.jspecify.annotations.NullMarked;
