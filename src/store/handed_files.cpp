// A token is three numbers of eight bytes, the largest byte first, and their proof, in base64url.
#include "store/handed_files.hpp"

#include "store/number_bytes.hpp"

#include <balie/base/crypto.hpp>

#include <chrono>
#include <cstdint>

namespace balie::store::handed_files {
namespace {

constexpr auto purpose = std::string_view{"filelink"};
constexpr auto said_bytes = 3 * number_bytes;
constexpr auto proof_bytes = std::size_t{32};

constexpr auto find_file = db::Statement{"handed_files.find", R"sql(
    SELECT a.file, a.mime, a.name, a.kind, a.bytes, a.sha256, a.width, a.height
      FROM attachments a
      JOIN messages m ON m.account_id = a.account_id AND m.id = a.message_id
     WHERE a.account_id = $1 AND a.id = $2 AND a.state = 'ready' AND a.file IS NOT NULL
       AND m.direction = 'out' AND m.kind = 'message' AND m.deleted_at IS NULL
)sql"};

std::int64_t seconds_of(Time at) {
    return std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()).count();
}

}  // namespace

std::string token_of(Handed const& handed, SecretBox const& box) {
    auto const said =
        written(handed.account.value) + written(handed.attachment.value) + written(seconds_of(handed.until));
    return to_base64url(said + box.prove(purpose, said));
}

std::optional<Handed> read_token(std::string_view token, SecretBox const& box, Time now) {
    auto const raw = from_base64(token);
    if (!raw || raw->size() != said_bytes + proof_bytes) { return std::nullopt; }
    // Of the spellings that base64 has for the same bytes, one is ours.
    if (to_base64url(*raw) != token) { return std::nullopt; }
    auto const said = std::string_view{*raw}.substr(0, said_bytes);
    if (!box.is_proven(purpose, said, std::string_view{*raw}.substr(said_bytes))) { return std::nullopt; }
    auto const until = Time{std::chrono::seconds{number_at(said, 2)}};
    if (until < now) { return std::nullopt; }
    return Handed{AccountId{number_at(said, 0)}, AttachmentId{number_at(said, 1)}, until};
}

Result<media_files::Served> find(db::Transaction& transaction, AccountId account, AttachmentId id) {
    auto const rows = transaction.run(find_file, {account, id});
    if (rows.empty()) { return Error{ErrorCode::not_found, "no such file"}; }
    return media_files::served_from(rows.front());
}

}  // namespace balie::store::handed_files
