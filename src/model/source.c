/* SPDX-License-Identifier: PostgreSQL */
#include "model/source.h"

void up_source_close(struct up_source *source)
{
	if (source != NULL)
		source->close(source);
}
