/* SPDX-License-Identifier: PostgreSQL */
/* Text within XML. */
#ifndef SHOW_EXPORT_XML_H
#define SHOW_EXPORT_XML_H

#include "base/buffer.h"

/* Appends text for an attribute in double quotes or between tags; what XML does not allow is
 * replaced. */
void xml_append_escaped(struct up_buffer *xml, const char *content);

#endif
