/* SPDX-License-Identifier: PostgreSQL */
#include "model/source.h"

void up_source_close(struct up_source *source)
{
	if (source != NULL)
		source->close(source);
}

enum up_status up_source_refresh(struct up_source *source, struct up_error *err)
{
	return source->refresh != NULL ? source->refresh(source, err) : source->rewind(source, err);
}

void up_source_interrupt(struct up_source *source)
{
	if (source->interrupt != NULL)
		source->interrupt(source);
}
