// Media's way through the journal's door.
#pragma once

#include "journal/journal.hpp"
#include "media/write.hpp"

namespace balie::api {

// Changes of attachments are told as changes of their messages. The journal outlives what is answered.
media::Write media_journal(journal::Journal& journal);

}  // namespace balie::api
