// Answering in private what somebody wrote in public.
#pragma once

#include "desk/reply.hpp"

namespace balie::desk {

// The reply stands in the customer's private conversation of the same inbox, which it opens when there is none.
// Errors: as reply; not_found for a message that the actor may not see; unprocessable when it is not public
// (not_public), nobody's (not_answerable), or when the channel cannot (private_replies_not_supported).
Result<Written> reply_in_private(journal::Work& work, access::Actor const& actor, MessageId to, Reply reply,
                                 wire::Context const& context, Time now);

}  // namespace balie::desk
