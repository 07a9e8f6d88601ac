// How media changes an attachment: through the journal's door, which lies beside this room and is handed in by app.
#pragma once

#include "db/transaction.hpp"
#include "store/media_files.hpp"

#include <balie/base/result.hpp>
#include <balie/base/task.hpp>

#include <functional>
#include <optional>

namespace balie::media {

// A change of one attachment; what it answers is told as an updated message.
using Change = std::function<Result<std::optional<store::media_files::Shown>>(db::Transaction&)>;

using Write = std::function<Task<Result<void>>(AccountId, Change)>;

}  // namespace balie::media
