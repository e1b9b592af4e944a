/* SPDX-License-Identifier: PostgreSQL */
/*
 * The progress line, as bytes on a stream: a terminal of 40 columns and a clock
 * that goes as far as the test says.
 */
#include "cli/option/progress.h"

#include "text/display.h"

#include <criterion/criterion.h>

#define SECOND INT64_C(1000000000)

static int64_t told_time(void *context)
{
	return *(int64_t *)context;
}

struct screen {
	char *bytes;
	size_t length;
	FILE *stream;
	int64_t now;
	struct progress progress;
};

static void open_screen(struct screen *screen, enum progress_mode mode, bool plain, int width)
{
	*screen = (struct screen){.now = 5 * SECOND};
	screen->stream = open_memstream(&screen->bytes, &screen->length);
	cr_assert_not_null(screen->stream);
	progress_start(&screen->progress, &(struct progress_options){
						  .stream = screen->stream,
						  .mode = mode,
						  .plain = plain,
						  .width = width,
						  .clock = told_time,
						  .clock_context = &screen->now,
					  });
}

static void close_screen(struct screen *screen)
{
	progress_end(&screen->progress);
	fclose(screen->stream);
	free(screen->bytes);
}

#define expect_bytes(screen, expected)                                                             \
	do {                                                                                       \
		fflush((screen)->stream);                                                          \
		cr_expect_str_eq((screen)->bytes, expected);                                       \
	} while (0)

Test(progress, draws_case_round_and_time_left)
{
	struct screen screen;
	open_screen(&screen, PROGRESS_ALWAYS, false, 81);
	screen.now += 20 * SECOND;
	progress_update(&screen.progress, "copy-temp rows=20", 3, 11, 0.25);
	expect_bytes(&screen,
		     "\rcopy-temp rows=20  round 3 of 11   25 %  about 1 min 00 s left\033[K");
	close_screen(&screen);
}

Test(progress, estimates_nothing_from_nothing)
{
	struct screen screen;
	open_screen(&screen, PROGRESS_ALWAYS, false, 81);
	progress_update(&screen.progress, "row", 1, 0, 0);
	expect_bytes(&screen, "\rrow  round 1    0 %\033[K");
	close_screen(&screen);
}

Test(progress, draws_ten_times_a_second)
{
	struct screen screen;
	open_screen(&screen, PROGRESS_ALWAYS, false, 81);
	for (int i = 0; i < 1000; i++) {
		progress_update(&screen.progress, "row", 1, 2, 0);
		screen.now += SECOND / 1000;
	}
	fflush(screen.stream);
	size_t lines = 0;
	for (size_t i = 0; i < screen.length; i++)
		lines += screen.bytes[i] == '\r';
	cr_expect_eq(lines, 10);
	close_screen(&screen);
}

Test(progress, leaves_nothing_behind)
{
	struct screen screen;
	open_screen(&screen, PROGRESS_ALWAYS, false, 81);
	progress_update(&screen.progress, "row", 1, 2, 0);
	fflush(screen.stream);
	size_t before = screen.length;
	progress_end(&screen.progress);
	progress_end(&screen.progress);
	fflush(screen.stream);
	cr_expect_str_eq(screen.bytes + before, "\r\033[K");
	close_screen(&screen);
}

Test(progress, ends_silently_when_it_never_drew)
{
	struct screen screen;
	open_screen(&screen, PROGRESS_ALWAYS, false, 81);
	progress_end(&screen.progress);
	expect_bytes(&screen, "");
	close_screen(&screen);
}

Test(progress, comes_back_after_a_message)
{
	struct screen screen;
	open_screen(&screen, PROGRESS_ALWAYS, false, 81);
	progress_update(&screen.progress, "row", 1, 2, 0);
	progress_clear(&screen.progress);
	progress_update(&screen.progress, "row", 1, 2, 0);
	expect_bytes(&screen,
		     "\rrow  round 1 of 2    0 %\033[K\r\033[K\rrow  round 1 of 2    0 %\033[K");
	close_screen(&screen);
}

Test(progress, is_plain_without_escape_sequences)
{
	struct screen screen;
	open_screen(&screen, PROGRESS_ALWAYS, true, 81);
	progress_update(&screen.progress, "a-long-name", 1, 2, 0);
	screen.now += SECOND;
	progress_update(&screen.progress, "row", 1, 2, 0);
	progress_end(&screen.progress);
	expect_bytes(&screen, "\ra-long-name  round 1 of 2    0 %"
			      "\rrow  round 1 of 2    0 %        "
			      "\r                        \r");
	close_screen(&screen);
}

Test(progress, is_silent_unless_wanted)
{
	static const enum progress_mode modes[] = {PROGRESS_NEVER, PROGRESS_AUTO};
	for (size_t m = 0; m < 2; m++) {
		struct screen screen;
		open_screen(&screen, modes[m], false, 81);
		progress_update(&screen.progress, "row", 1, 2, 0.5);
		progress_end(&screen.progress);
		expect_bytes(&screen, "");
		close_screen(&screen);
	}
}

Test(progress, fits_any_terminal)
{
	/* Also with wide characters, and with ones that would repaint the screen. */
	static const char name[] = "\xe8\xa1\xa8\xe6\xa0\xbc rows=1914\033[2J\n chunk=100 jit=off";
	for (int width = 1; width <= 100; width++) {
		struct screen screen;
		open_screen(&screen, PROGRESS_ALWAYS, true, width);
		screen.now += SECOND;
		progress_update(&screen.progress, name, 10, 11, 0.9);
		fflush(screen.stream);
		cr_expect_lt(display_width(screen.bytes + 1), (size_t)width, "width %d: %s", width,
			     screen.bytes);
		cr_expect_null(strchr(screen.bytes, '\033'));
		cr_expect_null(strchr(screen.bytes, '\n'));
		close_screen(&screen);
	}
}

Test(progress, heeds_no_color)
{
	setenv("NO_COLOR", "1", 1);
	cr_expect(progress_options_default(PROGRESS_AUTO).plain);
	setenv("NO_COLOR", "", 1);
	cr_expect_not(progress_options_default(PROGRESS_AUTO).plain);
	unsetenv("NO_COLOR");
	cr_expect_not(progress_options_default(PROGRESS_AUTO).plain);
}
