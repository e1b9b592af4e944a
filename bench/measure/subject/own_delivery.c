/* SPDX-License-Identifier: PostgreSQL */
#include "measure/subject/own_delivery.h"

#include "measure/subject/image.h"
#include "measure/subject/own_population_state.h"
#include "measure/subject/own_relation.h"
#include "pg/text.h"
#include "sync/key.h"

/* Rows on their way to a receiver. */
struct delivery {
	const struct own_population *population;
	size_t columns;
	population_receiver *receive;
	void *context;
	struct up_batch image; /* one row */
	struct up_batch new;   /* one row of the sync */
	struct up_buffer space;
};

#define NOT_IN_SYNC SIZE_MAX
#define NOT_IN_SCOPE (SIZE_MAX - 1)

/* The number of a row in the sync, or one of these. */
static enum up_status find_row(struct delivery *delivery, const struct up_batch *image,
			       size_t *number, struct up_error *err)
{
	const struct own_population *self = delivery->population;
	const struct subject *subject = self->table->subject;
	const struct up_batch row = {.relation = &subject->relation,
				     .row_count = 1,
				     .vectors = image->vectors + subject_lead(subject)};
	size_t length;

	*number = NOT_IN_SYNC;
	if (up_relation_has_scope(&subject->relation)) {
		up_buffer_clear(&delivery->space);
		up_text_append(&delivery->space, &image->vectors[0], 0);
		UP_TRY(up_buffer_check(&delivery->space, err));
		if (strcmp(up_buffer_string(&delivery->space), subject->scope) != 0) {
			*number = NOT_IN_SCOPE;
			return UP_OK;
		}
	}
	if (self->fetched != NULL) {
		bool is_fetched;
		return fetched_rows_find(self->fetched, &row, 0, &delivery->space, number,
					 &is_fetched, err);
	}
	const char *key = up_key_bytes(&row, 0, &delivery->space, &length);
	UP_TRY(up_buffer_check(&delivery->space, err));
	const struct up_keymap_entry *entry = up_keymap_find(&self->keys, key, length);
	if (entry != NULL)
		*number = (size_t)(entry - self->keys.entries);
	return UP_OK;
}

static enum up_status make_new(struct delivery *delivery, size_t number, struct up_error *err)
{
	const struct rows *rows = delivery->population->population.rows;

	up_batch_clear(&delivery->new);
	return rows->append(rows, number, EDITION_NEW, &delivery->new, err);
}

static enum up_status deliver_old(void *context, const struct up_batch *image, struct up_error *err)
{
	struct delivery *delivery = context;
	const struct own_population *self = delivery->population;
	const size_t lead = subject_lead(self->table->subject);
	size_t number;

	UP_TRY(find_row(delivery, image, &number, err));
	if (number == NOT_IN_SYNC && self->population.request.gone == GONE_DELETE)
		return UP_OK;
	if (number == NOT_IN_SYNC || number == NOT_IN_SCOPE)
		return delivery->receive(delivery->context, image, err);
	UP_TRY(make_new(delivery, number, err));
	up_batch_clear(&delivery->image);
	for (size_t c = 0; c < image->relation->column_count; c++) {
		const bool travels = c >= lead && c < lead + delivery->columns;
		up_vector_copy_value(
			&delivery->image.vectors[c],
			travels ? &delivery->new.vectors[c - lead] : &image->vectors[c], 0);
	}
	UP_TRY(up_batch_end_row(&delivery->image, err));
	return delivery->receive(delivery->context, &delivery->image, err);
}

/* Rows that the sync creates: their other columns are null, or have their defaults. */
static enum up_status deliver_new(struct delivery *delivery, size_t number, struct up_error *err)
{
	const struct subject *subject = delivery->population->table->subject;
	const size_t lead = subject_lead(subject);

	/* A source is asked for the columns of the case alone. */
	const size_t created = delivery->population->fetched != NULL
				       ? delivery->columns
				       : subject->relation.column_count;

	UP_TRY(make_new(delivery, number, err));
	up_batch_clear(&delivery->image);
	for (size_t c = 0; c < delivery->image.relation->column_count; c++) {
		struct up_vector *vector = &delivery->image.vectors[c];
		if (c < lead)
			UP_TRY(up_text_parse(vector, subject->scope, strlen(subject->scope), err));
		else if (c < lead + created)
			up_vector_copy_value(vector, &delivery->new.vectors[c - lead], 0);
		else
			up_vector_append_null(vector);
	}
	UP_TRY(up_batch_end_row(&delivery->image, err));
	return delivery->receive(delivery->context, &delivery->image, err);
}

/* Of rows that a source brings it shows only now that some are new. */
static enum up_status check_created(const struct delivery *delivery, struct up_error *err)
{
	const struct own_population *self = delivery->population;

	if (self->fetched == NULL ||
	    own_relation_check_created(self->table->subject, self->table->shape, delivery->columns,
				       err) == UP_OK)
		return UP_OK;
	err->status = UP_INVALID;
	return up_error_prefix(err, "the source brings rows that the table does not have");
}

static enum up_status deliver_all(struct delivery *delivery, const struct server *server,
				  struct up_error *err)
{
	const struct own_population *self = delivery->population;
	const struct subject *subject = self->table->subject;
	const struct rows *rows = self->population.rows;
	UP_RELATION pristine = {0};

	UP_TRY(up_batch_init(&delivery->image, &subject->image, err));
	UP_TRY(up_batch_init(&delivery->new, &subject->relation, err));
	UP_TRY(own_population_pristine(self, server, &pristine, err));
	UP_TRY(image_read(&pristine, server->control, deliver_old, delivery, err));
	for (size_t number = 0; number < rows->count; number++) {
		if (rows->in_old(rows, number))
			continue;
		UP_TRY(check_created(delivery, err));
		UP_TRY(deliver_new(delivery, number, err));
	}
	return UP_OK;
}

enum up_status own_delivery_run(const struct population *population, const struct server *server,
				size_t columns, population_receiver *receive, void *context,
				struct up_error *err)
{
	struct delivery delivery = {
		.population = (const struct own_population *)population,
		.columns = columns,
		.receive = receive,
		.context = context,
	};
	enum up_status status = deliver_all(&delivery, server, err);

	up_batch_release(&delivery.image);
	up_batch_release(&delivery.new);
	up_buffer_release(&delivery.space);
	return status;
}
