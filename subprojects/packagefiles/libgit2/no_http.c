/* What transport.c names of the sources that are left out. */
#include "common.h"

#include "git2/sys/transport.h"

int git_smart_subtransport_http(git_smart_subtransport **out, git_transport *owner, void *param)
{
	GIT_UNUSED(owner);
	GIT_UNUSED(param);
	*out = NULL;
	git_error_set(GIT_ERROR_NET, "this libgit2 has no http");
	return -1;
}

bool git_http__expect_continue = false; /* settings.c */
