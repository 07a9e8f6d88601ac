// What an answer of an SMS platform, or the lack of one, means for what we sent.
#pragma once

#include <balie/base/http_client.hpp>
#include <balie/channel/outbound_message.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace balie::connectors::sms {

// A row of a platform's table: codes from `first` to `last`.
struct CodeTreatment {
    std::int64_t first;
    std::int64_t last;
    Verdict verdict;
    std::chrono::seconds retry_after{0};  // zero: as the backoff says
};

// The error that an answer states, read by the channel.
struct StatedError {
    std::optional<std::int64_t> code = {};
    std::string title = {};
    std::string detail = {};
};

// Of an answer that says no: the row of its code decides, else its status.
SendOutcome refused(HttpAnswer const& answer, StatedError const& error, std::span<CodeTreatment const> rows);

// A call that failed on its way. With the first byte gone, nobody knows whether it was taken.
SendOutcome failed(CallFailure const& failure);

SendOutcome accepted(std::string external_id);
// Not sent, and for good: for what a channel cannot send at all.
SendOutcome never(std::string code, std::string reason);
SendOutcome without_credentials(std::string reason);
// 2xx, but not to be understood: it may have been taken.
SendOutcome unreadable_answer();

bool is_success(HttpAnswer const& answer) noexcept;

// What all SMS channels refuse alike: no number, nothing to say, more files than the inbox takes, files that the
// platform cannot fetch, reactions, templates. Absent: it may be sent.
std::optional<SendOutcome> unsendable(OutboundMessage const& message, std::size_t files_max);

}  // namespace balie::connectors::sms
