// From an answer of the Graph API, or from the lack of one, to what became of a message.
#pragma once

#include <balie/base/http_client.hpp>
#include <balie/channel/outbound_message.hpp>
#include <connectors/meta/treatment.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace balie::connectors::meta {

// {"error": {...}} of an answer.
struct GraphError {
    std::optional<std::int64_t> code;
    std::optional<std::int64_t> subcode;
    std::string title;
    std::string detail;
    bool is_transient = false;
};

// Absent when the body holds no error.
std::optional<GraphError> graph_error(std::string_view body);

// An answer says no when it holds an error, whatever its status, or when its status is not 2xx.
bool is_refusal(HttpAnswer const& answer);

// What a refusal means for what we asked.
SendOutcome refused(HttpAnswer const& answer, std::span<CodeTreatment const> channel_rows);

using Answer = boost::system::result<HttpAnswer, CallFailure>;

// What became of a message; the answer states its id under the key. An answer without it is uncertain.
SendOutcome outcome_of(Answer const& answer, std::string_view id_key,
                       std::span<CodeTreatment const> channel_rows);
std::string stated_id(std::string_view body, std::string_view key);

// What became of a call that sends nothing. Errors: unavailable, forbidden, not_found, unprocessable.
Result<void> done(Answer const& answer, std::span<CodeTreatment const> channel_rows);

// What we do not even ask the platform for.
SendOutcome never(std::string code, std::string reason);
SendOutcome without_token();

// A call that failed on its way. With the first byte gone, nobody knows whether it was taken.
SendOutcome failed(CallFailure const& failure);

}  // namespace balie::connectors::meta
